"""Connections whose every wait has an end: names, connecting, TLS, sending, receiving."""

from __future__ import annotations

import contextlib
import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.poolmanager import PoolManager

Address = tuple[Any, ...]
LookUp = Callable[[str, int], list[Address]]
_MOST_HANGING = 4
_KEEPALIVE = ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1))


def _system(host: str, port: int) -> list[Address]:
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


class Resolver:
    """Names to addresses within a deadline. The system's own call cannot be broken off, so it runs beside."""

    def __init__(self, look_up: LookUp = _system) -> None:
        self._look_up = look_up
        self._hanging = threading.BoundedSemaphore(_MOST_HANGING)

    def resolve(self, host: str, port: int, seconds: float) -> list[Address]:
        """Give getaddrinfo's rows. Raises `OSError` (`TimeoutError` after `seconds`)."""
        with contextlib.suppress(ValueError):
            ipaddress.ip_address(host)
            return self._look_up(host, port)
        if not self._hanging.acquire(blocking=False):
            raise TimeoutError("the name service does not answer")
        answers: queue.SimpleQueue[list[Address] | OSError] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answers.put(self._look_up(host, port))
            except OSError as error:
                answers.put(error)
            finally:
                self._hanging.release()

        threading.Thread(target=look_up, name="resolve", daemon=True).start()
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty as error:
            raise TimeoutError("the name service does not answer") from error
        if isinstance(answer, OSError):
            raise answer
        return answer


class Dialer:
    """Opens the one connection of a transport and can cut it from another thread."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._lock = threading.Lock()
        self._opening: socket.socket | None = None
        self._current: HTTPConnection | None = None

    def dial(self, host: str, port: int, seconds: float) -> socket.socket:
        """Connect within `seconds`, name look-up included. Raises `OSError`."""
        until = time.monotonic() + seconds
        last: OSError = TimeoutError("no address answered")
        for family, kind, protocol, _, address in self._resolver.resolve(host, port, seconds):
            left = until - time.monotonic()
            if left <= 0:
                break
            candidate = socket.socket(family, kind, protocol)
            try:
                for option in _KEEPALIVE:
                    candidate.setsockopt(*option)
                candidate.settimeout(left)
                candidate.connect(address)
            except OSError as error:
                candidate.close()
                last = error
            else:
                with self._lock:
                    self._opening = candidate.dup()
                return candidate
        raise last

    def opened(self, connection: HTTPConnection | None) -> None:
        """Note the connection that is in use, or that opening it failed."""
        with self._lock:
            if self._opening is not None:
                self._opening.close()
                self._opening = None
            self._current = connection

    def cut(self) -> None:
        """Break whatever is open, so that the thread that waits on it comes back."""
        with self._lock:
            current = self._current.sock if self._current is not None else None
            for open_socket in (self._opening, current):
                if open_socket is not None:
                    # SSLSocket's own shutdown would take its state away under the other thread.
                    with contextlib.suppress(OSError):
                        socket.socket.shutdown(open_socket, socket.SHUT_RDWR)

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[threading.Event]:
        """Cut the connection when the block takes longer; the event tells whether that happened."""
        passed = threading.Event()

        def end() -> None:
            passed.set()
            self.cut()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield passed
        finally:
            timer.cancel()


def _dial(connection: HTTPConnection, dialer: Dialer) -> socket.socket:
    seconds = connection.timeout if isinstance(connection.timeout, int | float) else 10.0
    try:
        return dialer.dial(connection.host, connection.port or 0, seconds)
    except OSError as error:
        raise NewConnectionError(connection, f"no connection: {error}") from error


def bounded_adapter(dialer: Dialer) -> HTTPAdapter:
    """Give an adapter for a requests session that connects through `dialer`, one connection at a time."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _dial(self, dialer)

        def connect(self) -> None:
            try:
                super().connect()
            except BaseException:
                dialer.opened(None)
                raise
            dialer.opened(self)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _dial(self, dialer)

        def connect(self) -> None:
            try:
                super().connect()
            except BaseException:
                dialer.opened(None)
                raise
            dialer.opened(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: Any) -> None:
            manager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **more)
            manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
            self.poolmanager = manager

    return Adapter(pool_connections=1, pool_maxsize=1)
