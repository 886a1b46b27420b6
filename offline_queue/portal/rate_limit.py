"""Limits and measures the speed of uploads, and stops one when the daemon must end."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

from offline_queue.contract.clock import Clock
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

_SLOWEST = 2_000.0
"""Slowest link, in bytes per second, that deadlines allow for. A slower one cannot carry a scan."""
_SLACK = 3.0
"""A link may be this much slower than last measured before an upload counts as hung."""
_WEIGHT = 0.3
"""Of the newest upload in the moving average of the link's rate."""


class RateLimit:
    """Shared by all uploads of one sender; only its thread calls."""

    def __init__(
        self,
        clock: Clock,
        *,
        limit_bytes_per_s: float | None = None,
        stop: threading.Event | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._limit = limit_bytes_per_s
        self._stop = stop or threading.Event()
        self._beat = beat
        self._measured: float | None = None

    @property
    def measured(self) -> float | None:
        """Bytes a second of the last uploads, smoothed; None before the first."""
        return self._measured

    def beat(self) -> None:
        """Report progress to the watchdog, because a call begins."""
        self._beat()

    def allowance_s(self, size: int) -> float:
        """Give the seconds that a body of `size` bytes may take."""
        usual = max(_SLOWEST, (self._measured or 0.0) / _SLACK)
        return size / (usual if self._limit is None else min(usual, self._limit / _SLACK))

    def passed(self, size: int, seconds: float) -> None:
        """Take a finished upload into the measurement. Small bodies say nothing about the speed."""
        if size < 32_768 or seconds <= 0:
            return
        rate = size / seconds
        before = self._measured
        self._measured = rate if before is None else before + _WEIGHT * (rate - before)

    def gave_up(self, sent_bytes: int, seconds: float) -> None:
        """Take in an upload that ran out of time: the next one is allowed what such a link needs.

        `sent_bytes`: what was handed to the system. Without this a link that became slower would break off
        every upload at the same place for ever.
        """
        rate = max(_SLOWEST, sent_bytes / max(seconds, 0.001))
        self._measured = rate if self._measured is None else min(self._measured, rate)

    def chunk(self, sent_bytes: int, began: float) -> None:
        """Called before each chunk: shows progress, waits for the limit, raises `PortalError` on stop."""
        self._beat()
        if self._stop.is_set():
            raise PortalError(Outcome.STOPPED, "the daemon was asked to end")
        if self._limit is not None:
            early = sent_bytes / self._limit - (self._clock.monotonic() - began)
            if early > 0 and self._stop.wait(early):
                raise PortalError(Outcome.STOPPED, "the daemon was asked to end")


class LimitedBody(io.BytesIO):
    """A body that the HTTP library reads in chunks, so that no single send has to fit into one timeout."""

    def __init__(self, content: bytes, rate_limit: RateLimit, clock: Clock) -> None:
        super().__init__(content)
        self._rate_limit = rate_limit
        self._began = clock.monotonic()

    def read(self, size: int | None = -1, /) -> bytes:
        """Give the next chunk."""
        self._rate_limit.chunk(self.tell(), self._began)
        return super().read(size)
