"""Logs a repeated event once a minute, with its count, so that no peer can fill the journal."""

from __future__ import annotations

import threading
from collections.abc import Callable

from offline_queue.contract.clock import Clock

_EVERY_S = 60.0


class LogThrottle:
    """Thread-safe; one for each kind of message."""

    def __init__(self, clock: Clock, say: Callable[[int], None]) -> None:
        """`say` is called with how often it happened since it was said last."""
        self._clock = clock
        self._say = say
        self._lock = threading.Lock()
        self._said_at: float | None = None
        self._unsaid = 0

    def happened(self) -> None:
        """It happened once more."""
        with self._lock:
            self._unsaid += 1
            now = self._clock.monotonic()
            if self._said_at is not None and now - self._said_at < _EVERY_S:
                return
            number, self._unsaid, self._said_at = self._unsaid, 0, now
        self._say(number)
