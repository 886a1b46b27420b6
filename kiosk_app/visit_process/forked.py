"""A screen's process, forked from one that has loaded every module already.

Starting Python anew for each visit reads some eleven hundred modules: seconds on a small machine, and a
hundred megabytes that each process would hold for itself. A forked one shares these pages with whoever forked
it. That one must have no threads, no Qt application and nothing of any citizen: see `Supervisor`.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable

RunScreen = Callable[[socket.socket], int]
"""Runs a screen over its end of the control socket; gives the exit code."""

_ASKED_TO_END = (signal.SIGTERM, signal.SIGINT)
_context = multiprocessing.get_context("fork")


def settle() -> None:
    """Call once when everything is loaded: later collections leave the shared pages alone."""
    gc.collect()
    gc.freeze()


class ForkedScreen:
    """A child process that runs one screen."""

    def __init__(self, run: RunScreen, end: socket.socket, let_go: Callable[[], None]) -> None:
        """Fork. `end`: the screen's end, closed here. `let_go` closes in the child what is the supervisor's.

        Raises `OSError` when there is no room for another process.
        """
        # A signal to the child in its first moments must not end in the handlers of the supervisor.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED_TO_END)
        try:
            self._process = _context.Process(target=_run, args=(run, end, let_go, before))
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            end.close()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid or 0

    def exit_code(self) -> int | None:
        """None while it lives; negative: the signal that ended it."""
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it."""
        self._process.kill()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end, at most so long; whether it has ended."""
        self._process.join(seconds)
        return self._process.exitcode is not None


def _run(run: RunScreen, end: socket.socket, let_go: Callable[[], None], mask: set[signal.Signals]) -> None:
    let_go()
    for number in _ASKED_TO_END:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    code = run(end)
    # What a library keeps for the end of the process belongs to the supervisor's, and runs there.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
