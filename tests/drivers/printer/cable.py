"""A serial cable: carries bytes between a pseudo-terminal and the emulated printer."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import tty
from pathlib import Path
from types import TracebackType
from typing import Self


class SerialCable:
    """Use as a context manager; begins unplugged."""

    def __init__(self, path: Path, port: int) -> None:
        """`path`: where the device appears; `port`: of the emulated printer."""
        self.path = path
        self._port = port
        self._stop: int | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pull_out()

    def plug_in(self) -> None:
        """Make the device appear."""
        near, far = os.openpty()
        tty.setraw(far)
        self.path.symlink_to(os.ttyname(far))
        read_end, self._stop = os.pipe()
        printer = socket.create_connection(("127.0.0.1", self._port), timeout=10)
        self._thread = threading.Thread(target=_carry, args=(near, far, read_end, printer), name="cable")
        self._thread.start()

    def pull_out(self) -> None:
        """Make the device vanish."""
        if self._stop is None or self._thread is None:
            return
        self.path.unlink()
        os.close(self._stop)
        self._thread.join(timeout=10)
        self._stop = None


def _carry(near: int, far: int, stop: int, printer: socket.socket) -> None:
    with printer, contextlib.suppress(OSError):
        while True:
            ready, _, _ = select.select([near, printer.fileno(), stop], [], [])
            if stop in ready:
                break
            if near in ready:
                printer.sendall(os.read(near, 1024))
            if printer.fileno() in ready:
                os.write(near, printer.recv(1024))
    for end in (near, far, stop):
        os.close(end)
