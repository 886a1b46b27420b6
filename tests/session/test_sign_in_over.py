"""A sign-in that is believed no longer: said so, done anew, and nothing is given twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import CardQr, VneidToken
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.steps.request_sent import may_sign_in
from tests.session import words as events
from tests.session.support import CLAIMS, Driver
from tests.session.test_certified_copy import begun as copy_begun
from tests.session.test_follow_up import ASKED, DRAFT, OWN, answer, driver, saved, sign_in, to_own
from tests.session.test_petition import WORDS
from tests.session.test_petition import begun as petition_begun
from tests.session.words import (
    Consent,
    DossierShown,
    DueServices,
    Followed,
    Form,
    ListMine,
    LookUpDossier,
    Papers,
    Petition,
    SaveDossier,
    Sending,
    SendingPhase,
    SendRequest,
    Signer,
    SubmissionState,
)

__all__ = ["driver"]
OTHER = Claims({"full_name": "Nguyễn Văn An", "personal_id": "048090000009"})


def _asked(driver: Driver, action: Action) -> None:
    """To the moment before the request is stored, whatever it is."""
    to_own(driver, {Action.SUPPLEMENT: ASKED, Action.CONFIRMATION: DRAFT}.get(action, OWN))
    driver.send(events.ActionAsked(action))
    if action is Action.SUPPLEMENT:
        driver.scan("p1")
    driver.send(events.Next())
    assert driver.state.step == "request_sent"


def _refused(driver: Driver) -> str:
    uid = driver.all_of(SendRequest)[-1].reference_uid
    driver.send(events.RequestFailed(driver.visit, uid, "sign_in.over"))
    return uid


@pytest.mark.parametrize("action", [Action.WITHDRAWAL, Action.CONFIRMATION, Action.SUPPLEMENT])
def test_the_same_request_goes_out_once_its_citizen_signs_in_anew(driver: Driver, action: Action) -> None:
    _asked(driver, action)
    first = driver.all_of(SendRequest)[-1]
    uid = _refused(driver)
    assert may_sign_in(driver.state.of(Sending))
    assert driver.state.of(Signer) == Signer(over=True)
    # The same again would fail again.
    driver.send(events.TryAgain())
    assert len(driver.all_of(SendRequest)) == 1
    driver.send(events.SignInAnew())
    assert driver.state.step == "sign_in"
    sign_in(driver)
    assert driver.state.step == "request_sent"
    second = driver.all_of(SendRequest)[-1]
    assert replace(second, identity=None) == replace(first, identity=None)
    assert second.reference_uid == uid
    saved(driver, len(second.pages))
    assert driver.state.of(Sending).phase is SendingPhase.SAVED


def test_whoever_turns_back_at_the_sign_in_finds_it_as_it_was(driver: Driver) -> None:
    _asked(driver, Action.WITHDRAWAL)
    _refused(driver)
    driver.send(events.SignInAnew(), events.Back())
    assert driver.state.step == "request_sent"
    assert may_sign_in(driver.state.of(Sending))
    driver.send(events.SignInAnew())
    sign_in(driver)
    assert len(driver.all_of(SendRequest)) == 2


def test_what_one_opened_is_sent_for_nobody_else(driver: Driver) -> None:
    _asked(driver, Action.WITHDRAWAL)
    _refused(driver)
    driver.send(events.SignInAnew(), events.QrSeen(driver.visit, VneidToken("token")))
    driver.send(events.TokenVerified(driver.visit, "token", VerifyResult.VERIFIED, 2, OTHER, "theirs"))
    assert driver.state.of(Sending).problem == "sign_in.other_person"
    assert len(driver.all_of(SendRequest)) == 1
    driver.send(events.SignInAnew())
    sign_in(driver)
    assert len(driver.all_of(SendRequest)) == 2


def test_a_card_does_not_end_a_dossier(driver: Driver) -> None:
    _asked(driver, Action.WITHDRAWAL)
    _refused(driver)
    driver.send(events.SignInAnew(), events.QrSeen(driver.visit, CardQr(CLAIMS, 7)), events.GoOnUnverified())
    assert driver.state.of(Sending).problem == "sign_in.no_account"
    assert len(driver.all_of(SendRequest)) == 1


def _petition() -> Driver:
    driver = petition_begun()
    driver.send(events.CategoryChosen("roads"), events.PetitionTyped(WORDS))
    driver.send(events.PetitionSent(named=True), events.ConsentGiven())
    sign_in(driver)
    return driver


def _copy() -> Driver:
    driver = copy_begun()
    driver.send(events.PaperChosen("diploma"), events.ConsentGiven())
    sign_in(driver)
    driver.scan("p1")
    driver.send(events.Next(), events.PageIsSame("p1"))
    return driver


def _other_account(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, VneidToken("theirs")))
    driver.send(events.TokenVerified(driver.visit, "theirs", VerifyResult.VERIFIED, 2, OTHER, "theirs"))


def _other_card(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, CardQr(OTHER, 7)), events.GoOnUnverified())


def _nobody_told(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, VneidToken("theirs")))
    driver.send(events.TokenVerified(driver.visit, "theirs", VerifyResult.UNAVAILABLE, None, Claims()))
    driver.send(events.GoOnUnverified())


def _with_staff(driver: Driver) -> None:
    driver.send(events.SignInWithStaff())


SOMEBODY_ELSE = [_other_account, _other_card, _nobody_told, _with_staff]


@pytest.mark.parametrize("begun", [_petition, _copy])
@pytest.mark.parametrize("another", SOMEBODY_ELSE)
def test_what_is_about_no_dossier_is_sent_for_nobody_else_either(
    begun: Callable[[], Driver], another: Callable[[Driver], None]
) -> None:
    driver = begun()
    first = driver.all_of(SendRequest)[-1]
    _refused(driver)
    driver.send(events.SignInAnew())
    another(driver)
    # They are asked for nothing, see nothing of it, and have agreed to nothing.
    assert driver.state.step == "request_sent"
    assert driver.state.of(Sending).problem == "sign_in.other_person"
    assert (driver.state.of(Signer), driver.state.of(Consent)) == (Signer(over=True), Consent())
    assert len(driver.all_of(SendRequest)) == 1
    driver.send(events.TryAgain(), events.Back())
    assert driver.state.step == "request_sent"
    assert len(driver.all_of(SendRequest)) == 1
    driver.send(events.SignInAnew())
    sign_in(driver)
    assert driver.all_of(SendRequest)[1:] == [first]
    assert driver.state.of(Consent).given_at == first.consent_given_at


def test_who_begins_their_own_begins_it_anew() -> None:
    driver = _petition()
    first = driver.all_of(SendRequest)[-1]
    _refused(driver)
    driver.send(events.SignInAnew())
    _other_account(driver)
    driver.send(events.CancelAsked(), events.CancelConfirmed(), events.Begin("petition"))
    assert driver.state.of(Petition).text == ""
    driver.send(events.CategoryChosen("water"), events.PetitionTyped("Mất nước ba ngày."))
    driver.send(events.PetitionSent(named=True))
    assert driver.state.step == "consent"
    driver.send(events.ConsentGiven())
    _other_account(driver)
    second = driver.all_of(SendRequest)[-1]
    assert second.reference_uid != first.reference_uid
    assert second.identity is not None
    assert second.identity.claims == OTHER
    assert WORDS not in str(second.answers)


def _dossier_refused() -> Driver:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    driver.send(events.SavingFailed(driver.visit, "sign_in.over"))
    return driver


def test_the_same_dossier_goes_once_its_signer_signs_in_anew() -> None:
    driver = _dossier_refused()
    (first,) = driver.all_of(SaveDossier)
    given = driver.state.of(Form), driver.state.of(Papers)
    assert driver.state.of(Signer) == Signer(over=True)
    # The same again would fail again.
    driver.send(events.TryAgain())
    assert driver.all_of(SaveDossier) == [first]
    driver.send(events.SignInAnew(), events.Back())
    assert driver.state.step == "confirmation"
    driver.send(events.SignInAnew())
    assert driver.state.step == "sign_in"
    sign_in(driver)
    assert driver.state.step == "confirmation"
    second = driver.all_of(SaveDossier)[-1]
    assert replace(second, identity=None) == replace(first, identity=None)
    assert second.identity is not None
    assert second.identity.ticket == "ticket"
    assert (driver.state.of(Form), driver.state.of(Papers)) == given
    driver.stored()
    assert driver.state.of(SubmissionState).durable
    assert driver.state.of(Consent).given_at is not None


@pytest.mark.parametrize("another", SOMEBODY_ELSE)
def test_a_dossier_goes_for_nobody_but_its_signer(another: Callable[[Driver], None]) -> None:
    driver = _dossier_refused()
    given = driver.state.of(Form), driver.state.of(Papers)
    driver.send(events.SignInAnew())
    another(driver)
    assert driver.state.step == "confirmation"
    known = another in (_other_account, _other_card)
    problem = "sign_in.other_person" if known else "sign_in.no_account"
    assert driver.state.of(SubmissionState).problem == problem
    assert (driver.state.of(Signer), driver.state.of(Consent)) == (Signer(over=True), Consent())
    driver.send(events.TryAgain(), events.Back(), events.Next())
    assert driver.state.step == "confirmation"
    assert len(driver.all_of(SaveDossier)) == 1
    driver.send(events.SignInAnew())
    sign_in(driver)
    assert (driver.state.of(Form), driver.state.of(Papers)) == given
    assert len(driver.all_of(SaveDossier)) == 2


def test_a_card_is_no_account_for_what_an_account_signed() -> None:
    driver = _dossier_refused()
    driver.send(events.SignInAnew(), events.QrSeen(driver.visit, CardQr(CLAIMS, 7)), events.GoOnUnverified())
    assert driver.state.of(SubmissionState).problem == "sign_in.no_account"
    assert len(driver.all_of(SaveDossier)) == 1


def test_a_dossier_is_shown_without_contents_and_asks_for_the_sign_in(driver: Driver) -> None:
    to_own(driver, OWN)
    driver.send(events.Next(), events.Begin("follow_up"))
    driver.send(events.CodeEntered(OWN.code), events.Next())
    number = driver.all_of(LookUpDossier)[-1].number
    public = DossierStatus(OWN.code, stage="4")
    driver.send(events.DossierTold(driver.visit, number, "found", public, sign_in_over=True))
    assert driver.state.step == "dossier"
    assert driver.state.of(Signer) == Signer(over=True)
    driver.send(events.SignInAsked())
    sign_in(driver)
    assert driver.all_of(LookUpDossier)[-1].ticket == "ticket"
    assert not driver.state.of(Signer).over


def test_ones_own_are_listed_once_signed_in_anew(driver: Driver) -> None:
    driver.send(events.MineAsked())
    sign_in(driver)
    driver.send(events.MineTold(driver.visit, driver.all_of(ListMine)[-1].number, "sign_in"))
    assert (driver.state.of(Signer).over, driver.state.of(DossierShown).problem) == (True, "")
    driver.send(events.SignInAsked())
    sign_in(driver)
    assert len(driver.all_of(ListMine)) == 2


def test_a_result_leads_back_to_where_one_signs_in(driver: Driver) -> None:
    to_own(driver, replace(OWN, stage="10", results=(("r1", "Giấy xác nhận"),)))
    driver.send(events.ResultAsked("r1"))
    assert driver.state.step == "result"
    driver.send(events.ResultFailed(driver.visit, 1, "sign_in"))
    assert driver.state.of(Followed).found is None
    driver.send(events.Back())
    assert driver.state.step == "dossier"
    assert driver.all_of(LookUpDossier)[-1].ticket == ""
    answer(driver, DossierStatus(OWN.code, stage="10"))
    driver.send(events.SignInAsked())
    assert driver.state.step == "sign_in"


def test_what_is_due_is_asked_once_signed_in_anew() -> None:
    driver = Driver()
    driver.send(events.Begin("due_services"))
    sign_in(driver)
    driver.send(events.DueServicesTold(driver.visit, "sign_in"))
    assert driver.state.step == "due_services"
    driver.send(events.SignInAnew())
    assert driver.state.step == "sign_in"
    sign_in(driver)
    assert driver.state.step == "due_services"
    assert driver.state.of(DueServices).result == ""
