"""Puts what a scanner types or sends, piece by piece, together to whole scans."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from drivers.qr_reader.text_encoding import undo_wrong_guess, without_wrong_controls

_ENDED_SETTLES_S = 0.03
_IDLE_ENDS_S = 0.3
_UNFINISHED_ENDS_S = 2.0
_CONTROLS = frozenset(map(chr, range(32)))
_BETWEEN_SCANS = re.compile(r"[\x00-\x1f]+")
MAX_BYTES = 8192
"""More than a QR code holds (7,089 digits); a device that sends on without end is cut here."""


@dataclass(frozen=True, slots=True)
class Framing:
    """What a scanner is set to send around each code. Taken away wherever it stands, asked for nowhere."""

    prefixes: tuple[str, ...] = (
        *("\x02", "]Q0", "]Q1", "]Q2", "]Q3", "]Q4", "]Q5", "]Q6"),
        *("\ufeff", "\\000026", "*"),
    )
    """STX, AIM's identifiers of QR codes (ISO/IEC 15424), a byte order mark, the number of UTF-8
    as AIM writes it, and a start sign; in this order, each once."""
    suffixes: tuple[str, ...] = ("\r\n", "\n", "\r", "\t", "\x03", "\x04", "\x1d", "\0", "*")
    """Line ends, tab, ETX, EOT, GS, NUL and a stop sign; as often as they stand there."""

    def without(self, text: str) -> str:
        """Give the text of the code alone."""
        bare = text.lstrip("\0")
        for prefix in self.prefixes:
            bare = bare.removeprefix(prefix)
        while found := next((one for one in self.suffixes if one and bare.endswith(one)), ""):
            bare = bare.removesuffix(found)
        return bare

    def ends(self, data: bytes | bytearray) -> bool:
        """Whether data ends with a control character or line end that may be the end of a scan."""
        return any(one[:1] in _CONTROLS and data.endswith(one.encode()) for one in self.suffixes if one)


def never(_text: str) -> bool:
    """Say that every text may be whole."""
    return False


class Assembler:
    """Puts the bytes of one scan together; it ends at an end sign that nothing follows, or at an idle gap.

    A contact's code holds line ends itself, so a line end alone does not end a scan.
    """

    def __init__(self, framing: Framing | None = None, unfinished: Callable[[str], bool] = never) -> None:
        """`unfinished`: whether a text is surely not whole yet; such a scan may pause for two seconds."""
        self._framing = framing if framing is not None else Framing()
        self._unfinished = unfinished
        self._data = bytearray()
        self._last_at = 0.0

    def add(self, data: bytes, now: float) -> None:
        """Take bytes that came at `now` (monotonic seconds)."""
        if data:
            self._data += data[: MAX_BYTES + 1 - len(self._data)]
            self._last_at = now

    def take(self, now: float) -> str | None:
        """Give the text of a scan that is complete at `now`, else None.

        Bytes that are no UTF-8 become replacement characters: the payload's parser then says "unreadable".
        """
        return self.end() if self.is_over(now) else None

    def is_over(self, now: float) -> bool:
        """Tell whether a scan is complete at `now`."""
        if not self._data:
            return False
        full = len(self._data) > MAX_BYTES
        quiet_s = now - self._last_at
        ended = self._framing.ends(self._data)
        if not full and quiet_s < (_ENDED_SETTLES_S if ended else _IDLE_ENDS_S):
            return False
        waits = not full and not ended and quiet_s < _UNFINISHED_ENDS_S
        return not (waits and self._unfinished(self.so_far()))

    def end(self) -> str | None:
        """Give what has come so far, None for nothing, and begin anew."""
        text = self.so_far()
        self._data.clear()
        return text or None

    def forget(self) -> None:
        """Drop what has come so far."""
        self._data.clear()

    def so_far(self) -> str:
        """Give the text of what has come so far."""
        sent = self._data.decode("utf-8", errors="replace").rstrip("\r\n")
        text = without_wrong_controls(undo_wrong_guess(self._framing.without(sent)))
        # A scanner that was triggered twice sends the same code twice; it counts as one scan.
        lines = {self._framing.without(line) for line in _BETWEEN_SCANS.split(text) if line}
        # Where nothing is left, what came is shown as it is: it was a scan, and no text.
        return (lines.pop() if len(lines) == 1 else text) or sent
