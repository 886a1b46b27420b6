"""After an outage the backlog goes out over a span of time: thousands of kiosks do not fall on one portal.

A kiosk knows neither how many others there are nor how fast the portal is. What all of them know alike is how
long the portal was away: each spreads what it has over a share of that, counted in office hours, because only
in those did dossiers gather. Large and small kiosks end together; the portal sees about twice its usual day.
What a citizen files now goes at once, whatever waits.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable
from datetime import timedelta
from random import Random

import structlog

from offline_queue.contract.clock import Clock
from vietnam.working_days import office_seconds

log = structlog.get_logger(__name__)

_SHORTEST_S = 60.0
"""An outage that was shorter left no more than one minute's dossiers."""
_AT_LEAST_S = 3_600.0
"""Of an outage outside office hours so much counts, as much as it lasted: some were stored all the same."""
_LONGEST_S = 14 * 86_400.0
"""A longer outage counts as this long."""


class CatchUp:
    """Only the sender's thread asks; any may tell that the portal is away."""

    def __init__(
        self, undelivered: Callable[[], list[int]], clock: Clock, random: Random, share: float
    ) -> None:
        """`undelivered`: ids of what waits for the portal, oldest first.

        `share`: of the outage's office hours over which the backlog is spread; 0 sends it at once.
        """
        self._undelivered = undelivered
        self._clock = clock
        self._random = random
        self._share = share
        self._lock = threading.Lock()
        self._away_since: float | None = None
        self._ids: list[int] = []
        self._due: list[float] = []

    def away(self) -> None:
        """The portal is away, or asks to be spared. Thread-safe."""
        with self._lock:
            if self._away_since is None:
                self._away_since = self._clock.monotonic()

    def back(self) -> None:
        """The portal answers: what waits now gets its turns. Raises `QueueError`."""
        with self._lock:
            since, self._away_since = self._away_since, None
        if since is None:
            return
        now = self._clock.monotonic()
        # A short outage while one catches up does not shorten what is left.
        left_s = max(0.0, self._due[-1] - now) if self._due else 0.0
        span_s = max(self._span_s(now - since), left_s)
        self._ids, self._due = [], []
        if span_s <= 0.0:
            return
        self._ids = self._undelivered()
        each_s = span_s / max(1, len(self._ids))
        self._due = [now + (place + self._random.random()) * each_s for place in range(len(self._ids))]
        if self._ids:
            log.info("catching up", dossiers=len(self._ids), over_s=round(span_s), away_s=round(now - since))

    def lift(self) -> None:
        """A person wants everything sent now."""
        self._ids, self._due = [], []

    def held_back(self) -> tuple[int, int]:
        """Give the ids that have no turn yet: those above the first and up to the second number."""
        turns = bisect_right(self._due, self._clock.monotonic())
        if turns >= len(self._ids):
            self._ids, self._due = [], []
            return 0, 0
        return (self._ids[turns - 1] if turns else 0), self._ids[-1]

    def seconds_to_next(self) -> float | None:
        """Give how long until the next one has its turn; None when none waits for one."""
        now = self._clock.monotonic()
        turns = bisect_right(self._due, now)
        return None if turns >= len(self._due) else self._due[turns] - now

    def _span_s(self, away_s: float) -> float:
        if away_s < _SHORTEST_S:
            return 0.0
        away_s = min(away_s, _LONGEST_S)
        now = self._clock.now()
        worked_s = office_seconds(now - timedelta(seconds=away_s), now)
        return self._share * max(worked_s, min(away_s, _AT_LEAST_S))
