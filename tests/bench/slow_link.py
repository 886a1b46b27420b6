"""A slow line to the portal: a proxy with limited bytes per second that breaks connections at intervals."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Self

_PIECE = 1_024
_BUFFER = 8_192


class SlowLink:
    """Use as a context manager. Each direction has its own bandwidth, as on DSL and mobile lines."""

    def __init__(self, port: int, bytes_per_s: float, *, cut_every_s: float | None = None) -> None:
        """`port`: where the portal listens on loopback."""
        self._target = port
        self._rate = bytes_per_s
        self._cut_every_s = cut_every_s
        self._stop = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._turn = {True: threading.Lock(), False: threading.Lock()}
        self._free_at = {True: 0.0, False: 0.0}
        self.cuts = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=32)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        if self._cut_every_s is not None:
            threading.Thread(target=self._cut, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._listener.close()
        self._drop()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                continue
            far.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open |= {near, far}
            for source, sink, up in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._carry, args=(source, sink, up), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket, up: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(_PIECE):
                self._wait(len(piece), up)
                sink.sendall(piece)
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open -= {source, sink}

    def _wait(self, size: int, up: bool) -> None:
        """Wait until the line is free for these bytes; all connections share it."""
        with self._turn[up]:
            now = time.monotonic()
            begin = max(now - 0.02, self._free_at[up])
            self._free_at[up] = begin + size / self._rate
            ready = self._free_at[up]
        if ready > now:
            time.sleep(ready - now)

    def _cut(self) -> None:
        while not self._stop.wait(self._cut_every_s):
            self.cuts += 1
            self._drop()

    def _drop(self) -> None:
        with self._lock:
            connections = list(self._open)
        for one in connections:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def bulk_rate(bytes_per_s: float, size: int) -> float:
    """Give the bytes a second of one plain TCP stream over such a line."""
    sink = socket.create_server(("127.0.0.1", 0))
    received = threading.Event()

    def take() -> None:
        connection, _ = sink.accept()
        left = size
        while left > 0 and (piece := connection.recv(65_536)):
            left -= len(piece)
        received.set()
        connection.close()

    threading.Thread(target=take, daemon=True).start()
    with SlowLink(sink.getsockname()[1], bytes_per_s) as link:
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", link.port)) as stream:
            stream.sendall(bytes(size))
            received.wait()
            passed = time.monotonic() - began
    sink.close()
    return size / passed
