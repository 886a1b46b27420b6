"""How many wait at the commune's counters, asked now and then where the portal tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from offline_queue.contract.clock import Clock
from offline_queue.portal.port import Portal

_EVERY_S = 20.0
"""Between two questions how many people wait at the counters."""
_OLDEST_S = 60.0
"""A count that is older is told to nobody: the queue has moved on."""


class QueueWatch:
    """A background job that remembers the last answer."""

    def __init__(self, portal: Portal, clock: Clock, today: Callable[[], date], *, wanted: bool) -> None:
        """`today`: by the commune's own clock; `wanted`: whether this kiosk gives out numbers."""
        self._ask = portal.queue if wanted else None
        self._clock = clock
        self._today = today
        self._asked_at = -_EVERY_S
        self._told_at = 0.0
        self._waiting: dict[str, int] = {}

    def __call__(self) -> bool:
        """Ask, when it is time."""
        if self._ask is None or self._clock.monotonic() - self._asked_at < _EVERY_S:
            return False
        self._asked_at = self._clock.monotonic()
        told = self._ask(self._today())
        self._waiting, self._told_at = dict(told.waiting), self._clock.monotonic()
        return False

    def seconds_to_next(self) -> float | None:
        """Give how long until the counters are asked again; None when nobody is to be asked."""
        if self._ask is None:
            return None
        return max(0.0, _EVERY_S - (self._clock.monotonic() - self._asked_at))

    def waiting(self) -> dict[str, int]:
        """Letter → people who wait; empty when nobody told within the last minute."""
        fresh = self._waiting and self._clock.monotonic() - self._told_at <= _OLDEST_S
        return dict(self._waiting) if fresh else {}
