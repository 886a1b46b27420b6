"""Restricts a listening socket to this machine when a library opened it on every interface."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def keep_to_loopback(port: int) -> None:
    """Make the socket that listens on this TCP port in this process accept connections from loopback only.

    Qt's VNC screen can be told a port and no address, and asks for no password. Raises `OSError`: where
    nothing listens there, and below Linux 5.7 for other users than root.
    """
    kept = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            listener = socket.socket(fileno=os.dup(int(entry.name)))
        except OSError:
            # This descriptor is a file, or was closed meanwhile.
            continue
        with listener:
            if _listens_on(listener, port):
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo\0")
                kept += 1
    if not kept:
        raise OSError(f"nothing listens on port {port}")


def _listens_on(one: socket.socket, port: int) -> bool:
    if one.family not in {socket.AF_INET, socket.AF_INET6}:
        return False
    return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)) and one.getsockname()[1] == port
