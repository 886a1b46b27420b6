"""Connections whose every wait has an end: names, connecting, TLS, sending, receiving."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import itertools
import os
import queue
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.poolmanager import PoolManager

Address = tuple[Any, ...]
LookUp = Callable[[str, int], list[Address]]
_MOST_HANGING = 4
"""Threads that wait for a resolver that does not answer; getaddrinfo cannot be called off."""
_MOST_ATTEMPTS = 8
"""Connections that are being made at once."""
_MOST_SILENT = 64
"""Addresses that are remembered for having been silent."""
_VERDICT_S = 1.0
"""Seconds to wait for the server to accept or refuse our certificate: three round trips of a slow line."""
_NEXT_ADDRESS_S = 0.3
"""Before the next address is tried beside one that has not answered (RFC 8305, 5: 100 ms to 2 s)."""
_AGAIN_S = 1.0
"""A line that comes up is to be found within two seconds."""
_KEEPALIVE = ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1))


def _system(host: str, port: int) -> list[Address]:
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


class Resolver:
    """Names to addresses within a deadline. The system's own call cannot be broken off, so it runs beside."""

    def __init__(self, look_up: LookUp = _system, again_s: float = _AGAIN_S) -> None:
        """`again_s`: after which a question that was not answered is asked once more."""
        self._look_up = look_up
        self._again_s = again_s
        self._hanging = threading.BoundedSemaphore(_MOST_HANGING)

    def resolve(self, host: str, port: int, seconds: float) -> list[Address]:
        """Give getaddrinfo's rows. Raises `OSError` (`TimeoutError` after `seconds`)."""
        with contextlib.suppress(ValueError):
            ipaddress.ip_address(host)
            return self._look_up(host, port)
        answers: queue.SimpleQueue[list[Address] | OSError] = queue.SimpleQueue()
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            # Repeat a lost DNS query in parallel: the system's resolver waits longer than a call may take.
            self._begin(host, port, answers)
            with contextlib.suppress(queue.Empty):
                answer = answers.get(timeout=min(left, self._again_s))
                if isinstance(answer, OSError):
                    raise answer
                return answer
        raise TimeoutError("the name service does not answer")

    def _begin(self, host: str, port: int, answers: queue.SimpleQueue[list[Address] | OSError]) -> None:
        if not self._hanging.acquire(blocking=False):
            return

        def look_up() -> None:
            try:
                answers.put(self._look_up(host, port))
            except OSError as error:
                answers.put(error)
            finally:
                self._hanging.release()

        threading.Thread(target=look_up, name="resolve", daemon=True).start()


def first_to_connect(
    rows: Sequence[Address],
    until: float,
    again_s: float = _AGAIN_S,
    silent: Callable[[Address], None] = lambda _address: None,
) -> socket.socket:
    """Try every address in turn, beside those that were not answered yet, and again until one answers.

    `rows`: getaddrinfo's; `until`: monotonic. An address that swallows everything keeps no other from its
    turn, and a line that comes up is found after `again_s`, without waiting for the system to repeat itself.
    `silent` is called with each address that did not answer in time. Raises `OSError` when all refused, or
    when the time is over.
    """
    refusals: dict[int, OSError] = {}
    turns = itertools.cycle(enumerate(rows))
    next_at = time.monotonic()
    with selectors.DefaultSelector() as waiting:
        try:
            while rows and len(refusals) < len(rows) and (now := time.monotonic()) < until:
                if len(waiting.get_map()) >= _MOST_ATTEMPTS:
                    next_at = until
                elif now >= next_at:
                    number, row = next(turns)
                    next_at = now + (_NEXT_ADDRESS_S if number + 1 < len(rows) else again_s)
                    if not _attempt(row, number, waiting, refusals) and number + 1 < len(rows):
                        next_at = now
                        continue
                for key, _ in waiting.select(max(0.0, min(next_at, until) - now)):
                    candidate: socket.socket
                    number, candidate = key.data
                    waiting.unregister(candidate)
                    code = candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                    if not code:
                        return candidate
                    candidate.close()
                    refusals[number] = OSError(code, os.strerror(code))
                    next_at = time.monotonic()
            raise next(iter(refusals.values()), TimeoutError("no address answered"))
        finally:
            for key in list(waiting.get_map().values()):
                silent(rows[key.data[0]][4])
                key.data[1].close()


def _attempt(
    row: Address, number: int, waiting: selectors.BaseSelector, refusals: dict[int, OSError]
) -> bool:
    family, kind, protocol, _, address = row
    candidate = socket.socket(family, kind, protocol)
    try:
        candidate.setblocking(False)
        for option in _KEEPALIVE:
            candidate.setsockopt(*option)
        with contextlib.suppress(BlockingIOError):
            candidate.connect(address)
    except OSError as error:
        candidate.close()
        refusals[number] = error
        return False
    waiting.register(candidate, selectors.EVENT_WRITE, (number, candidate))
    return True


class Dialer:
    """Opens the one connection of a transport and can cut it from another thread."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._lock = threading.Lock()
        self._opening: socket.socket | None = None
        self._current: HTTPConnection | None = None
        self._silent: dict[Address, int] = {}

    def dial(self, host: str, port: int, seconds: float) -> socket.socket:
        """Connect within `seconds`, name look-up included. Raises `OSError`."""
        until = time.monotonic() + seconds
        rows = self._resolver.resolve(host, port, seconds)
        # Those that were silent come last: however many are dead, the living one gets its turn.
        rows = sorted(rows, key=lambda row: self._silent.get(row[4], 0))
        connected = first_to_connect(rows, until, silent=self._was_silent)
        self._silent.pop(connected.getpeername(), None)
        connected.settimeout(max(0.05, until - time.monotonic()))
        with self._lock:
            self._opening = connected.dup()
        return connected

    def _was_silent(self, address: Address) -> None:
        if len(self._silent) > _MOST_SILENT:
            self._silent.clear()
        self._silent[address] = self._silent.get(address, 0) + 1

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


def _acknowledge_at_once(connected: socket.socket | None) -> None:
    """Have the next packet acknowledged when it comes.

    A portal that writes an answer's head and body apart waits for it before it sends the body (Nagle): forty
    milliseconds for each call, two minutes for a dossier of three thousand parts.
    """
    if connected is not None:
        with contextlib.suppress(OSError):
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


def _dial(connection: HTTPConnection, dialer: Dialer) -> socket.socket:
    seconds = connection.timeout if isinstance(connection.timeout, int | float) else 10.0
    try:
        return dialer.dial(connection.host, connection.port or 0, seconds)
    except OSError as error:
        raise NewConnectionError(connection, f"no connection: {error}") from error


class _LineWatch:
    """Reads a response's head and remembers its last line."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.last = b""

    def readline(self, limit: int = -1) -> bytes:
        """Read one line."""
        self.last = self._stream.readline(limit)
        return self.last

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class WholeHeaders(http.client.HTTPResponse):
    """A response whose head must end with its empty line: a line that was cut is no value to keep."""

    def begin(self) -> None:
        """Read status and headers. Raises `HTTPException` for a head that breaks off."""
        if getattr(self, "headers", None) is not None:
            return
        stream: Any = self.fp
        watch: Any = _LineWatch(stream)
        self.fp = watch
        try:
            super().begin()
        finally:
            # `begin` sets `fp` to None where no body follows: that has to stay so.
            self.fp = stream if self.fp is watch else self.fp
        if watch.last not in (b"\r\n", b"\n"):
            self.close()
            raise http.client.IncompleteRead(watch.last)


def bounded_adapter(dialer: Dialer) -> HTTPAdapter:
    """Give an adapter for a requests session that connects through `dialer`, one connection at a time."""

    class Bounded(HTTPConnection):
        response_class = WholeHeaders

        def _new_conn(self) -> socket.socket:
            return _dial(self, dialer)

        def connect(self) -> None:
            try:
                super().connect()
                self.connected()
            except BaseException:
                dialer.opened(None)
                raise
            dialer.opened(self)

        def connected(self) -> None:
            """What is done once the line stands, before anybody may use it."""

        def getresponse(self) -> Any:
            _acknowledge_at_once(self.sock)
            return super().getresponse()

    class Secure(Bounded, HTTPSConnection):
        def connected(self) -> None:
            if self.cert_file:
                _hear_refusal(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Bounded

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: Any) -> None:
            manager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **more)
            manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
            self.poolmanager = manager

    return Adapter(pool_connections=1, pool_maxsize=1)


def _hear_refusal(line: Any) -> None:
    """Wait for what the server says of our certificate. Raises `ssl.SSLError` when it refuses it.

    In TLS 1.3 the client's handshake ends before the server has looked at the certificate (RFC 8446, 4.4.2):
    a request that is sent at once breaks off, and the alert that says why is lost. A server that takes the
    certificate usually sends tickets at once; one that is silent is believed after a moment.
    """
    if not isinstance(line, ssl.SSLSocket) or line.version() != "TLSv1.3":
        return
    before = line.gettimeout()
    with selectors.DefaultSelector() as waiting:
        waiting.register(line, selectors.EVENT_READ)
        if not waiting.select(_VERDICT_S):
            return
    line.setblocking(False)
    try:
        # OpenSSL takes session tickets in itself and shows none. Other bytes before any request are no
        # answer.
        if line.recv(1):
            raise ssl.SSLError("the server speaks before it is asked")
    except ssl.SSLWantReadError:
        return
    finally:
        line.settimeout(before)
