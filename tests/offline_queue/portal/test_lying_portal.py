"""A portal that is slow, endless, cut or talks nonsense: every call ends, and none counts as success."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.portal.dates import date_of
from offline_queue.portal.dialing import Address, Resolver
from offline_queue.portal.fields import plain
from offline_queue.portal.opencps.portal import opencps_portal
from offline_queue.portal.port import Outgoing, PortalError
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import submission

SENT = submission("TAM-DN07-0001-X")
OUTGOING = Outgoing(SENT.manifest, "ghi chú", "1")
JSON_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextlib.contextmanager
def _speaker(say: Callable[[socket.socket], object]) -> Iterator[str]:
    """A server that does what it likes with each connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), peer:
                peer.settimeout(5)
                say(peer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    stop.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(10)


def _transport(address: str, *, read_s: float = 2.0, total_s: float = 5.0) -> Transport:
    clock = SystemClock()
    endpoint = Endpoint(address, connect_s=2.0, read_s=read_s, total_s=total_s)
    return Transport(endpoint, clock, RateLimit(clock))


def _outcome(call: Callable[[], object]) -> Outcome:
    with pytest.raises(PortalError) as raised:
        call()
    return raised.value.outcome


def _reading(answer: bytes) -> Callable[[socket.socket], None]:
    def say(peer: socket.socket) -> None:
        with peer.makefile("rb") as incoming:
            length = 0
            while (line := incoming.readline()) not in {b"\r\n", b""}:
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            incoming.read(length)
        peer.sendall(answer)

    return say


NONSENSE = {
    "not json": JSON_HEAD + b"Content-Length: 5\r\n\r\nhello",
    "half json": JSON_HEAD + b'Content-Length: 9\r\n\r\n{"dossier',
    "a number": JSON_HEAD + b"Content-Length: 2\r\n\r\n42",
    "deep": JSON_HEAD + b"Content-Length: 200000\r\n\r\n" + b"[" * 200_000,
    "a list": JSON_HEAD + b"Content-Length: 2\r\n\r\n[]",
    "another dossier": JSON_HEAD + b'Content-Length: 24\r\n\r\n{"referenceUid": "other"}'[:52],
    "half a character": JSON_HEAD + b'Content-Length: 26\r\n\r\n{"dossierNo": "H17\\ud800"}',
    "endless": JSON_HEAD + b"Content-Length: 9000000\r\n\r\n" + b" " * 9_000_000,
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
def test_nonsense(answer: bytes) -> None:
    with _speaker(_reading(answer)) as address:
        portal = opencps_portal(_transport(address))
        assert _outcome(lambda: portal.register(OUTGOING)) is Outcome.NONSENSE


CUT = {
    "nothing": b"",
    "half a status": b"HTTP/1.",
    "half a body": JSON_HEAD + b'Content-Length: 900\r\n\r\n{"dossierId": 1}',
    "no http": b"220 mail.example ESMTP\r\n",
    "broken chunks": JSON_HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
}


@pytest.mark.parametrize("answer", CUT.values(), ids=CUT)
def test_cut(answer: bytes) -> None:
    with _speaker(_reading(answer)) as address:
        portal = opencps_portal(_transport(address))
        assert _outcome(lambda: portal.register(OUTGOING)) is Outcome.UNREACHABLE


def test_silence() -> None:
    asked = threading.Event()

    def say_nothing(peer: socket.socket) -> None:
        asked.set()
        while peer.recv(65_536):
            pass

    with _speaker(say_nothing) as address:
        portal = opencps_portal(_transport(address, read_s=0.2))
        assert _outcome(lambda: portal.register(OUTGOING)) is Outcome.UNREACHABLE
        assert asked.is_set()


@pytest.mark.parametrize("head", [b"", JSON_HEAD + b"Content-Length: 100000\r\n\r\n"], ids=["head", "body"])
def test_a_drop_at_a_time(head: bytes) -> None:
    """Each drop comes in time, the whole never would: the total deadline ends it."""
    stop = threading.Event()

    def drip(peer: socket.socket) -> None:
        peer.recv(65_536)
        peer.sendall(head)
        while not stop.wait(0.02):
            peer.sendall(b"H")

    with _speaker(drip) as address:
        portal = opencps_portal(_transport(address, read_s=2.0, total_s=0.3))
        assert _outcome(lambda: portal.register(OUTGOING)) is Outcome.UNREACHABLE
        stop.set()


def test_a_portal_that_stops_taking() -> None:
    """The body goes nowhere: the allowance for its size ends it."""
    done = threading.Event()
    content = bytes(30_000_000)
    with _speaker(lambda _peer: done.wait(10)) as address:
        clock = SystemClock()
        pace = RateLimit(clock)
        pace.passed(1_000_000_000, 1.0)
        endpoint = Endpoint(address, connect_s=0.3, read_s=0.3, total_s=0.5)
        transport = Transport(endpoint, clock, pace)
        headers = {"Content-Type": "application/pdf"}
        assert (
            _outcome(lambda: transport.call("POST", "/", body=content, headers=headers))
            is Outcome.UNREACHABLE
        )
        done.set()


def test_names_that_never_resolve() -> None:
    hang = threading.Event()

    def look_up(_host: str, _port: int) -> list[Address]:
        hang.wait(10)
        return []

    clock = SystemClock()
    endpoint = Endpoint("http://portal.example", connect_s=0.05)
    transport = Transport(endpoint, clock, RateLimit(clock), resolver=Resolver(look_up))
    for _ in range(6):
        assert _outcome(lambda: transport.call("GET", "/")) is Outcome.UNREACHABLE
    assert sum(thread.name == "resolve" for thread in threading.enumerate()) <= 4
    hang.set()


def test_a_name_that_does_not_exist() -> None:
    def look_up(_host: str, _port: int) -> list[Address]:
        raise socket.gaierror(-2, "Name or service not known")

    clock = SystemClock()
    transport = Transport(
        Endpoint("http://portal.example"), clock, RateLimit(clock), resolver=Resolver(look_up)
    )
    assert _outcome(lambda: transport.call("GET", "/")) is Outcome.UNREACHABLE


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert _outcome(lambda: _transport(f"http://127.0.0.1:{port}").call("GET", "/")) is Outcome.UNREACHABLE


def test_retry_after_as_a_date_counts_from_the_portals_own_clock() -> None:
    answer = (
        b"HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        b"Date: Tue, 24 Nov 2026 08:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 08:01:30 GMT\r\n\r\n{}"
    )
    with _speaker(_reading(answer)) as address, pytest.raises(PortalError) as raised:
        _transport(address).call("GET", "/")
    assert raised.value.outcome is Outcome.BUSY
    assert raised.value.retry_after_s == 90.0


ODD_LIMITS = {"²": None, "-1": None, "0": None, "9" * 5_000: None, "8000000": 8_000_000}


@pytest.mark.parametrize(("limit", "expected"), ODD_LIMITS.items(), ids=range(len(ODD_LIMITS)))
def test_a_limit_is_believed_when_it_is_a_number(limit: str, expected: int | None) -> None:
    body = json.dumps({"code": 413, "maxFileSize": limit}).encode()
    head = b"HTTP/1.1 413 Too Large\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    with _speaker(_reading(head % len(body) + body)) as address, pytest.raises(PortalError) as raised:
        _transport(address).call("GET", "/")
    assert raised.value.limit_bytes == expected


@pytest.mark.parametrize("date", ["Fri, 31 Dec 9999 23:59:59 -2359", "x"])
def test_a_date_out_of_this_world_is_none(date: str) -> None:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nDate: {date}\r\n\r\n{{}}"
    )
    heard: list[datetime] = []
    with _speaker(_reading(head.encode())) as address:
        clock = SystemClock()
        Transport(Endpoint(address), clock, RateLimit(clock), heard=heard.append).call("GET", "/")
    assert heard == []


def test_dates_at_the_ends_of_the_calendar() -> None:
    assert date_of("9999-12-31T23:59:59+00:00") == ""
    assert date_of(10**30) == ""
    assert date_of("27/11/2026 17:00:00") == "2026-11-27T17:00:00+07:00"


def test_words_become_one_printable_line() -> None:
    assert plain("Hồ sơ\r\n\x1b[2J đã  có", 100) == "Hồ sơ [2J đã có"
    assert plain(unicodedata.normalize("NFD", "Đã tồn tại"), 100) == "Đã tồn tại"
    assert plain(None, 10) == ""
    assert plain("x" * 50, 10) == "x" * 10


def test_a_line_that_became_slower_carries_after_all() -> None:
    """Measured fast, now slow: what is allowed grows with each attempt until the file is through."""
    content = bytes(60_000)

    def slowly(peer: socket.socket) -> None:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
        gathered = b""
        while not gathered.endswith(content[-1_000:]) or len(gathered) < len(content):
            piece = peer.recv(1_024)
            if not piece:
                return
            gathered += piece
            pause.wait(0.005)
        peer.sendall(JSON_HEAD + b"Content-Length: 2\r\n\r\n{}")

    pause = threading.Event()
    with _speaker(slowly) as address:
        clock = SystemClock()
        pace = RateLimit(clock)
        pace.passed(1_000_000_000, 1.0)
        transport = Transport(Endpoint(address, read_s=0.1, total_s=0.1), clock, pace)
        headers = {"Content-Type": "application/pdf"}

        def carried() -> bool:
            try:
                transport.call("POST", "/", body=content, headers=headers)
            except PortalError:
                return False
            return True

        assert not carried()
        assert any(carried() for _ in range(10))


class TestPace:
    """Deadlines grow with the size and shrink with what was measured."""

    def test_allowance(self) -> None:
        pace = RateLimit(FakeClock())
        assert pace.allowance_s(600_000) == 300.0
        pace.passed(640_000, 10.0)
        assert pace.measured == 64_000
        assert pace.allowance_s(640_000) == pytest.approx(30.0)
        pace.passed(100, 10.0)
        assert pace.measured == 64_000

    def test_a_limit_below_the_slowest_link_is_allowed_for(self) -> None:
        pace = RateLimit(FakeClock(), limit_bytes_per_s=500)
        assert pace.allowance_s(100_000) > 100_000 / 500

    def test_giving_up_allows_more(self) -> None:
        pace = RateLimit(FakeClock())
        pace.passed(1_000_000, 1.0)
        before = pace.allowance_s(10_000_000)
        pace.gave_up(3_000_000, 90.0)
        assert pace.allowance_s(10_000_000) > 3 * before
        pace.gave_up(0, 90.0)
        assert pace.allowance_s(10_000_000) == 5_000

    def test_limit_waits(self) -> None:
        clock = FakeClock()
        waited: list[float] = []

        class Stop(threading.Event):
            def wait(self, timeout: float | None = None) -> bool:
                waited.append(timeout or 0)
                return False

        pace = RateLimit(clock, limit_bytes_per_s=1_000, stop=Stop())
        pace.chunk(0, clock.monotonic())
        pace.chunk(500, clock.monotonic())
        assert waited == [0.5]

    def test_stop_breaks_off(self) -> None:
        stop = threading.Event()
        stop.set()
        assert _outcome(lambda: RateLimit(FakeClock(), stop=stop).chunk(0, 0)) is Outcome.STOPPED
