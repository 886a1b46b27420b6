"""When a reading counts: several frames agree, and it is told once."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.qr_reader.port import QrReading

AGREE_WITHIN_S = 1.5
"""Equal readings further apart than this do not support each other."""
SILENT_FOR_S = 2.0
"""A text is told again only when another came instead, or when it was out of sight for so long."""


@dataclass(slots=True)
class _Candidate:
    count: int
    seen_at: float


class Votes:
    """Counts equal readings of successive frames. Not for more than one thread."""

    def __init__(self, needed: int) -> None:
        """`needed`: equal readings until one counts, at least 1."""
        if needed < 1:
            raise ValueError("at least one reading is needed")
        self._needed = needed
        self._candidates: dict[str, _Candidate] = {}
        self._told: dict[str, float] = {}

    def add(self, readings: tuple[QrReading, ...], now: float) -> tuple[QrReading, ...]:
        """Take the readings of one frame at `now` (monotonic seconds); give those that count and are new."""
        self._forget_old(now)
        counted = [reading for reading in readings if self._count(reading.text, now) >= self._needed]
        new = tuple(reading for reading in counted if reading.text not in self._told)
        if new:
            # Two codes side by side are each told once; a code that another took the place of is told anew.
            in_view = {reading.text for reading in readings}
            self._told = {text: at for text, at in self._told.items() if text in in_view}
        self._told.update((reading.text, now) for reading in counted)
        return new

    def _count(self, text: str, now: float) -> int:
        candidate = self._candidates.setdefault(text, _Candidate(0, now))
        candidate.count += 1
        candidate.seen_at = now
        return candidate.count

    def _forget_old(self, now: float) -> None:
        self._candidates = {
            text: candidate
            for text, candidate in self._candidates.items()
            if now - candidate.seen_at <= AGREE_WITHIN_S
        }
        self._told = {text: at for text, at in self._told.items() if now - at < SILENT_FOR_S}
