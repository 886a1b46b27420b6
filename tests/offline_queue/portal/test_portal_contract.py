"""What every adapter promises, tried on both: each call may be repeated with the effect of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.portal.port import Fact, NumberRequest, Outgoing, OutgoingFile, PortalError, RecordKey
from offline_queue.portal.response_policy import Outcome
from tests.offline_queue.support.adapters import Side, outgoing_of
from tests.offline_queue.support.dossiers import submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.tus_shelf import TusShelf

NUMBER = "H17.99.01-261124-0077"
SENT = submission("TAM-DN07-0042-K", sizes=(5_000, 700_000))


def _outgoing(side: Side) -> Outgoing:
    return outgoing_of(side, SENT.manifest, "ghi chú của kiosk")


def _deliver(side: Side, outgoing: Outgoing) -> tuple[Outgoing, PortalRecord]:
    outgoing = replace(outgoing, portal_id=side.portal.register(outgoing).portal_id)
    for part, content in zip(SENT.manifest.parts, SENT.contents, strict=True):
        side.portal.send_file(OutgoingFile(outgoing, part, content))
    return outgoing, side.portal.submit(outgoing)


def test_the_whole_way(side: Side) -> None:
    side.portal.probe()
    outgoing, receipt = _deliver(side, _outgoing(side))
    assert receipt.submitted
    assert receipt.official_code.startswith("H17.99.01-261124-")
    assert receipt.due_at.startswith("2026-11-27T17:00:00+07:00")
    assert receipt.stage == "1"
    assert side.files() == {p.file_uid: c for p, c in zip(SENT.manifest.parts, SENT.contents, strict=True)}
    assert side.portal.list_files(outgoing) == {p.file_uid: p.size for p in SENT.manifest.parts}
    assert "ghi chú của kiosk" in side.note()
    again = side.portal.look_up(RecordKey(outgoing.portal_id, SENT.manifest.reference_uid))
    assert again.official_code == receipt.official_code


def test_everything_twice_has_one_effect(side: Side) -> None:
    _, first = _deliver(side, _outgoing(side))
    _, second = _deliver(side, _outgoing(side))
    assert second.official_code == first.official_code
    assert (side.creations(), side.handed_in(), len(side.files())) == (1, 1, 2)


def test_a_record_alone_hands_nothing_in(side: Side) -> None:
    receipt = side.portal.register(_outgoing(side))
    assert not receipt.submitted
    assert (side.creations(), side.handed_in()) == (1, 0)


def test_a_reserved_number_is_the_official_one(side: Side) -> None:
    _, receipt = _deliver(side, replace(_outgoing(side), reserved_code=NUMBER))
    assert receipt.official_code == NUMBER


def test_a_block_of_numbers(side: Side) -> None:
    first = side.portal.reserve_numbers(NumberRequest("request-1", "H17.99.01", 5))
    assert len(set(first)) == 5
    assert side.portal.reserve_numbers(NumberRequest("request-1", "H17.99.01", 5)) == first


def test_files_go_by_tus_where_it_is_offered(side: Side, server: PortalServer) -> None:
    server.tus = TusShelf()
    _, receipt = _deliver(side, _outgoing(side))
    assert receipt.submitted
    assert side.files() == {p.file_uid: c for p, c in zip(SENT.manifest.parts, SENT.contents, strict=True)}
    assert server.tus.received == sum(part.size for part in SENT.manifest.parts)


def test_a_file_goes_on_where_it_was_cut(side: Side, server: PortalServer) -> None:
    server.tus = TusShelf()
    part, content = SENT.manifest.parts[1], SENT.contents[1]
    outgoing = replace(_outgoing(side), portal_id=side.portal.register(_outgoing(side)).portal_id)
    patches: list[Call] = []

    def lose_second_answer(call: Call) -> Reply | None:
        patches.extend([call] if call.method == "PATCH" else [])
        return Reply(204, raw=b"", cut_after=0) if call.method == "PATCH" and len(patches) == 2 else None

    server.after = lose_second_answer
    with pytest.raises(PortalError):
        side.portal.send_file(OutgoingFile(outgoing, part, content))
    side.portal.send_file(OutgoingFile(outgoing, part, content))
    assert server.tus.received == part.size
    assert side.files()[part.file_uid] == content


def test_a_fact_is_counted_once(side: Side, server: PortalServer) -> None:
    for _ in range(2):
        side.portal.facts["health"](Fact("uid-1", "health", {"restarts": 3}))
    assert list(server.facts) == ["uid-1"]


def test_refused_credentials(side: Side, server: PortalServer) -> None:
    server.fault = lambda _call: Reply(401, {"code": 401, "message": "Unauthorized"})
    with pytest.raises(PortalError) as refused:
        side.portal.probe()
    assert refused.value.outcome is Outcome.CREDENTIALS


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(302, raw=b"", headers={"Location": "http://wifi.example/"}), Outcome.CAPTIVE),
        (Reply(200, raw=b"<html>login</html>", headers={"Content-Type": "text/html"}), Outcome.CAPTIVE),
        (Reply(503, {"code": 503}), Outcome.BUSY),
        (Reply(429, {"code": 429}, headers={"Retry-After": "7"}), Outcome.THROTTLED),
        (Reply(200, raw=b"[1,"), Outcome.NONSENSE),
    ],
)
def test_the_answer_table_holds_for_both(
    side: Side, server: PortalServer, reply: Reply, outcome: Outcome
) -> None:
    server.fault = lambda _call: reply
    with pytest.raises(PortalError) as refused:
        side.portal.register(_outgoing(side))
    assert refused.value.outcome is outcome
    assert side.creations() == 0
