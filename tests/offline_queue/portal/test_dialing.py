"""Connecting: an address or a question that is swallowed keeps nothing else waiting."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from offline_queue.portal.dialing import Address, Resolver, first_to_connect

LONG_S = 30.0


def _row(port: int) -> Address:
    return socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port)


@pytest.fixture
def swallowing() -> Iterator[socket.socket]:
    """A listener whose backlog is full: the kernel drops what comes further, as a broken route does."""
    with contextlib.ExitStack() as kept:
        listener = kept.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            client = kept.enter_context(socket.socket())
            client.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                client.connect(listener.getsockname())
        yield listener


def test_an_address_that_swallows_everything_keeps_no_other_from_its_turn(swallowing: socket.socket) -> None:
    with socket.create_server(("127.0.0.1", 0)) as well:
        rows = [_row(swallowing.getsockname()[1]), _row(well.getsockname()[1])]
        with first_to_connect(rows, time.monotonic() + LONG_S) as connected:
            assert connected.getpeername() == well.getsockname()


def test_a_line_that_comes_up_in_the_middle_is_found(swallowing: socket.socket) -> None:
    port = swallowing.getsockname()[1]
    rows = [_row(port)]

    def come_up() -> None:
        with contextlib.suppress(OSError):
            while True:
                swallowing.accept()[0].close()

    timer = threading.Timer(0.1, come_up)
    timer.daemon = True
    timer.start()
    with first_to_connect(rows, time.monotonic() + LONG_S, again_s=0.02) as connected:
        assert connected.getpeername()[1] == port
    swallowing.shutdown(socket.SHUT_RDWR)


def test_when_all_refuse_it_ends_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        rows = [_row(one.getsockname()[1]) for one in (first, second)]
    with pytest.raises(ConnectionRefusedError):
        first_to_connect(rows, time.monotonic() + LONG_S)


def test_the_time_is_over(swallowing: socket.socket) -> None:
    with pytest.raises(TimeoutError):
        first_to_connect([_row(swallowing.getsockname()[1])], time.monotonic() + 0.05)


def test_no_address_at_all() -> None:
    with pytest.raises(TimeoutError):
        first_to_connect([], time.monotonic() + LONG_S)


def test_a_question_that_was_lost_is_asked_again() -> None:
    lost = threading.Event()
    asked: list[str] = []

    def look_up(host: str, port: int) -> list[Address]:
        asked.append(host)
        if len(asked) == 1:
            lost.wait(LONG_S)
        return [_row(port)]

    assert Resolver(look_up, again_s=0.02).resolve("portal.example", 443, LONG_S) == [_row(443)]
    assert len(asked) >= 2
    lost.set()
