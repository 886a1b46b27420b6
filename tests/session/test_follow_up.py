"""A dossier that was filed: looked up, supplemented, withdrawn, its draft confirmed, its slip again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, SlipCode, VneidToken
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.kernel.context import Options
from tests.session import words as events
from tests.session.support import CLAIMS, Driver, page
from tests.session.words import (
    DossierShown,
    DraftReading,
    Followed,
    ListMine,
    LookUp,
    LookUpDossier,
    PrintRequest,
    PrintState,
    Sending,
    SendingPhase,
    SendRequest,
    SlipPhase,
)

CODE = "H17.99.01-261124-0007"
PUBLIC = DossierStatus(CODE, stage="4", fresh=True)
OWN = replace(PUBLIC, own=True, reference_uid="uid-9", service_name="Thử")
ASKED = replace(OWN, stage="5", words="Thiếu trang 2")
DRAFT = replace(
    OWN,
    draft_uid="d1",
    draft=(("Họ tên", "Nguyễn Thị Hồng Ơn"), ("Dân tộc", "Kinh")),
    draft_until="2026-11-25T08:30:00+00:00",
)
MADE_AT = datetime.fromisoformat("2026-11-24T08:31:00+00:00")


@pytest.fixture
def driver() -> Driver:
    """Somebody who has touched the tile."""
    made = Driver()
    made.send(events.Begin("follow_up"))
    return made


def show_slip(driver: Driver, code: str = CODE) -> None:
    driver.send(events.QrSeen(driver.visit, SlipCode(code)))


def answer(driver: Driver, found: DossierStatus | None, result: str = "found") -> None:
    number = driver.all_of(LookUpDossier)[-1].number
    driver.send(events.DossierTold(driver.visit, number, result, found))


def sign_in(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, VneidToken("token")))
    driver.send(events.TokenVerified(driver.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))


def to_own(driver: Driver, found: DossierStatus) -> None:
    """A slip was shown, its citizen signed in and is told all."""
    show_slip(driver)
    answer(driver, replace(PUBLIC, stage=found.stage))
    driver.send(events.SignInAsked())
    assert driver.state.step == "sign_in"
    sign_in(driver)
    assert driver.state.step == "dossier"
    answer(driver, found)


def saved(driver: Driver, pages: int = 0) -> None:
    uid = driver.all_of(SendRequest)[-1].reference_uid
    driver.send(events.RequestSaved(driver.visit, uid, "TAM-DN07-0012-B", MADE_AT, pages))


def test_a_slip_leads_to_its_dossier_without_a_touch(driver: Driver) -> None:
    assert driver.state.step == "look_up"
    show_slip(driver)
    assert driver.all_of(LookUpDossier) == [LookUpDossier(driver.visit, 1, CODE, "")]
    answer(driver, PUBLIC)
    assert driver.state.step == "dossier"
    assert not driver.state.knows_somebody


def test_a_code_is_typed(driver: Driver) -> None:
    driver.send(events.CodeEntered("tam dn07 0001"), events.Next())
    assert driver.all_of(LookUpDossier)[-1].code == "tam dn07 0001"
    driver.send(events.Next())
    assert len(driver.all_of(LookUpDossier)) == 1
    answer(driver, None, "wrong_code")
    assert driver.state.of(LookUp).problem == "look_up.wrong_code"
    assert driver.state.step == "look_up"


def test_a_text_that_is_too_long_is_not_cut_to_a_code(driver: Driver) -> None:
    driver.send(events.CodeEntered("TAM-DN07-0001"), events.CodeEntered("TAM-DN07-0001" + "9" * 60))
    assert driver.state.of(LookUp).text == "TAM-DN07-0001"


def test_nothing_typed_asks_nothing(driver: Driver) -> None:
    driver.send(events.CodeEntered("  "), events.Next())
    assert driver.all_of(LookUpDossier) == []
    assert driver.state.of(LookUp).problem == "look_up.empty"


@pytest.mark.parametrize(
    "result", ["unknown", "wrong_code", "other_kiosk", "other_province", "not_now", "too_often"]
)
def test_why_nothing_is_told(driver: Driver, result: str) -> None:
    show_slip(driver)
    answer(driver, None, result)
    assert driver.state.of(LookUp).problem == f"look_up.{result}"
    show_slip(driver)
    assert len(driver.all_of(LookUpDossier)) == 2


def test_another_code_is_refused(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, ForeignQr(ForeignKind.PAYMENT)))
    assert driver.state.of(LookUp).problem == "look_up.not_a_slip"


def test_an_answer_to_an_earlier_question_is_not_shown(driver: Driver) -> None:
    show_slip(driver, "H17.99.01-261124-0001")
    late = driver.all_of(LookUpDossier)[-1].number
    answer(driver, None, "not_now")
    show_slip(driver)
    driver.send(events.DossierTold(driver.visit, late, "found", replace(PUBLIC, code="another")))
    assert driver.state.step == "look_up"
    answer(driver, PUBLIC)
    assert driver.state.of(Followed).found == PUBLIC


def test_who_went_back_before_the_answer_came_waits_for_nothing_at_the_next_dossier(driver: Driver) -> None:
    show_slip(driver)
    answer(driver, PUBLIC)
    driver.send(events.StateSlipAsked(), events.SlipPrinted(driver.visit, "state"))
    driver.send(events.SignInAsked())
    sign_in(driver)
    assert driver.state.of(DossierShown).asking
    driver.send(events.Back())
    answer(driver, OWN)
    assert driver.state.step == "look_up"
    other = replace(OWN, code="H17.99.01-261124-0008")
    show_slip(driver, other.code)
    answer(driver, other)
    shown = driver.state.of(DossierShown)
    assert (driver.state.step, shown.asking, shown.problem) == ("dossier", False, "")
    assert shown.slip is SlipPhase.NOT_ASKED, "the other one's slip"
    driver.wait(400)
    assert driver.state.step == "welcome"


def test_all_of_ones_own_need_a_sign_in(driver: Driver) -> None:
    driver.send(events.MineAsked())
    assert driver.state.step == "sign_in"
    sign_in(driver)
    assert driver.all_of(ListMine) == [ListMine(driver.visit, 1, "ticket")]
    driver.send(events.MineTold(driver.visit, 1, "found", (OWN, ASKED), 0))
    driver.send(events.DossierChosen(CODE))
    assert driver.all_of(LookUpDossier)[-1].ticket == "ticket"
    answer(driver, OWN)
    driver.send(events.Back())
    assert driver.state.of(Followed).found is None
    assert driver.state.step == "dossier"
    driver.send(events.Back())
    assert driver.state.step == "look_up"


def test_a_card_lists_nothing(driver: Driver) -> None:
    """A card's code can be a copy of somebody else's."""
    driver.send(events.MineAsked())
    driver.send(events.QrSeen(driver.visit, CardQr(Claims({"full_name": "A"}), 7)), events.GoOnUnverified())
    assert driver.state.step == "dossier"
    assert driver.all_of(ListMine) == []
    assert driver.state.of(DossierShown).problem == "look_up.sign_in"


def test_nothing_can_be_done_without_a_sign_in(driver: Driver) -> None:
    show_slip(driver)
    answer(driver, replace(PUBLIC, stage="5"))
    for action in (Action.SUPPLEMENT, Action.WITHDRAWAL, Action.CONFIRMATION):
        driver.send(events.ActionAsked(action))
    assert driver.state.step == "dossier"


def test_a_slip_of_somebody_else_offers_nothing(driver: Driver) -> None:
    to_own(driver, replace(PUBLIC, stage="5"))
    for action in (Action.SUPPLEMENT, Action.WITHDRAWAL, Action.CONFIRMATION):
        driver.send(events.ActionAsked(action))
    assert driver.state.step == "dossier"


def test_papers_are_scanned_and_sent(driver: Driver) -> None:
    to_own(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    assert driver.state.step == "scan"
    driver.send(events.Next())
    assert driver.all_of(SendRequest) == []
    driver.scan("p1", "p2")
    driver.send(events.Next())
    assert driver.state.step == "request_sent"
    (sent,) = driver.all_of(SendRequest)
    assert sent.identity is not None
    assert (sent.action, sent.found, sent.identity.ticket) == (Action.SUPPLEMENT, ASKED, "ticket")
    assert [one.page_id for one in sent.pages] == ["p1", "p2"]
    saved(driver, 2)
    (slip,) = driver.all_of(PrintRequest)
    assert (slip.sending.pages, slip.reprint) == (2, False)
    driver.send(events.SlipPrinted(driver.visit, "request"), events.Next())
    assert driver.state.step == "welcome"
    assert driver.state.errands_done == 1


def test_a_withdrawn_dossier_takes_no_papers(driver: Driver) -> None:
    to_own(driver, replace(ASKED, stage="7"))
    driver.send(events.ActionAsked(Action.SUPPLEMENT), events.ActionAsked(Action.WITHDRAWAL))
    assert driver.state.step == "dossier"


@pytest.mark.parametrize("stage", ["3", "7", "8", "9", "10"])
def test_what_is_decided_is_not_withdrawn(driver: Driver, stage: str) -> None:
    to_own(driver, replace(OWN, stage=stage))
    driver.send(events.ActionAsked(Action.WITHDRAWAL))
    assert driver.state.step == "dossier"


def test_a_withdrawal_is_asked_twice(driver: Driver) -> None:
    to_own(driver, OWN)
    driver.send(events.ActionAsked(Action.WITHDRAWAL))
    assert driver.state.step == "withdrawal"
    assert driver.all_of(SendRequest) == []
    driver.send(events.Next())
    assert driver.all_of(SendRequest)[-1].action is Action.WITHDRAWAL
    saved(driver)
    assert driver.state.of(Sending).phase is SendingPhase.SAVED


def test_a_draft_is_right(driver: Driver) -> None:
    to_own(driver, DRAFT)
    driver.send(events.ActionAsked(Action.CONFIRMATION))
    assert driver.state.step == "draft"
    driver.send(events.Next())
    assert dict(driver.all_of(SendRequest)[-1].answers) == {"draft": "d1", "verdict": "right"}


def test_a_draft_is_wrong_in_one_place(driver: Driver) -> None:
    to_own(driver, DRAFT)
    driver.send(events.ActionAsked(Action.CONFIRMATION), events.LineWrong("Dân tộc"), events.Next())
    assert driver.state.step == "draft"
    driver.send(events.Back())
    assert driver.state.of(events.DraftReading).wrong == ""
    driver.send(events.LineWrong("Dân tộc"), events.CorrectionTyped("x" * 5_000))
    reading = driver.state.of(events.DraftReading)
    assert (reading.instead, reading.problem) == ("", "draft.too_long")
    driver.send(events.CorrectionTyped("Cơ Tu"), events.Next())
    sent = dict(driver.all_of(SendRequest)[-1].answers)
    assert sent == {"draft": "d1", "verdict": "wrong", "wrong": "Dân tộc: Cơ Tu"}


def test_a_draft_is_not_confirmed_after_its_day(driver: Driver) -> None:
    driver.wall_clock = datetime.fromisoformat("2026-11-25T08:31:00+00:00")
    to_own(driver, DRAFT)
    driver.send(events.ActionAsked(Action.CONFIRMATION))
    assert driver.state.step == "dossier"


def test_a_day_that_ends_while_the_draft_is_read(driver: Driver) -> None:
    to_own(driver, DRAFT)
    driver.send(events.ActionAsked(Action.CONFIRMATION))
    driver.wall_clock = datetime.fromisoformat("2026-11-25T08:31:00+00:00")
    driver.send(events.Next())
    assert driver.state.step == "draft"
    assert driver.state.of(DraftReading).problem == "draft.over"
    assert driver.all_of(SendRequest) == []
    # Another draft, whose day is not over, does not say so.
    driver.wall_clock = MADE_AT
    driver.send(events.Back(), events.ActionAsked(Action.CONFIRMATION))
    assert driver.state.step == "draft"
    assert driver.state.of(DraftReading) == DraftReading()


def test_a_slip_is_printed_again_but_not_the_roll_empty() -> None:
    driver = Driver(Options(reprints=2))
    driver.send(events.Begin("follow_up"))
    show_slip(driver)
    answer(driver, PUBLIC)
    for _ in range(6):
        driver.send(events.StateSlipAsked(), events.SlipPrinted(driver.visit, "state"))
    assert len(driver.all_of(PrintState)) == 3
    assert not driver.state.of(DossierShown).may_print


def test_a_slip_that_did_not_come_out_costs_no_try() -> None:
    driver = Driver(Options(reprints=0))
    driver.send(events.Begin("follow_up"))
    show_slip(driver)
    answer(driver, PUBLIC)
    for _ in range(3):
        driver.send(events.StateSlipAsked(), events.SlipFailed(driver.visit, "state", "printer.paper_out"))
    assert driver.state.of(DossierShown).may_print


def test_what_was_not_stored_is_tried_again_as_the_same_request(driver: Driver) -> None:
    to_own(driver, OWN)
    driver.send(events.ActionAsked(Action.WITHDRAWAL), events.Next())
    uid = driver.all_of(SendRequest)[-1].reference_uid
    driver.send(events.RequestFailed(driver.visit, uid, "queue.unavailable"))
    assert driver.state.of(Sending).phase is SendingPhase.FAILED
    driver.send(events.TryAgain())
    assert {one.reference_uid for one in driver.all_of(SendRequest)} == {uid}
    saved(driver)
    driver.send(events.SlipFailed(driver.visit, "request", "printer.paper_out"))
    assert driver.state.of(Sending).slip is SlipPhase.WAITING
    driver.send(events.RequestSlipAsked())
    assert [one.reprint for one in driver.all_of(PrintRequest)] == [False, False]


def test_nothing_is_cancelled_while_it_is_made_durable(driver: Driver) -> None:
    to_own(driver, OWN)
    driver.send(events.ActionAsked(Action.WITHDRAWAL), events.Next(), events.CancelAsked())
    assert not driver.state.confirm_cancel
    assert driver.state.step == "request_sent"


def test_two_errands_of_one_visit_need_one_sign_in(driver: Driver) -> None:
    to_own(driver, OWN)
    driver.send(events.ActionAsked(Action.WITHDRAWAL), events.Next())
    saved(driver)
    driver.send(events.Next(), events.Begin("follow_up"))
    show_slip(driver)
    assert driver.all_of(LookUpDossier)[-1].ticket == "ticket"
    answer(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    assert driver.state.step == "scan"
    assert driver.state.of(events.Papers).lines[0].pages == ()


def test_pages_are_the_pages_of_this_dossier(driver: Driver) -> None:
    """What was scanned and left is gone with the errand."""
    to_own(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT), events.StartScan())
    driver.send(events.PageScanned(driver.visit, page("p1")), events.ScanEnded(driver.visit))
    driver.send(events.Back())
    assert driver.state.step == "dossier"
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    assert [one.page_id for one in driver.state.of(events.Papers).lines[0].pages] == ["p1"]


def test_papers_above_what_the_portal_takes_lead_back_to_the_scanner(driver: Driver) -> None:
    to_own(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    driver.scan("p1", "p2")
    driver.send(events.Next())
    (first,) = driver.all_of(SendRequest)
    driver.send(
        events.RequestFailed(driver.visit, first.reference_uid, "prepare.too_large"),
        events.Back(),
    )
    assert driver.state.step == "scan"
    driver.send(events.PageDeleted("p2"), events.Next())
    again = driver.all_of(SendRequest)[-1]
    assert [one.page_id for one in again.pages] == ["p1"]
    assert again.reference_uid == first.reference_uid
    assert driver.state.of(Sending).phase is SendingPhase.SAVING


@pytest.mark.parametrize("problem", ["queue.unavailable", "queue.full"])
def test_what_may_have_been_stored_is_not_changed(driver: Driver, problem: str) -> None:
    to_own(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    driver.scan("p1")
    driver.send(events.Next(), events.Back())
    assert driver.state.step == "request_sent"
    uid = driver.all_of(SendRequest)[-1].reference_uid
    driver.send(events.RequestFailed(driver.visit, uid, problem), events.Back())
    assert driver.state.step == "request_sent"
    driver.send(events.TryAgain())
    saved(driver)
    driver.send(events.Back())
    assert driver.state.step == "request_sent"
