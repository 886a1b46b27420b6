"""Watches whether every loop still makes progress, which is what the watchdog is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.error_place import error_place

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Loop:
    thread: threading.Thread | None
    longest_s: float
    beaten_at: float
    ended: str = ""


class Progress:
    """Starts the daemon's loops and knows when each last made progress. Thread-safe."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._loops: dict[str, _Loop] = {}
        self._stopping = False

    def beat_of(self, name: str, longest_s: float) -> Callable[[], None]:
        """Give the function that a loop must call at least every `longest_s` seconds to report progress."""
        loop = _Loop(None, longest_s, self._clock.monotonic())
        self._loops[name] = loop

        def beat() -> None:
            loop.beaten_at = self._clock.monotonic()

        return beat

    def start(self, name: str, run: Callable[[], None]) -> None:
        """Run a loop on a thread of its own. `beat_of` was asked for it before."""
        loop = self._loops[name]

        def guarded() -> None:
            try:
                run()
            except BaseException as error:
                loop.ended = error_place(error)
                log.critical("a loop ended", loop=name, at=loop.ended)
            else:
                loop.ended = loop.ended or "returned"

        loop.beaten_at = self._clock.monotonic()
        loop.thread = threading.Thread(target=guarded, name=name, daemon=True)
        loop.thread.start()

    def stopping(self) -> None:
        """From now on loops may end."""
        self._stopping = True

    def trouble(self) -> str:
        """Give what is wrong in a word or two; "" when every loop runs and reports progress in time."""
        for name, loop in self._loops.items():
            if loop.thread is None:
                continue
            if not self._stopping and not loop.thread.is_alive():
                return f"{name} ended: {loop.ended}"
            if self._clock.monotonic() - loop.beaten_at > loop.longest_s:
                return f"{name} does not get on"
        return ""

    def join(self, seconds: float) -> None:
        """Wait for every loop to end, all together at most so long."""
        until = self._clock.monotonic() + seconds
        for loop in self._loops.values():
            if loop.thread is not None:
                loop.thread.join(max(0.0, until - self._clock.monotonic()))
