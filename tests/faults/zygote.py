"""Starts the real programs fast: everything is imported once, each program is a fork that can be killed.

Speaks JSON lines: an order on standard input, the child's process id on standard output.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from offline_queue import __main__ as daemon
from offline_queue.contract import clock
from offline_queue.portal import dialing
from tests.faults import screen


def main() -> int:
    """Take orders until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        if order.get("counter"):
            import_module(screen.COUNTER)
        child = os.fork()
        if child == 0:
            os._exit(_live(order))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    return 0


STRUCK, HUNG = "struck", "hung"
"""Files that grow by a byte with each fault that really happened: the suite counts no other."""


def failpoint(stop_at: str, struck: Path) -> Callable[[str], None]:
    """Give a step function that ends the process as a power cut would; `stop_at`: "file:2", the second."""
    name, _, number = stop_at.partition(":")
    left = int(number or 1)

    def step(found: str) -> None:
        nonlocal left
        if found == name:
            left -= 1
            if left == 0:
                _note(struck)
                os.kill(os.getpid(), signal.SIGKILL)

    return step


def _note(mark: Path) -> None:
    handle = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(handle, b".")
    os.close(handle)


def _live(order: dict[str, Any]) -> int:
    """Be the program."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    record = os.open(order["record"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(record, 1)
    os.dup2(record, 2)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    folder = Path(order["folder"])
    _bend_clock(folder / "clock-offset")
    _bend_names(folder / "names-hang", folder / HUNG)
    step = failpoint(order.get("stop_at", ""), folder / STRUCK)
    try:
        if order["role"] == "daemon":
            return daemon.main(["--config", order["config"]], step=step)
        return screen.main(order, step)
    except BaseException as error:
        sys.stderr.write(f"FAULTS: {order['role']} ended: {error!r}\n")
        return 70


def _bend_clock(offset_file: Path) -> None:
    """Let a file say by how many seconds the wall clock is wrong, from call to call."""
    honest = clock.SystemClock.now

    def now(self: clock.SystemClock) -> Any:
        try:
            seconds = float(offset_file.read_text() or 0)
        except (OSError, ValueError):
            seconds = 0.0
        return honest(self) + timedelta(seconds=seconds)

    clock.SystemClock.now = now  # type: ignore[method-assign]  # the machine's clock is wrong, not the program


def _bend_names(flag: Path, hung: Path) -> None:
    """Let a file say that the name service hangs."""
    system = dialing.Resolver.__init__.__defaults__
    assert system is not None
    honest = system[0]

    def look_up(host: str, port: int) -> Any:
        if flag.exists():
            _note(hung)
        while flag.exists():
            time.sleep(0.02)
        return honest(host, port)

    dialing.Resolver.__init__.__defaults__ = (look_up, *system[1:])


if __name__ == "__main__":
    sys.exit(main())
