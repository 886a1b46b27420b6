"""The line to a terminal: a TCP connection or a serial cable."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import serial

from drivers.payment_terminal.port import TerminalUnreachableError

_CONNECT_S = 5.0


class LineLostError(Exception):
    """The line broke while it was in use."""


class Line(Protocol):
    """Bytes both ways."""

    def write(self, content: bytes) -> None:
        """Send all of it. Raises `LineLostError`."""

    def read(self, seconds: float) -> bytes:
        """Give what came, b"" when nothing did in that time. Raises `LineLostError`."""

    def close(self) -> None:
        """Let go of it."""


OpenLine = Callable[[], Line]
"""Raises `TerminalUnreachableError`."""


class TcpLine:
    """A terminal in the network."""

    def __init__(self, host: str, port: int) -> None:
        """Connect. Raises `TerminalUnreachableError`."""
        try:
            self._socket = socket.create_connection((host, port), timeout=_CONNECT_S)
        except OSError as error:
            raise TerminalUnreachableError(f"{host}:{port}: {error}") from error

    def write(self, content: bytes) -> None:
        """See `Line`."""
        try:
            self._socket.settimeout(_CONNECT_S)
            self._socket.sendall(content)
        except OSError as error:
            raise LineLostError(str(error)) from error

    def read(self, seconds: float) -> bytes:
        """See `Line`."""
        try:
            self._socket.settimeout(max(0.001, seconds))
            found = self._socket.recv(4_096)
        except TimeoutError:
            return b""
        except OSError as error:
            raise LineLostError(str(error)) from error
        if not found:
            raise LineLostError("the terminal hung up")
        return found

    def close(self) -> None:
        """See `Line`."""
        self._socket.close()


class SerialLine:
    """A terminal on a cable."""

    def __init__(self, device: Path, baud_rate: int) -> None:
        """Open it. Raises `TerminalUnreachableError`."""
        try:
            self._port = serial.Serial(
                str(device), baud_rate, timeout=0, write_timeout=_CONNECT_S, exclusive=True
            )
        except (OSError, serial.SerialException) as error:
            raise TerminalUnreachableError(f"{device}: {error}") from error

    def write(self, content: bytes) -> None:
        """See `Line`."""
        try:
            self._port.write(content)
        except (OSError, serial.SerialException) as error:
            raise LineLostError(str(error)) from error

    def read(self, seconds: float) -> bytes:
        """See `Line`."""
        try:
            self._port.timeout = max(0.001, seconds)
            first = self._port.read(1)
            return bytes(first + self._port.read(self._port.in_waiting)) if first else b""
        except (OSError, serial.SerialException, TypeError) as error:
            # pyserial stumbles over a device that goes away while it reads.
            raise LineLostError(str(error)) from error

    def close(self) -> None:
        """See `Line`."""
        self._port.close()
