"""Uploads by tus where the server is difficult: locked, gone, elsewhere, lying about how much it has."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from offline_queue.portal.origin import same_origin
from offline_queue.portal.port import Outgoing, OutgoingFile, PortalError, ShortMemory
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.resumable import upload_place
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.adapters import Side, opencps
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import submission
from tests.offline_queue.support.portal_server import PASSWORD, USER, Call, PortalServer, Reply
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
    return lambda: side.portal.send_file(OutgoingFile(outgoing, PART, CONTENT))


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


@pytest.mark.parametrize(
    "location",
    ["https://elsewhere.example/1", "", "ftp://127.0.0.1/x", "http://[bad", "//u:p@127.0.0.1/x"],
)
def test_an_address_elsewhere_gets_nothing_and_the_file_goes_in_one_piece(
    server: PortalServer, send: Callable[[], None], side: Side, location: str
) -> None:
    elsewhere = Reply(201, raw=b"", headers={**HEADERS, "Location": location})
    server.fault = lambda call: elsewhere if "upload-length" in call.headers else None
    send()
    assert not any(call.method == "PATCH" for call in server.calls)
    assert side.files() == {PART.file_uid: CONTENT}


@pytest.mark.parametrize("status", [400, 404, 405, 412, 501])
def test_a_portal_that_takes_no_uploads_after_all_gets_the_file_in_one_piece(
    server: PortalServer, send: Callable[[], None], side: Side, status: int
) -> None:
    refused = Reply(status, {"code": status, "message": "không"})
    server.fault = lambda call: refused if "upload-length" in call.headers else None
    send()
    assert side.files() == {PART.file_uid: CONTENT}


@pytest.mark.parametrize("status", [403, 404, 410])
def test_an_upload_that_is_gone_in_the_middle_rejects_nothing(
    server: PortalServer, send: Callable[[], None], memory: ShortMemory, side: Side, status: int
) -> None:
    server.fault = _once("PATCH", Reply(status, {"code": status, "message": "gone"}, headers=HEADERS))
    with pytest.raises(PortalError) as busy:
        send()
    assert busy.value.outcome is Outcome.BUSY
    assert memory.recall(PART.file_uid) == ""
    send()
    assert side.files() == {PART.file_uid: CONTENT}


def test_an_upload_that_never_gets_on_goes_in_one_piece(
    server: PortalServer, send: Callable[[], None], side: Side
) -> None:
    told = Reply(204, raw=b"", headers={**HEADERS, "Upload-Offset": "0"})
    server.fault = lambda call: told if call.method == "PATCH" else None
    for _ in range(3):
        with pytest.raises(PortalError):
            send()
    send()
    assert side.files() == {PART.file_uid: CONTENT}


def _begun(server: PortalServer, send: Callable[[], None]) -> None:
    """Leave an upload behind of which one piece arrived."""
    patches: list[Call] = []

    def cut(call: Call) -> Reply | None:
        patches.extend([call] if call.method == "PATCH" else [])
        return Reply(204, raw=b"", cut_after=0) if len(patches) == 2 else None

    server.after = cut
    with pytest.raises(PortalError):
        send()
    server.after = lambda _call: None


def test_another_files_upload_of_the_same_size_gets_nothing(
    server: PortalServer, send: Callable[[], None]
) -> None:
    _begun(server, send)
    assert server.tus is not None
    (begun,) = server.tus.uploads.values()
    before = bytes(begun.content)
    begun.told_metadata = begun.told_metadata.replace(
        b64encode(PART.file_uid.encode()).decode(), b64encode(b"a stranger's file uid").decode()
    )
    send()
    assert bytes(begun.content) == before
    (files,) = server.files.values()
    assert files[PART.file_uid][1] == CONTENT


def test_a_server_that_does_not_say_whose_an_upload_is_gets_the_file_anew(
    server: PortalServer, send: Callable[[], None]
) -> None:
    assert server.tus is not None
    server.tus.repeats_metadata = False
    _begun(server, send)
    send()
    assert len(server.tus.uploads) == 2
    (files,) = server.files.values()
    assert files[PART.file_uid][1] == CONTENT


def test_a_header_block_that_did_not_end_is_no_answer(
    server: PortalServer, send: Callable[[], None], memory: ShortMemory, side: Side
) -> None:
    torn = Reply(201, raw=b"", headers={**HEADERS, "Location": "/uploads/1"}, cut_headers=True)
    server.fault = lambda call: torn if "upload-length" in call.headers and server.tus else None
    with pytest.raises(PortalError) as cut:
        send()
    assert cut.value.outcome is Outcome.UNREACHABLE
    assert memory.recall(PART.file_uid) == ""
    server.fault = lambda _call: None
    send()
    assert side.files() == {PART.file_uid: CONTENT}


CREATION = "https://portal.example/o/rest/v2/dossiers/1/files"


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("/uploads/1", "https://portal.example/uploads/1"),
        ("tus/1", "https://portal.example/o/rest/v2/dossiers/1/tus/1"),
        ("https://portal.example/uploads/1", "https://portal.example/uploads/1"),
        ("https://portal.example:443/uploads/1", "https://portal.example/uploads/1"),
        ("HTTPS://Portal.Example/uploads/1?a=b", "https://portal.example/uploads/1?a=b"),
        ("http://portal.example/uploads/1", "https://portal.example/uploads/1"),
        ("http://portal.example:8080/uploads/1?a=b", "https://portal.example/uploads/1?a=b"),
        ("https://elsewhere.example/uploads/1", ""),
        ("https://portal.example.elsewhere.example/1", ""),
        ("https://portal.example@elsewhere.example/1", ""),
        ("/uploads/1#part", "https://portal.example/uploads/1"),
        ("", ""),
        ("#part", ""),
        (CREATION, ""),
    ],
)
def test_where_an_upload_is(location: str, place: str) -> None:
    assert upload_place(CREATION, location) == place


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://a.example:443/y", True),
        ("http://a.example:80", "HTTP://A.EXAMPLE/", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example:8443", "https://a.example", False),
        ("https://a.example", "https://b.example", False),
        ("file:///a", "file:///a", False),
    ],
)
def test_origins(one: str, other: str, same: bool) -> None:
    assert same_origin(one, other) is same


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


def test_an_empty_body_goes_out_with_its_length_and_leaves_the_connection_whole(server: PortalServer) -> None:
    transport = Transport(Endpoint(server.address, USER, PASSWORD), FakeClock(), RateLimit(FakeClock()))
    for _ in range(3):
        transport.exchange("POST", f"{server.root}/identity/health", body=b"")
    transport.close()
    assert [call.headers.get("content-length") for call in server.calls] == ["0", "0", "0"]
    assert not any("transfer-encoding" in call.headers for call in server.calls)
