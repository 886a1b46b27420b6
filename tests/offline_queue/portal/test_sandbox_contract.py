"""Both adapters against the portal sandbox in its own process: what the demo shows is what the tests hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import SubmissionKind, TargetDossier
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.portal.dvcqg.portal import dvcqg_portal
from offline_queue.portal.dvcqg.session import DvcqgAddresses
from offline_queue.portal.opencps.portal import opencps_portal
from offline_queue.portal.port import Fact, NumberRequest, Outgoing, OutgoingFile, Portal, PortalError
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.dossiers import PERSONAL_ID, submission
from tests.offline_queue.support.requests import request as asked_for
from tests.support.sandbox_program import PASSWORD, USER, sandbox

SENT = {
    "opencps": submission("TAM-DN07-0042-K", seed=1, sizes=(5_000, 600_000)),
    "dvcqg": submission("TAM-DN07-0043-H", seed=2, sizes=(5_000, 600_000)),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as root:
        yield root


@pytest.fixture(params=sorted(SENT))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def portal_of(kind: str, root: str, password: str = PASSWORD) -> Portal:
    clock = SystemClock()
    base, headers = ("/o/rest/v2", {"groupId": "1"}) if kind == "opencps" else ("/dvcqg", {})
    endpoint = Endpoint(f"{root}{base}", USER, password, headers, read_s=10.0, total_s=20.0)
    transport = Transport(endpoint, clock, RateLimit(clock))
    if kind == "opencps":
        return opencps_portal(transport, requests_address=f"{root}/o/rest/v2/requests")
    addresses = DvcqgAddresses(
        "H17.99.01",
        file_address=f"{root}/dvcqg/files",
        requests_address=f"{root}/o/rest/v2/requests",
    )
    return dvcqg_portal(transport, addresses=addresses)


def deliver(kind: str, portal: Portal) -> PortalRecord:
    sent = SENT[kind]
    asked = NumberRequest(sent.manifest.reference_uid, sent.manifest.authority_code, 1)
    number = portal.reserve_numbers(asked)[0] if portal.numbered else ""
    outgoing = Outgoing(sent.manifest, "ghi chú của kiosk", reserved_code=number)
    outgoing = replace(outgoing, portal_id=portal.register(outgoing).portal_id)
    for part, content in zip(sent.manifest.parts, sent.contents, strict=True):
        portal.send_file(OutgoingFile(outgoing, part, content))
    assert portal.list_files(outgoing) == {part.file_uid: part.size for part in sent.manifest.parts}
    return portal.submit(outgoing)


def test_the_whole_way_twice_has_one_effect(kind: str, root: str) -> None:
    portal = portal_of(kind, root)
    portal.probe()
    first, second = deliver(kind, portal), deliver(kind, portal_of(kind, root))
    assert first.submitted
    assert first.official_code
    assert first.due_at
    assert second.official_code == first.official_code
    state = requests.get(f"{root}/sandbox/state", timeout=30).json()
    uid = SENT[kind].manifest.reference_uid
    assert [row["referenceUid"] for row in state["dossiers"]].count(uid) == 1


def test_a_block_of_numbers_is_the_same_when_asked_again(kind: str, root: str) -> None:
    portal = portal_of(kind, root)
    requests.post(f"{root}/sandbox/faults", json={"no_numbers": True}, timeout=30).raise_for_status()
    with pytest.raises(PortalError) as refused:
        portal.reserve_numbers(NumberRequest(f"request-{kind}", "H17.99.01", 5))
    assert refused.value.outcome is Outcome.REJECTED
    requests.post(f"{root}/sandbox/faults", json={"no_numbers": False}, timeout=30).raise_for_status()
    first = portal.reserve_numbers(NumberRequest(f"request-{kind}", "H17.99.01", 5))
    assert len(set(first)) == 5
    assert portal.reserve_numbers(NumberRequest(f"request-{kind}", "H17.99.01", 5)) == first


def test_the_national_portal_takes_no_code_that_a_sender_made_up(root: str) -> None:
    portal, sent = portal_of("dvcqg", root), SENT["dvcqg"]
    with pytest.raises(PortalError) as refused:
        portal.register(Outgoing(sent.manifest, "", portal_id=sent.manifest.provisional_code))
    assert refused.value.outcome is Outcome.REJECTED


def test_a_rating_arrives(root: str) -> None:
    portal_of("opencps", root).facts["rating"](
        Fact("uid-1", "rating", {"service_code": "1.004873", "stars": 5})
    )
    items = requests.get(f"{root}/sandbox/state", timeout=30).json()["items"]
    assert [item["payload"] for item in items] == [{"voting": "V-1.004873", "selected": "5"}]


@pytest.mark.parametrize(("decision", "stage"), [("sign", "10"), ("refuse", "3")])
def test_the_officer_signs_a_copy_or_refuses_it_with_a_word(
    kind: str, root: str, decision: str, stage: str
) -> None:
    sent = asked_for(
        SubmissionKind.CERTIFIED_COPY, "TAM-DN07-0044-F", seed=sorted(SENT).index(kind) * 2 + int(stage)
    )
    calls = portal_of(kind, root).calls_of(SubmissionKind.CERTIFIED_COPY)
    outgoing = Outgoing(sent.manifest, "")
    outgoing = replace(outgoing, portal_id=calls.register(outgoing).portal_id)
    calls.send_file(OutgoingFile(outgoing, sent.manifest.parts[0], sent.contents[0]))
    assert calls.submit(outgoing).stage == ""
    address = f"{root}/inbox/requests/{sent.manifest.reference_uid}"
    assert "Đã đối chiếu, ký" in requests.get(address, timeout=30).text
    silent = requests.post(f"{address}/answer", data={"decision": decision, "answer": " "}, timeout=30)
    assert (silent.status_code, calls.check(outgoing).stage) == (400, "")
    word = "Nhận ở quầy số 2, mang theo bản chính."
    requests.post(f"{address}/answer", data={"decision": decision, "answer": word}, timeout=30)
    told = calls.check(outgoing)
    assert (told.stage, told.supplement) == (stage, word)


def test_wrong_credentials(kind: str, root: str) -> None:
    with pytest.raises(PortalError) as refused:
        portal_of(kind, root, "another").probe()
    assert refused.value.outcome is Outcome.CREDENTIALS


def _delivered(kind: str, portal: Portal, root: str) -> str:
    """Give the number of the dossier; a supplement that lies in it already would disturb sending it again."""
    uid = SENT[kind].manifest.reference_uid
    rows = requests.get(f"{root}/sandbox/state", timeout=30).json()["dossiers"]
    known = next((row["dossierNo"] for row in rows if row["referenceUid"] == uid), "")
    return str(known) or deliver(kind, portal).official_code


def test_a_dossier_is_found_by_number_and_by_person(kind: str, root: str) -> None:
    portal = portal_of(kind, root)
    code = _delivered(kind, portal, root)
    uid = SENT[kind].manifest.reference_uid
    assert portal.find is not None
    assert portal.mine is not None
    found = portal.find(code)
    assert (found.reference_uid, found.code, found.persons) == (uid, code, frozenset({PERSONAL_ID}))
    assert uid in [one.reference_uid for one in portal.mine(PERSONAL_ID)]
    assert portal.mine("048190000099") == ()
    with pytest.raises(PortalError) as unknown:
        portal.find("H17.99.01-200101-0001")
    assert unknown.value.gone


OPEN_KINDS = [one for one in SubmissionKind if one not in {SubmissionKind.DOSSIER, SubmissionKind.RATING}]


@pytest.mark.mostly_long("one more kind", one_in=3)
@pytest.mark.parametrize("wanted", OPEN_KINDS)
def test_each_kind_of_request_twice_has_one_effect(kind: str, root: str, wanted: SubmissionKind) -> None:
    portal = portal_of(kind, root)
    code = _delivered(kind, portal, root)
    uid = SENT[kind].manifest.reference_uid
    sent = asked_for(wanted, "TAM-DN07-0099-X", TargetDossier(code=code, reference_uid=uid))
    before = requests.get(f"{root}/sandbox/state", timeout=30).json()["counters"].get("withdrawals", 0)
    for _ in range(2):
        calls = portal.calls_of(wanted)
        outgoing = Outgoing(sent.manifest, "ghi chú", target_id=code)
        outgoing = replace(outgoing, portal_id=calls.register(outgoing).portal_id)
        calls.check(outgoing)
        for part, content in zip(sent.manifest.parts, sent.contents, strict=True):
            calls.send_file(OutgoingFile(outgoing, part, content))
        assert (
            calls.list_files(outgoing).items()
            >= {one.file_uid: one.size for one in sent.manifest.parts}.items()
        )
        assert calls.submit(outgoing).submitted
    state = requests.get(f"{root}/sandbox/state", timeout=30).json()
    kept = [one for one in state["requests"] if one["uid"] == sent.manifest.reference_uid]
    assert len(kept) <= 1
    assert all(one["status"] == "received" for one in kept)
    if wanted is SubmissionKind.WITHDRAWAL:
        assert state["counters"]["withdrawals"] == before + 1
