"""The programs of a campaign as processes: forked fast, watched, and ended as a power cut would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any


class Zygote:
    """The process that forks the programs."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def spawn(self, order: dict[str, Any]) -> int:
        """Start a program; gives its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """No more programs."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


def alive(process: int) -> bool:
    """Whether the process still runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def kill(process: int) -> bool:
    """End it as a power cut would; gives whether it still lived."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    until(lambda: not alive(process), 10.0)
    return True


def until(holds: Callable[[], bool], seconds: float) -> bool:
    """Wait until it holds; gives whether it did."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.004)
    return True
