"""Uploads by tus where the server is difficult: locked, gone, elsewhere, lying about how much it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from offline_queue.portal.port import Outgoing, PortalError, ShortMemory
from offline_queue.portal.response_policy import Outcome
from tests.offline_queue.support.adapters import Side, opencps
from tests.offline_queue.support.dossiers import submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.tus_shelf import HEADERS, TusShelf

SENT = submission("TAM-DN07-0042-K", sizes=(700_000,))
PART, CONTENT = SENT.manifest.parts[0], SENT.contents[0]


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer() as running:
        running.tus = TusShelf()
        yield running


@pytest.fixture
def memory() -> ShortMemory:
    return ShortMemory()


@pytest.fixture
def side(server: PortalServer, memory: ShortMemory) -> Side:
    return opencps(server, memory)


@pytest.fixture
def send(side: Side) -> Callable[[], None]:
    outgoing = Outgoing(SENT.manifest, "ghi chú")
    outgoing = replace(outgoing, portal_id=side.portal.register(outgoing).portal_id)
    return lambda: side.portal.send_file(outgoing, PART, CONTENT)


def _once(method: str, reply: Reply) -> Callable[[Call], Reply | None]:
    left = iter([reply])
    return lambda call: next(left, None) if call.method == method else None


@pytest.mark.parametrize("status", [409, 423])
def test_an_upload_that_is_not_free_waits(
    server: PortalServer, send: Callable[[], None], status: int
) -> None:
    server.fault = _once("PATCH", Reply(status, raw=b"", headers=HEADERS))
    with pytest.raises(PortalError) as busy:
        send()
    assert busy.value.outcome is Outcome.BUSY
    send()
    assert server.tus is not None
    assert len(server.tus.uploads) == 1
    assert server.tus.received == len(CONTENT)


def test_an_upload_that_is_gone_begins_anew(
    server: PortalServer, send: Callable[[], None], memory: ShortMemory, side: Side
) -> None:
    assert server.tus is not None
    server.after = _once("PATCH", Reply(204, raw=b"", cut_after=0))
    with pytest.raises(PortalError):
        send()
    assert memory.recall(PART.file_uid)
    server.tus.uploads.clear()
    send()
    assert side.files() == {PART.file_uid: CONTENT}


def test_an_address_elsewhere_is_refused(server: PortalServer, send: Callable[[], None]) -> None:
    elsewhere = Reply(201, raw=b"", headers={**HEADERS, "Location": "https://elsewhere.example/uploads/1"})
    server.fault = lambda call: elsewhere if "upload-length" in call.headers else None
    with pytest.raises(PortalError) as refused:
        send()
    assert refused.value.outcome is Outcome.NONSENSE
    assert not any(call.method == "PATCH" for call in server.calls)


@pytest.mark.parametrize("offset", ["0", "-1", "999999999", "a lot", ""])
def test_an_offset_that_makes_no_sense(server: PortalServer, send: Callable[[], None], offset: str) -> None:
    told = Reply(204, raw=b"", headers={**HEADERS, "Upload-Offset": offset})
    server.fault = lambda call: told if call.method == "PATCH" else None
    with pytest.raises(PortalError) as refused:
        send()
    assert refused.value.outcome is Outcome.NONSENSE


def test_an_answer_without_the_header_is_a_login_page(server: PortalServer, send: Callable[[], None]) -> None:
    page = Reply(204, raw=b"", headers={"Content-Type": "text/html"})
    server.fault = lambda call: page if call.method == "PATCH" else None
    with pytest.raises(PortalError) as refused:
        send()
    assert refused.value.outcome is Outcome.CAPTIVE


def test_a_no_from_something_in_between_does_not_hold_for_ever(
    server: PortalServer, send: Callable[[], None]
) -> None:
    page = Reply(200, raw=b"<html>", headers={"Content-Type": "text/html"})
    server.fault = _once("OPTIONS", page)
    for _ in range(60):
        send()
    assert server.tus is not None
    assert len(server.tus.uploads) > 0
