"""The answer to a request: told to who has the slip or signed in as its author, and to nobody else."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_queue.contract.answer_key import answer_key, with_key
from offline_queue.contract.dossier import (
    Applicant,
    DeliveryState,
    IdentityEvidence,
    Submission,
    SubmissionKind,
)
from offline_queue.contract.gateway_client import GatewayClient
from portal_sandbox.signing import SIGNER, signed
from tests.offline_queue.gateway.test_document_signature import plain_document
from tests.offline_queue.support.dossiers import PERSONAL_ID
from tests.offline_queue.support.portal_server import PortalServer, Reply
from tests.offline_queue.support.requests import request
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.sending_kiosk import PROTOCOLS, SendingKiosk, before_portal, known

pytestmark = pytest.mark.mostly_long("by the other protocol", one_in=2)

ANSWER = "Đã giao đội điện sửa trong tuần này."
WORDS = "Đèn đường tắt đã hai tuần."
SIGNED_COPY = signed(plain_document())
REFUSAL = "Bản chính có chỗ tẩy xóa."


class AskingKiosk(SendingKiosk):
    """A kiosk with one petition, or another request that is answered."""

    def __init__(
        self,
        folder: Path,
        portal: PortalServer,
        protocol: str,
        kind: SubmissionKind = SubmissionKind.PETITION,
    ) -> None:
        super().__init__(folder, portal, protocol)
        self.sent = request(kind, self.outbox.reserve_code(), answers={"words": WORDS})

    @property
    def code(self) -> str:
        """On the slip."""
        return self.sent.manifest.provisional_code

    @property
    def slip(self) -> str:
        """What the slip's QR code holds."""
        return with_key(self.code, answer_key(self.uid))

    def delivered(self, client: GatewayClient, answer: str = ANSWER) -> None:
        """Deliver it, and let the officer answer."""
        self.deliver(client)
        if answer:
            self.portal.requests.rows[self.uid].update(answer=answer, stage="10")


@pytest.fixture(params=PROTOCOLS)
def kiosk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AskingKiosk]:
    with before_portal(lambda portal: AskingKiosk(tmp_path, portal, request.param)) as made:
        yield made


def test_the_slip_opens_the_answer(kiosk: AskingKiosk) -> None:
    with kiosk.running() as (_, client):
        kiosk.delivered(client, answer="")
        waiting = known(client.look_up(kiosk.slip).dossier)
        assert (waiting.kind, waiting.stage, waiting.words, waiting.fresh) == ("petition", "", "", True)
        kiosk.portal.requests.rows[kiosk.uid].update(answer=ANSWER, stage="10")
        view = known(client.look_up(kiosk.slip).dossier)
        assert (view.code, view.stage, view.words, view.own) == (kiosk.code, "10", ANSWER, True)


def test_a_long_answer_comes_whole(kiosk: AskingKiosk) -> None:
    letter = "Kính gửi Ông/Bà, " * 200
    with kiosk.running() as (_, client):
        kiosk.delivered(client, letter)
        assert known(client.look_up(kiosk.slip).dossier).words == letter.strip()


def test_the_code_alone_tells_that_there_is_an_answer_and_not_which(kiosk: AskingKiosk) -> None:
    """Codes count up: whoever knows one can work out the next."""
    with kiosk.running() as (_, client):
        kiosk.delivered(client)
        view = known(client.look_up(kiosk.code).dossier)
        assert (view.stage, view.own) == ("10", False)
        told = view.model_dump_json()
        for part in (ANSWER, WORDS, PERSONAL_ID, kiosk.uid):
            assert part not in told


def test_a_wrong_key_opens_nothing_and_trying_ends_soon(kiosk: AskingKiosk) -> None:
    right = answer_key(kiosk.uid)
    wrong = [f"{number:06d}" for number in range(14) if f"{number:06d}" != right][:12]
    with kiosk.running() as (_, client):
        kiosk.delivered(client)
        results = [client.look_up(with_key(kiosk.code, key)).result for key in wrong]
        assert results == ["wrong_key"] * 10 + ["too_often"] * 2


def test_its_author_who_signed_in_needs_no_slip(kiosk: AskingKiosk) -> None:
    with kiosk.running() as (_, client):
        kiosk.delivered(client)
        assert known(client.look_up(kiosk.code, kiosk.ticket()).dossier).words == ANSWER
        assert not known(client.look_up(kiosk.code, kiosk.ticket("048190000099")).dossier).own
        mine = client.mine(kiosk.ticket())
        assert [(one.kind, one.code) for one in mine.dossiers] == [("petition", kiosk.code)]


def test_a_copy_that_was_refused_says_why_to_who_holds_its_slip(tmp_path: Path) -> None:
    with PortalServer() as portal:
        kiosk = AskingKiosk(tmp_path, portal, "dvcqg", SubmissionKind.CERTIFIED_COPY)
        with kiosk.running() as (_, client):
            kiosk.delivered(client, answer="")
            portal.requests.rows[kiosk.uid].update(answer=REFUSAL, stage="3")
            view = known(client.look_up(kiosk.slip).dossier)
            assert (view.kind, view.stage, view.words) == ("certified_copy", "3", REFUSAL)
            closed = known(client.look_up(kiosk.code).dossier)
            assert (closed.stage, closed.own, closed.words) == ("3", False, "")
        kiosk.outbox.close()


def test_without_a_name_it_is_in_nobodys_list(tmp_path: Path) -> None:
    with PortalServer() as portal:
        kiosk = AskingKiosk(tmp_path, portal, "opencps")
        manifest = kiosk.sent.manifest.model_copy(
            update={
                "applicant": Applicant(full_name="", personal_id=""),
                "owner": Applicant(full_name="", personal_id=""),
                "identity": IdentityEvidence(method="none"),
            }
        )
        kiosk.sent = Submission(manifest=manifest, contents=kiosk.sent.contents)
        with kiosk.running() as (_, client):
            kiosk.delivered(client)
            assert client.mine(kiosk.ticket()).dossiers == ()
            value = portal.requests.values[kiosk.uid]
            assert value["person"] == dict.fromkeys(("fullName", "idNo", "telNo", "email", "address"), "")
            assert "người gửi không nêu tên." in value["note"]
            assert PERSONAL_ID not in str(value)
        kiosk.outbox.close()


def test_offline_what_was_last_known_is_told_with_its_answer(kiosk: AskingKiosk) -> None:
    with kiosk.running() as (_, client):
        kiosk.delivered(client)
        # The follower fetches the answer by itself; then the line goes.
        assert eventually(lambda: kiosk.outbox.show(kiosk.uid).stage == "10", 30.0)
        kiosk.portal.fault = lambda _call: Reply(503, {"code": 503, "message": "maintenance"})
        view = known(client.look_up(kiosk.slip).dossier)
        assert (view.fresh, view.stage) == (False, "10")
        assert view.words == ANSWER
        assert not known(client.look_up(kiosk.code).dossier).words


def test_what_was_not_sent_yet_is_told_so(kiosk: AskingKiosk) -> None:
    kiosk.portal.fault = lambda _call: Reply(503, {"code": 503, "message": "maintenance"})
    with kiosk.running() as (_, client):
        kiosk.outbox.submit(kiosk.sent)
        view = known(client.look_up(kiosk.slip).dossier)
        assert (view.kind, view.stage, view.told_at) == ("petition", "", "")
        assert view.state is not DeliveryState.ACCEPTED


def test_the_key_is_in_no_log_line(kiosk: AskingKiosk, caplog: pytest.LogCaptureFixture) -> None:
    with kiosk.running() as (_, client), caplog.at_level("DEBUG"):
        kiosk.delivered(client)
        client.look_up(kiosk.slip)
    assert answer_key(kiosk.uid) not in caplog.text


# What an officer signed


def _signed(kiosk: AskingKiosk, client: GatewayClient, document: bytes) -> None:
    kiosk.delivered(client, "Đã ký.")
    row = {
        "uid": "r1",
        "name": "Bản sao",
        "size": len(document),
        "sha256": hashlib.sha256(document).hexdigest(),
    }
    kiosk.portal.requests.about[kiosk.uid] = {"results": [row]}
    kiosk.portal.requests.results["r1"] = document


def _fetched(client: GatewayClient, handle: str) -> tuple[str, bytes, str]:
    gathered, told = b"", client.result_piece(handle, 0)
    for _ in range(600):
        if told.result not in ("coming", "piece"):
            break
        gathered += base64.b64decode(told.data)
        if told.result == "piece" and len(gathered) >= told.size:
            break
        time.sleep(0.02)
        told = client.result_piece(handle, len(gathered))
    return told.result, gathered, told.signer


@pytest.fixture(params=PROTOCOLS)
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AskingKiosk]:
    with before_portal(
        lambda portal: AskingKiosk(tmp_path, portal, request.param, SubmissionKind.CERTIFIED_COPY)
    ) as made:
        yield made


def test_the_slip_or_its_author_fetches_the_signed_copy(copied: AskingKiosk) -> None:
    with copied.running() as (_, client):
        _signed(copied, client, SIGNED_COPY)
        view = known(client.look_up(copied.slip).dossier)
        assert view.results == (("r1", "Bản sao"),)
        for code, ticket in ((copied.slip, ""), (copied.code, copied.ticket())):
            begun = client.fetch_result(code, "r1", ticket)
            assert begun.result == "coming"
            assert _fetched(client, begun.handle) == ("piece", SIGNED_COPY, SIGNER)


def test_nobody_else_fetches_the_signed_copy(copied: AskingKiosk) -> None:
    with copied.running() as (_, client):
        _signed(copied, client, SIGNED_COPY)
        assert known(client.look_up(copied.code).dossier).results == ()
        wrong = f"{int(answer_key(copied.uid)) ^ 1:06d}"
        somebody_else = copied.ticket("048085000006")
        for code, ticket, answer in (
            (copied.code, "", "sign_in"),
            (copied.code, somebody_else, "not_yours"),
            (with_key(copied.code, wrong), "", "not_yours"),
            (with_key(copied.code, wrong), copied.ticket(), "not_yours"),
        ):
            assert client.fetch_result(code, "r1", ticket).result == answer
        assert not any("/results/" in call.path for call in copied.portal.calls)


def test_a_key_is_guessed_no_further_by_asking_for_the_document(copied: AskingKiosk) -> None:
    """Both ways have one count: who was stopped at the look-up is stopped here, and the other way round."""
    with copied.running() as (_, client):
        copied.delivered(client, answer="")
        wrong = [f"{copied.code}.{number:06d}" for number in range(20) if f"{number:06d}" not in copied.slip]
        assert [client.look_up(one).result for one in wrong[:6]] == ["wrong_key"] * 6
        assert [client.fetch_result(one, "r1", "").result for one in wrong[6:10]] == ["not_yours"] * 4
        assert client.fetch_result(wrong[10], "r1", "").result == "too_often"
        assert client.look_up(wrong[11]).result == "too_often"


def test_a_copy_whose_signature_does_not_fit_is_not_given(copied: AskingKiosk) -> None:
    changed = bytearray(SIGNED_COPY)
    changed[30] ^= 1
    with copied.running() as (_, client):
        _signed(copied, client, bytes(changed))
        begun = client.fetch_result(copied.slip, "r1", "")
        assert _fetched(client, begun.handle)[:2] == ("damaged", b"")


def test_before_the_officer_signed_there_is_nothing_to_fetch(copied: AskingKiosk) -> None:
    with copied.running() as (_, client):
        copied.delivered(client, "")
        assert client.fetch_result(copied.slip, "r1", "").result == "not_ready"
