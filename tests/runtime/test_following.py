"""The workers of a dossier that was filed: the daemon is asked, and a request is sealed once."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from kiosk_app.runtime.look_up_worker import LookUpWorker, found_of
from kiosk_app.runtime.request_slips import request_slip_of, slip_again_of, state_slip_of
from kiosk_app.runtime.request_worker import RequestWorker
from kiosk_app.session.facts.followed import Action, DossierStatus, Filed, ListMine, LookUpDossier
from kiosk_app.slips.model import Appointment, CertifiedCopySlip, PetitionSlip, StateSlip
from offline_queue.contract.answer_key import answer_key
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import (
    ANSWERED,
    FINAL,
    Applicant,
    DeliveryState,
    IdentityEvidence,
    Manifest,
)
from offline_queue.contract.envelope import OpeningKey
from offline_queue.contract.errors import QueueFullError
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.look_up_messages import KnownDossier
from offline_queue.contract.requests import ASKED, digest_of_words
from offline_queue.store.outbox import Outbox
from tests.runtime.workbench import KIOSK, Posts, context, manifests
from tests.screens.stage import CLAIMS, NOW, page
from tests.session import words as events
from tests.session.words import PrintState, Sending, SendRequest, Voice

UID = "5b0e3a52-0000-4000-8000-000000000001"
OWN = DossierStatus(
    "H17.99.01-261124-0007", stage="5", own=True, reference_uid="uid-9", words="Thiếu trang 2"
)


class Bench(Posts):
    """A worker with a queue of its own and everything that it posts."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "outbox.sqlite"
        self.key = pyrage.x25519.Identity.generate()
        other = pyrage.x25519.Identity.generate()
        recipients = [str(one.to_public()) for one in (self.key, other)]
        self.outbox = Outbox.open(self.path, recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0)
        self.stored: list[str] = []
        self.refusal: Exception | None = None
        self.vouched = True
        self.unvouched: str | None = None
        """What the daemon answers then: None when it is not there."""
        self.limit: int | None = None
        asked = context(
            attest=lambda _uid, ticket: f"attested:{ticket}" if self.vouched else self.unvouched,
            wall_clock=lambda: NOW + timedelta(seconds=len(self.posted)),
            max_file_bytes=lambda: self.limit,
        )
        self.worker = RequestWorker(self.queue, asked, self.post, self.stored.append)

    def queue(self) -> Outbox:
        """The queue, or a refusal as told."""
        if self.refusal is not None:
            raise self.refusal
        return self.outbox

    def send(
        self,
        action: Action,
        *,
        pages: int = 0,
        voice: Voice | None = None,
        claims: Claims = CLAIMS,
        ticket: str = "ticket",
    ) -> object:
        """Have a request stored; gives what came of it."""
        before = len(self.posted)
        identity = Identity(IdentityMethod.VNEID_VERIFIED, claims, level=2, ticket=ticket)
        sheets = tuple(page(number) for number in range(1, pages + 1))
        effects = self.worker.effects()
        asked = SendRequest(1, UID, action, OWN, identity, (("draft", "d1"),), sheets, voice=voice)
        effects[SendRequest](asked)
        return self.after(before)

    def manifest(self) -> Manifest:
        """What lies sealed in the queue."""
        return manifests(self.path, OpeningKey(str(self.key)))[0]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A fresh worker."""
    made = Bench(tmp_path)
    yield made
    made.worker.close()
    made.outbox.close()


def test_papers_are_sealed_with_what_was_answered(bench: Bench) -> None:
    saved = bench.send(Action.SUPPLEMENT, pages=2)
    assert isinstance(saved, events.RequestSaved)
    assert (saved.reference_uid, saved.pages) == (UID, 2)
    manifest = bench.manifest()
    assert manifest.kind.value == "supplement"
    assert manifest.target is not None
    assert (manifest.target.code, manifest.target.reference_uid) == (OWN.code, "uid-9")
    assert manifest.answers[ASKED] == digest_of_words(OWN.words)
    assert manifest.identity.attestation == "attested:ticket"
    assert [part.part_no for part in manifest.parts] == ["BO_SUNG"]
    assert bench.stored == [""]


def test_the_same_again_is_stored_once(bench: Bench) -> None:
    first = bench.send(Action.SUPPLEMENT, pages=1)
    again = bench.send(Action.SUPPLEMENT, pages=1)
    assert isinstance(first, events.RequestSaved)
    assert isinstance(again, events.RequestSaved)
    assert again.code == first.code
    assert len(bench.outbox.list()) == 1


EVERY = [action for action in Action if action.value in {kind.value for kind in ANSWERED | FINAL}]


@pytest.mark.parametrize("action", [*EVERY, Action.SUPPLEMENT])
def test_the_same_after_signing_in_anew_is_the_same_and_somebody_elses_is_not(
    bench: Bench, action: Action
) -> None:
    pages = 1 if action in (Action.SUPPLEMENT, Action.PETITION, Action.CERTIFIED_COPY) else 0
    first = bench.send(action, pages=pages)
    again = bench.send(action, pages=pages, ticket="another ticket")
    assert isinstance(first, events.RequestSaved)
    assert isinstance(again, events.RequestSaved)
    assert again.code == first.code
    other = Claims({"full_name": "Nguyễn Văn An", "personal_id": "048090000009"})
    refused = bench.send(action, pages=pages, claims=other)
    assert isinstance(refused, events.RequestFailed)
    assert len(bench.outbox.list()) == 1


def test_a_withdrawal_has_no_files(bench: Bench) -> None:
    assert isinstance(bench.send(Action.WITHDRAWAL), events.RequestSaved)
    manifest = bench.manifest()
    assert (manifest.kind.value, manifest.parts) == ("withdrawal", ())


@pytest.mark.parametrize("action", [Action.WITHDRAWAL, Action.CONFIRMATION])
def test_what_ends_a_dossier_is_not_taken_while_nobody_vouches_for_who_asks(
    bench: Bench, action: Action
) -> None:
    bench.vouched = False
    failed = bench.send(action)
    assert isinstance(failed, events.RequestFailed)
    assert failed.problem == "queue.unavailable"
    assert bench.outbox.list() == []
    bench.vouched = True
    assert isinstance(bench.send(action), events.RequestSaved)
    assert bench.manifest().identity.attestation == "attested:ticket"


@pytest.mark.parametrize(
    "action",
    [Action.WITHDRAWAL, Action.CONFIRMATION, Action.SUPPLEMENT, Action.PETITION, Action.CERTIFIED_COPY],
)
def test_nothing_is_stored_for_a_sign_in_that_is_over(bench: Bench, action: Action) -> None:
    bench.vouched, bench.unvouched = False, ""
    failed = bench.send(action)
    assert isinstance(failed, events.RequestFailed)
    assert failed.problem == "sign_in.over"
    assert bench.outbox.list() == []


def test_papers_are_taken_while_nobody_vouches(bench: Bench) -> None:
    """An officer reads of it in the note."""
    bench.vouched = False
    assert isinstance(bench.send(Action.SUPPLEMENT, pages=1), events.RequestSaved)


def test_a_full_disk_is_told(bench: Bench) -> None:
    bench.refusal = QueueFullError("no room")
    failed = bench.send(Action.WITHDRAWAL)
    assert isinstance(failed, events.RequestFailed)
    assert failed.problem == QueueFullError.code
    assert bench.stored == []


def test_a_daemon_that_is_away_tells_nothing(tmp_path: Path) -> None:
    posted: list[object] = []
    arrived = threading.Event()

    def post(event: object) -> None:
        posted.append(event)
        if len(posted) == 2:
            arrived.set()

    worker = LookUpWorker(GatewayClient(tmp_path / "none.sock", 0.5), post)
    effects = worker.effects()
    effects[LookUpDossier](LookUpDossier(1, 7, OWN.code, ""))
    effects[ListMine](ListMine(1, 8, "ticket"))
    assert arrived.wait(10)
    worker.close()
    assert posted == [events.DossierTold(1, 7, "not_now"), events.MineTold(1, 8, "not_now")]


def test_what_waits_here_is_told_as_not_sent() -> None:
    view = KnownDossier(code="TAM-DN07-0001-6", state=DeliveryState.WAITING)
    assert found_of(view) == DossierStatus("TAM-DN07-0001-6", sent=False)
    assert found_of(view.model_copy(update={"state": DeliveryState.PURGED})).sent
    assert found_of(view.model_copy(update={"state": None})).sent
    assert replace(found_of(view), sent=True) == DossierStatus("TAM-DN07-0001-6")


FILED = Filed(
    service_code="1.004873",
    summary="Cấp giấy xác nhận tình trạng hôn nhân",
    copies=1,
    applicant_name="Trần Thị Bích Ngọc",
    applicant_address="Thôn Mực",
    phone="0905000002",
    email="",
    personal_id="048190000002",
    owner_name="Trần Thị Bích Ngọc",
    owner_address="Thôn Mực",
    delivery="counter",
    papers=(("Tờ khai", False), ("Giấy cũ", True)),
)
RECEIVED = replace(
    OWN,
    stage="4",
    provisional_code="TAM-DN07-0007-A",
    received_at="2026-11-24T08:30:00+07:00",
    due_at="2026-11-27T17:00:00+07:00",
    filed=FILED,
)


def _again(found: DossierStatus, time_by_law: str = "3 ngày làm việc") -> object:
    return slip_again_of(PrintState(1, found, time_by_law), KIOSK, "", NOW)


def test_the_official_slip_once_an_authority_has_received_it() -> None:
    slip = _again(RECEIVED)
    assert isinstance(slip, Appointment)
    assert (slip.official_code, slip.owner_name, slip.time_by_law) == (
        OWN.code,
        FILED.owner_name,
        "3 ngày làm việc",
    )
    assert slip.reprinted_at == NOW
    assert [(one.name, one.originals, one.copies) for one in slip.papers] == [
        ("Tờ khai", 1, 0),
        ("Giấy cũ", 0, 1),
    ]


@pytest.mark.parametrize(
    "found",
    [
        replace(RECEIVED, filed=None),
        replace(RECEIVED, stage="1"),
        replace(RECEIVED, stage="3"),
        replace(RECEIVED, received_at=""),
        replace(RECEIVED, due_at=""),
        replace(RECEIVED, stage="7"),
        replace(RECEIVED, stage="8"),
        replace(RECEIVED, code="TAM-DN07-0007-A"),
    ],
)
def test_no_official_slip_before_a_reception_or_of_what_is_not_known(found: DossierStatus) -> None:
    assert isinstance(_again(found), StateSlip)
    assert isinstance(_again(RECEIVED, ""), StateSlip)


@pytest.mark.parametrize(
    ("stage", "received"), [("", False), ("1", False), ("3", False), ("2", True), ("9", True)]
)
def test_before_a_reception_the_portals_date_is_when_it_was_sent(stage: str, received: bool) -> None:
    found = DossierStatus(
        "H17.99.01-261124-0007", stage, received_at="2026-11-24", due_at="2026-11-27T17:00:00+07:00"
    )
    slip = state_slip_of(found, KIOSK, "", NOW)
    assert (slip.received != "", slip.due != "", slip.sent != "") == (received, received, not received)


@pytest.mark.parametrize(
    ("stage", "promised"), [("4", True), ("10", True), ("3", False), ("7", False), ("8", False)]
)
def test_of_what_was_given_up_no_date_is_promised(stage: str, promised: bool) -> None:
    found = replace(RECEIVED, stage=stage, due_before="2026-11-25")
    slip = state_slip_of(found, KIOSK, "", NOW)
    assert (slip.due != "", slip.due_before != "") == (promised, promised)


@pytest.mark.parametrize(
    ("stage", "said"),
    [("2", True), ("4", True), ("5", True), ("6", True), ("9", False), ("3", False), ("1", False)],
)
def test_a_day_that_is_not_known_is_said_while_a_result_is_awaited(stage: str, said: bool) -> None:
    slip = state_slip_of(replace(RECEIVED, stage=stage, due_at=""), KIOSK, "", NOW)
    assert ("chưa rõ" in slip.due) is said
    assert said or slip.due == ""


PETITION = (("category", "Đường sá, cầu, đèn đường"), ("words", "Đèn tắt."))


def _petition(bench: Bench, *, named: bool, pages: int = 0) -> events.RequestSaved:
    identity = Identity(IdentityMethod.STAFF, Claims()) if named else None
    sheets = tuple(page(number) for number in range(1, pages + 1))
    typed = (("full_name", "Zơrâm Nhiêu"), ("phone", "0905000123")) if named else ()
    effect = SendRequest(
        1, UID, Action.PETITION, None, identity, PETITION, sheets, NOW if named else None, typed
    )
    before = len(bench.posted)
    bench.worker.effects()[SendRequest](effect)
    saved = bench.after(before)
    assert isinstance(saved, events.RequestSaved)
    return saved


def test_a_petition_without_a_name_holds_nothing_of_its_author(bench: Bench) -> None:
    saved = _petition(bench, named=False)
    manifest = bench.manifest()
    assert saved.key == answer_key(UID)
    assert (manifest.kind.value, manifest.target) == ("petition", None)
    assert manifest.identity == IdentityEvidence(method="none")
    assert manifest.applicant == Applicant(full_name="", personal_id="")
    assert manifest.answers == dict(PETITION)
    assert manifest.summary == "Phản ánh, kiến nghị: Đường sá, cầu, đèn đường"
    assert manifest.consent.text_version == ""


def test_a_petition_with_a_typed_name_says_what_was_agreed_to(bench: Bench) -> None:
    saved = _petition(bench, named=True, pages=1)
    manifest = bench.manifest()
    assert saved.pages == 1
    assert (manifest.applicant.full_name, manifest.applicant.phone) == ("Zơrâm Nhiêu", "0905000123")
    assert manifest.identity.method == "staff"
    assert [part.part_no for part in manifest.parts] == ["KEM_THEO"]
    assert manifest.consent.text_version
    assert manifest.consent.given_at == NOW


@pytest.mark.parametrize("pages", [0, 1])
def test_what_was_said_is_sealed_beside_the_papers(bench: Bench, pages: int) -> None:
    voice = events.Voice(b"RIFF" + b"said" * 900, 35.2)
    sheets = tuple(page(number) for number in range(1, pages + 1))
    effect = SendRequest(1, UID, Action.PETITION, None, None, PETITION, sheets, voice=voice)
    bench.worker.effects()[SendRequest](effect)
    saved = bench.after(0)
    assert isinstance(saved, events.RequestSaved)
    assert saved.pages == pages
    part = bench.manifest().parts[-1]
    assert (part.part_no, part.media_type, part.scanned) == ("GHI_AM", "audio/wav", False)
    assert (part.size, part.sha256) == (len(voice.content), hashlib.sha256(voice.content).hexdigest())
    assert len(bench.manifest().parts) == 1 + pages
    clear = b"".join(one.read_bytes() for one in bench.path.parent.iterdir() if one.is_file())
    assert b"saidsaid" not in clear


COPY = (("paper", "Bằng, chứng chỉ, học bạ"), ("compared_pages", "2"))


def test_a_copy_travels_with_who_asks_and_who_of_staff_saw_them(bench: Bench) -> None:
    identity = Identity(IdentityMethod.STAFF, Claims())
    sheets = (page(1), page(2))
    effect = SendRequest(
        *(1, UID, Action.CERTIFIED_COPY, None, identity, COPY, sheets, NOW),
        person=(("full_name", "Zơrâm Nhiêu"),),
        confirmation="sealed",
    )
    bench.worker.effects()[SendRequest](effect)
    saved = bench.after(0)
    assert isinstance(saved, events.RequestSaved)
    assert (saved.pages, saved.key) == (2, answer_key(UID))
    manifest = bench.manifest()
    assert (manifest.kind.value, manifest.target) == ("certified_copy", None)
    assert (manifest.identity.method, manifest.identity.confirmation) == ("staff", "sealed")
    assert manifest.applicant.full_name == "Zơrâm Nhiêu"
    assert [(part.part_no, part.pages) for part in manifest.parts] == [("BAN_CHINH", 2)]
    assert manifest.answers == dict(COPY)
    assert manifest.summary == "Chứng thực bản sao điện tử: Bằng, chứng chỉ, học bạ"
    assert manifest.consent.given_at == NOW


def test_the_slip_of_a_copy_carries_its_key_and_its_pages() -> None:
    sending = Sending(code="TAM-DN07-0012-B", key="482913", at=NOW, pages=2)
    effect = events.PrintRequest(1, Action.CERTIFIED_COPY, None, sending, COPY, reprint=False, name="Nhiêu")
    slip = request_slip_of(effect, KIOSK, "", reprinted_at=None)
    assert isinstance(slip, CertifiedCopySlip)
    assert (slip.code, slip.key, slip.paper, slip.pages) == ("TAM-DN07-0012-B", "482913", COPY[0][1], 2)


def test_the_slip_of_a_petition_carries_its_key() -> None:
    sending = Sending(code="TAM-DN07-0012-B", key="482913", at=NOW, pages=2)
    effect = events.PrintRequest(1, Action.PETITION, None, sending, PETITION, reprint=False, name="")
    slip = request_slip_of(effect, KIOSK, "", reprinted_at=None)
    assert isinstance(slip, PetitionSlip)
    assert (slip.code, slip.key, slip.category) == ("TAM-DN07-0012-B", "482913", PETITION[0][1])
    assert "Đèn tắt" not in str(slip)


def test_the_slip_of_a_petition_says_that_a_name_was_given_and_not_which() -> None:
    sending = Sending(code="TAM-DN07-0012-B", key="482913", at=NOW)
    effect = events.PrintRequest(
        1, Action.PETITION, None, sending, PETITION, reprint=False, name="Zơrâm Thị Nhiêu"
    )
    slip = request_slip_of(effect, KIOSK, "", reprinted_at=None)
    assert isinstance(slip, PetitionSlip)
    assert slip.named
    assert "Nhiêu" not in str(asdict(slip))
