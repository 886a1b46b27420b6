"""Starts a program as a fork of a process that has imported it already.

Most of what a program costs to start is the importing of its modules, and the tests start the same ones
dozens of times: here each worker that starts one imports them once. What is forked is not this process, with
its threads and its Qt, but one that does nothing else. Only tests fork (`fork_programs`): demos, benches and
the fault suite start programs as a kiosk does.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver, util
from pathlib import Path
from types import ModuleType

_CONTEXT = multiprocessing.get_context("forkserver")
_FORKSERVER = forkserver._forkserver
_IMPORTED = {
    "offline_queue": "offline_queue.__main__",
    "portal_sandbox": "portal_sandbox.__main__",
    "drivers.printer.emulator": "drivers.printer.emulator.__main__",
}


class ForkedProgram:
    """Behaves as `subprocess.Popen` does, as far as `Program` asks for it."""

    def __init__(self, command: Sequence[str], output: Path, environment: Mapping[str, str]) -> None:
        """`command`: "-m", a module of `_IMPORTED`, arguments…"""
        # Else each program would import the main module of whoever runs the tests.
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            self._process = _CONTEXT.Process(
                target=_live,
                args=(command[1], list(command[2:]), str(output), dict(environment)),
                daemon=True,
            )
            self._process.start()
        finally:
            sys.modules["__main__"] = main
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit code once it has ended; -9 for SIGKILL."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """See `returncode`."""
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        """Wait for its end. Raises `subprocess.TimeoutExpired`."""
        self._process.join(seconds)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._process.name, seconds or 0.0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)


_AT_ITS_START = ("PYTHON", "MALLOC_", "GLIBC_", "LD_PRELOAD")
"""Variables that an interpreter and its C library read when they start: a fork would not heed them."""
_started_with: dict[str, str] | None = None


def may_fork(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether this is a program that was imported, and would be the same when it is forked."""
    known = command[0] == "-m" and command[1] in _IMPORTED
    return known and _started_with is not None and _read_at_start(environment) == _started_with


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_AT_ITS_START)}


def fork_programs() -> None:
    """From here on, start those of `_IMPORTED` this way."""
    global _started_with
    _started_with = _read_at_start(os.environ)
    # Made now: the folder of a run goes before this process does, which takes its own away at its end.
    util.get_temp_dir()
    _CONTEXT.set_forkserver_preload([*_IMPORTED.values(), __name__])


def start_for_all() -> None:
    """Import the programs now: processes forked from this one share what forks them (`share_forker`)."""
    _FORKSERVER.ensure_running()


def share_forker() -> None:
    """In a process forked from another: use what that one has started, if it has."""
    if _FORKSERVER._forkserver_pid is not None:  # type: ignore[attr-defined]  # private
        # It would ask whether that process is still running, which only its parent may.
        _FORKSERVER.ensure_running = lambda: None  # type: ignore[method-assign]


def _live(module: str, arguments: list[str], output: str, environment: dict[str, str]) -> None:
    """Be the program."""
    os.setsid()
    record = os.open(output, os.O_WRONLY | os.O_APPEND)
    for number in (1, 2):
        os.dup2(record, number)
    os.close(record)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    sys.modules.pop(_IMPORTED[module], None)
    runpy.run_module(module, run_name="__main__", alter_sys=True)
