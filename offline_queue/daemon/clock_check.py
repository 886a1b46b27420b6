"""Decides whether the wall clock can be trusted, because kiosks may boot with a wrong one."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from offline_queue.contract.clock import Clock

RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
"""Release date of this program: a clock that shows an earlier time is certainly wrong."""
_TOLERATED_S = 120.0
"""What the clock may differ from the portal's before staff are warned."""
_JUMP_S = 5.0
"""The clock was set: against the monotonic one it moved by more than this."""


class ClockCheck:
    """Thread-safe. Compares with the portal's `Date` and watches for jumps against the monotonic clock."""

    def __init__(self, clock: Clock, newest_event: datetime | None) -> None:
        """`newest_event`: wall time of the newest thing the queue knows; a clock before it ran backwards."""
        self._clock = clock
        self._floor = max(RELEASED, newest_event or RELEASED)
        self._lock = threading.Lock()
        self._skew_s: float | None = None
        self._offset = self._now_offset()

    def heard(self, portal_time: datetime) -> None:
        """Take the portal's time from an answer just received."""
        with self._lock:
            self._skew_s = (self._clock.now() - portal_time).total_seconds()
            self._offset = self._now_offset()

    @property
    def skew_s(self) -> float | None:
        """Seconds this clock is ahead of the portal's; None before the portal's first answer."""
        with self._lock:
            self._notice_jump()
            return self._skew_s

    @property
    def doubtful(self) -> bool:
        """Whether dates made now need a mark."""
        with self._lock:
            self._notice_jump()
            if self._skew_s is not None:
                return abs(self._skew_s) > _TOLERATED_S
            return self._clock.now() < self._floor

    def _notice_jump(self) -> None:
        """Correct the measured skew when somebody sets the clock."""
        offset = self._now_offset()
        if self._skew_s is not None and abs(offset - self._offset) > _JUMP_S:
            self._skew_s += offset - self._offset
            self._offset = offset

    def _now_offset(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()
