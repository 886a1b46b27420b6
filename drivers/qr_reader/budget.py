"""How much time one picture may cost."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


class Budget:
    """Seconds that one picture may cost, and what a look at it cost so far."""

    def __init__(self, seconds: float, clock: Clock = time.perf_counter) -> None:
        """Begin to count. `clock` gives seconds."""
        self._clock = clock
        self._begin = clock()
        self._end = self._begin + seconds

    def allows(self, seconds: float) -> bool:
        """Whether so much is left."""
        return self._clock() + seconds <= self._end

    def spent(self) -> float:
        """Give the seconds since the beginning."""
        return self._clock() - self._begin

    def shorten(self, seconds: float) -> None:
        """Allow no more than so much from now on."""
        self._end = min(self._end, self._clock() + seconds)
