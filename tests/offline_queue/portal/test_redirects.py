"""A portal that sends on: followed within its own origin with method and body kept, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offline_queue.portal.origin import place_of, same_origin
from offline_queue.portal.port import Outgoing, OutgoingFile, PortalError
from offline_queue.portal.response_policy import Outcome
from tests.offline_queue.support.adapters import Side, outgoing_of
from tests.offline_queue.support.dossiers import submission
from tests.offline_queue.support.portal_server import Call, Fault, PortalServer, Reply
from tests.offline_queue.support.tus_shelf import TusShelf

SENT = submission("TAM-DN07-0042-K", sizes=(5_000, 400_000))
ASKED = "https://dvc.example.vn/upload/files"
PLACE = f"{ASKED}/1"


def _outgoing(side: Side) -> Outgoing:
    return outgoing_of(side, SENT.manifest)


def _sending_on(status: int, methods: frozenset[str]) -> Fault:
    """Send each call of these methods on once, to the same path with a mark."""

    def fault(call: Call) -> Reply | None:
        if call.method not in methods or "sent=on" in call.path:
            return None
        further = call.path + ("&" if "?" in call.path else "?") + "sent=on"
        return Reply(status, raw=b"", headers={"Location": further})

    return fault


@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize("by_tus", [True, False])
def test_a_dossier_arrives_at_a_portal_that_sends_on(
    side: Side, server: PortalServer, status: int, by_tus: bool
) -> None:
    server.tus = TusShelf() if by_tus else None
    every = frozenset({"GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS"})
    server.fault = _sending_on(status, every)
    outgoing = _outgoing(side)
    outgoing = replace(outgoing, portal_id=side.portal.register(outgoing).portal_id)
    for part, content in zip(SENT.manifest.parts, SENT.contents, strict=True):
        side.portal.send_file(OutgoingFile(outgoing, part, content))
    assert side.portal.submit(outgoing).submitted
    assert side.files() == {p.file_uid: c for p, c in zip(SENT.manifest.parts, SENT.contents, strict=True)}


@pytest.mark.parametrize("status", [301, 302, 303])
def test_what_may_turn_a_post_into_a_get_is_not_followed(
    side: Side, server: PortalServer, status: int
) -> None:
    outgoing = _outgoing(side)
    server.fault = _sending_on(status, frozenset({"POST"}))
    with pytest.raises(PortalError) as refused:
        side.portal.register(outgoing)
    assert refused.value.outcome is Outcome.CAPTIVE
    assert not any("sent=on" in call.path for call in server.calls)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_another_origin_gets_nothing(side: Side, server: PortalServer, status: int) -> None:
    outgoing = _outgoing(side)
    with PortalServer() as elsewhere:
        server.fault = lambda call: Reply(
            status, raw=b"", headers={"Location": f"http://127.0.0.2/{call.path}"}
        )
        with pytest.raises(PortalError) as refused:
            side.portal.register(outgoing)
        assert refused.value.outcome is Outcome.CAPTIVE
        assert elsewhere.calls == []


def test_a_portal_that_sends_on_without_end_is_left_alone(side: Side, server: PortalServer) -> None:
    outgoing = _outgoing(side)
    before = len(server.calls)
    server.fault = lambda call: Reply(308, raw=b"", headers={"Location": f"{call.path}/on"})
    with pytest.raises(PortalError) as refused:
        side.portal.register(outgoing)
    assert refused.value.outcome is Outcome.CAPTIVE
    assert len(server.calls) - before <= 8


@pytest.mark.parametrize(
    "location",
    [
        "/upload/files/1",
        "files/1",
        "./files/1",
        "../upload/files/1",
        "//dvc.example.vn/upload/files/1",
        "https://dvc.example.vn/upload/files/1",
        "HTTPS://DVC.Example.VN:443/upload/files/1",
        "https://dvc.example.vn./upload/files/1",
        "http://dvc.example.vn/upload/files/1",
        "http://dvc.example.vn:8080/upload/files/1",
        "/upload/files/1#part",
        " /upload/files/1 ",
    ],
)
def test_a_place_in_the_origin_that_was_asked(location: str) -> None:
    place = place_of(ASKED, location)
    assert same_origin(place, ASKED)
    assert place.lower().endswith("/upload/files/1")


@pytest.mark.parametrize(
    "location",
    [
        *(
            "",
            "  ",
            "https://evil.vn/1",
            "//evil.vn/1",
            "https://dvc.example.vn@evil.vn/1",
            "ftp://dvc.example.vn/1",
        ),
        *("https://user:pw@dvc.example.vn/1", "javascript:alert(1)", "file:///etc/passwd", "https://[::1]/1"),
        *("https://dvc.example.vn.evil.vn/1", "https://dvc.example.vn:99999/1", "https://dvc.example.vn:x/1"),
        *("/upload/files/\x00", "/upload/files/1 2", "https://10.0.0.5/upload/files/1"),
    ],
)
def test_a_place_that_must_get_nothing(location: str) -> None:
    assert place_of(ASKED, location) == ""


@pytest.mark.parametrize(
    ("asked", "location", "place"),
    [
        ("https://[2001:db8::1]:8443/f", "http://[2001:DB8::1]/f/9", "https://[2001:db8::1]:8443/f/9"),
        ("https://xn--nng-2iz.vn/f", "https://nẵng.vn/f/1", "https://xn--nng-2iz.vn/f/1"),
        ("https://nang.vn/f", "//\u00adnang.vn\u00ad/f/1", "https://nang.vn/f/1"),
        (ASKED, "?id=5", f"{ASKED}?id=5"),
    ],
)
def test_places_of_other_spellings(asked: str, location: str, place: str) -> None:
    assert place_of(asked, location) == place
