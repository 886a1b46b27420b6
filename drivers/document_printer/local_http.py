"""One HTTP request to a service of this machine: over its Unix socket or a port, with a deadline."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_LONGEST_ANSWER = 1_000_000


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """Where the service listens."""

    socket_path: Path | None = None
    """A Unix socket; None takes host and port."""
    host: str = "localhost"
    port: int = 631


class _Connection(http.client.HTTPConnection):
    def __init__(self, address: HttpAddress, timeout_s: float) -> None:
        super().__init__(address.host, address.port, timeout=timeout_s)
        self._socket_path = address.socket_path

    def connect(self) -> None:
        if self._socket_path is None:
            super().connect()
            return
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(self.timeout)
            connection.connect(str(self._socket_path))
        except BaseException:
            connection.close()
            raise
        self.sock = connection


def post(
    address: HttpAddress, path: str, body: bytes, headers: Mapping[str, str], deadline_s: float
) -> bytes:
    """Send one request and give the body of its answer.

    Raises `OSError` where nobody listens, `TimeoutError` past the deadline, `http.client.HTTPException` for
    what is no HTTP, and `ConnectionError` for another status than 200.
    """
    until = time.monotonic() + deadline_s
    connection = _Connection(address, deadline_s)
    try:
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise ConnectionError(f"the service answered with status {answer.status}")
        gathered = bytearray()
        while chunk := answer.read1(65_536):
            gathered += chunk
            if len(gathered) > _LONGEST_ANSWER:
                raise ConnectionError("the answer is too long")
            if time.monotonic() > until:
                raise TimeoutError("no whole answer within the deadline")
        return bytes(gathered)
    finally:
        connection.close()
