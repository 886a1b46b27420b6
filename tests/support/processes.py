"""Starts the real programs for a journey and stops them, so that none is left running."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.forked import ForkedProgram, may_fork


class ProgramDiedError(Exception):
    """A program of the journey ended or did not start; the text carries the last lines of its output."""


class Program:
    """One child process with its output in a file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        *,
        fresh: bool = False,
    ) -> None:
        """`command` without the interpreter: "-m", module, arguments…

        `fresh`: by an interpreter of its own, also where tests fork (`tests.support.forked`).
        """
        self.name = name
        self.record = folder / f"{name}.log"
        self._output = self.record.open("ab")
        variables = {**os.environ, **environment}
        self._process: subprocess.Popen[bytes] | ForkedProgram
        if not fresh and may_fork(command, variables):
            self._process = ForkedProgram(command, self.record, variables)
            return
        self._process = subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            env=variables,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def wait_for(self, ready: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until `ready()`; raises `ProgramDiedError` when the program ends first or time is up."""
        until = time.monotonic() + seconds
        while not ready():
            if not self.running:
                raise ProgramDiedError(f"{self.name} ended with {self._process.returncode}:\n{self.tail()}")
            if time.monotonic() > until:
                raise ProgramDiedError(f"{self.name} did not come up in {seconds:.0f} s:\n{self.tail()}")
            time.sleep(0.02)

    def tail(self, lines: int = 30) -> str:
        """Give the end of what it wrote."""
        return "\n".join(self.record.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def wait(self, seconds: float | None = None) -> int:
        """Wait for its end and give the exit code."""
        return self._process.wait(seconds)

    def stop(self, seconds: float = 8.0) -> int:
        """Ask it to end (SIGTERM), kill it when it has not ended in time, and give the exit code."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        self._output.close()
        return self._process.returncode or 0

    def kill(self) -> None:
        """End it at once, with its children, as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        # One that was only just forked may not lead a group yet.
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def free_port() -> int:
    """Give a loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((host, port)) == 0
