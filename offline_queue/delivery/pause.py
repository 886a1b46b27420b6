"""Pauses in sending: the portal asked for one, or several dossiers failed one after the other."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from offline_queue.contract.clock import Clock
from offline_queue.delivery.backoff import Backoff
from offline_queue.portal.response_policy import Outcome

_BUSY_IN_A_ROW = 3
"""After so many dossiers failed one after the other the portal itself is taken to be ill."""
_ILL = frozenset({Outcome.BUSY, Outcome.NONSENSE, Outcome.NO_NUMBER})


@dataclass(frozen=True, slots=True)
class Paused:
    """That nothing is sent now."""

    until: datetime
    by: Outcome


class Pause:
    """Thread-safe. A pause ends by time, or sooner by staff or when the link comes up."""

    def __init__(self, clock: Clock, backoff: Backoff) -> None:
        self._clock = clock
        self._backoff = backoff
        self._lock = threading.Lock()
        self._until = 0.0
        self._by = Outcome.BUSY
        self._busy_in_a_row = 0
        self._throttled_in_a_row = 0

    @property
    def throttled_in_a_row(self) -> int:
        """How often the portal asked to wait, without a call that ended well in between."""
        return self._throttled_in_a_row

    @property
    def left_s(self) -> float:
        """Seconds until it ends; 0 or less when there is none."""
        return self._until - self._clock.monotonic()

    @property
    def now(self) -> Paused | None:
        """What holds sending up now."""
        with self._lock:
            left_s = self._until - self._clock.monotonic()
            return Paused(self._clock.now() + timedelta(seconds=left_s), self._by) if left_s > 0 else None

    def well(self) -> None:
        """A call ended well."""
        self._busy_in_a_row = self._throttled_in_a_row = 0

    def failed(self, outcome: Outcome) -> None:
        """Note a failed call, before `spare`: each wait that the portal asks for in a row is longer."""
        self._throttled_in_a_row = self._throttled_in_a_row + 1 if outcome is Outcome.THROTTLED else 0

    def spare(self, outcome: Outcome, wait_s: float) -> None:
        """Pause when this was one failure too many. `wait_s`: how long the dossier itself waits."""
        with self._lock:
            if outcome is Outcome.THROTTLED:
                self._until, self._by = self._clock.monotonic() + wait_s, outcome
            if outcome not in _ILL:
                return
            self._busy_in_a_row += 1
            if self._busy_in_a_row >= _BUSY_IN_A_ROW and not self._throttled():
                pause_s = self._backoff.wait_s(self._busy_in_a_row - _BUSY_IN_A_ROW + 1)
                self._until, self._by = self._clock.monotonic() + pause_s, outcome

    def lift(self, *, asked_for_too: bool) -> None:
        """End it. `asked_for_too`: also one that the portal asked for; else only one after failures."""
        with self._lock:
            if asked_for_too or not self._throttled():
                self._until = 0.0

    def _throttled(self) -> bool:
        return self._by is Outcome.THROTTLED and self._until > self._clock.monotonic()
