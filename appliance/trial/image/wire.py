#!/usr/bin/python3
"""Carries connections of the machine in QEMU to the sandbox on the host; both ends, Debian's Python alone.

`wire.py listen PORT HOST PORT` in the machine: what comes to its own port goes to the host's. `wire.py join
FILE` on the host, started by QEMU for each connection: its standard input and output are that connection, and
FILE names the sandbox's port. Without the file nobody answers, as where a portal is down.
"""

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

_PIECE = 65_536


def carry(read: Callable[[], bytes], write: Callable[[bytes], object], end: Callable[[], object]) -> None:
    """Hand on what is read until it ends or breaks, and say that it did."""
    with contextlib.suppress(OSError):
        while piece := read():
            write(piece)
    with contextlib.suppress(OSError):
        end()


def listen(port: int, host: str, target: int) -> None:
    """Take connections for ever."""
    with socket.create_server(("127.0.0.1", port)) as server:
        while True:
            near, _ = server.accept()
            threading.Thread(target=_pass, args=(near, host, target), daemon=True).start()


def _pass(near: socket.socket, host: str, target: int) -> None:
    with near:
        try:
            far = socket.create_connection((host, target), 20)
        except OSError:
            return
        with far:
            far.settimeout(None)
            back = threading.Thread(
                target=carry,
                args=(lambda: far.recv(_PIECE), near.sendall, lambda: near.shutdown(socket.SHUT_WR)),
            )
            back.start()
            carry(lambda: near.recv(_PIECE), far.sendall, lambda: far.shutdown(socket.SHUT_WR))
            back.join()


def join(file: Path) -> int:
    """Join standard input and output to the port that a file names; gives the exit code."""
    try:
        far = socket.create_connection(("127.0.0.1", int(file.read_text(encoding="ascii"))), 20)
    except (OSError, ValueError):
        return 1
    with far:
        far.settimeout(None)
        # A daemon: what the machine no longer says must not hold back the end that the portal said.
        threading.Thread(
            target=carry,
            args=(lambda: os.read(0, _PIECE), far.sendall, lambda: far.shutdown(socket.SHUT_WR)),
            daemon=True,
        ).start()
        carry(lambda: far.recv(_PIECE), lambda piece: _write(1, piece), lambda: os.close(1))
    return 0


def _write(number: int, piece: bytes) -> None:
    while piece:
        piece = piece[os.write(number, piece) :]


if __name__ == "__main__":
    if sys.argv[1] == "listen":
        listen(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    sys.exit(join(Path(sys.argv[2])))
