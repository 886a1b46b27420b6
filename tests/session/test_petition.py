"""A petition: named or not, with papers or without, and never a word of it cut."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import VneidToken
from kiosk_app.session.facts.followed import Action
from kiosk_app.session.facts.petition import CATEGORIES, Petitions
from kiosk_app.session.steps.petition import LONGEST
from tests.session import words as events
from tests.session.support import CLAIMS, Driver, page
from tests.session.words import Petition, PetitionerForm, PrintRequest, Sending, SendingPhase, SendRequest

WORDS = "Đèn đường ở đầu thôn tắt đã hai tuần."
MADE_AT = datetime.fromisoformat("2026-11-24T08:31:00+00:00")


def begun(*, taken: bool = True) -> Driver:
    """Somebody who touched the tile."""
    driver = Driver(settings={Petitions: Petitions(taken=taken)})
    driver.send(events.Begin("petition"))
    return driver


@pytest.fixture
def driver() -> Driver:
    """Somebody who has written what is wrong."""
    made = begun()
    made.send(events.CategoryChosen("roads"), events.PetitionTyped(WORDS))
    return made


def sent(driver: Driver) -> SendRequest:
    """What goes into the queue."""
    (effect,) = driver.all_of(SendRequest)
    return effect


def saved(driver: Driver) -> None:
    uid = sent(driver).reference_uid
    driver.send(events.RequestSaved(driver.visit, uid, "TAM-DN07-0012-B", MADE_AT, 0, "482913"))


def sign_in(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, VneidToken("token")))
    driver.send(events.TokenVerified(driver.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))


def test_without_a_name_three_touches_and_nobody_is_asked_for_anything(driver: Driver) -> None:
    driver.send(events.PetitionSent(named=False))
    assert driver.state.step == "request_sent"
    effect = sent(driver)
    assert (effect.action, effect.found, effect.identity, effect.person) == (Action.PETITION, None, None, ())
    assert dict(effect.answers) == {"category": CATEGORIES[0].name.vi, "words": WORDS}
    assert effect.consent_given_at is None
    saved(driver)
    assert driver.state.of(Sending).phase is SendingPhase.SAVED
    (slip,) = driver.all_of(PrintRequest)
    assert (slip.name, slip.sending.key) == ("", "482913")


def test_who_signed_in_before_and_gives_no_name_is_not_named(driver: Driver) -> None:
    """Signed in for an errand before, in the same visit."""
    driver.send(events.PetitionSent(named=True), events.ConsentGiven())
    sign_in(driver)
    saved(driver)
    driver.send(events.Next(), events.Begin("petition"))
    driver.effects.clear()
    driver.send(events.CategoryChosen("order"), events.PetitionTyped(WORDS), events.PetitionSent(named=False))
    effect = sent(driver)
    assert (effect.identity, effect.person) == (None, ())
    saved(driver)
    assert [slip.name for slip in driver.all_of(PrintRequest)] == [""]


def test_with_a_name_the_notice_is_agreed_to_and_an_account_tells_who(driver: Driver) -> None:
    driver.send(events.PetitionSent(named=True))
    assert driver.state.step == "consent"
    driver.send(events.ConsentGiven())
    assert driver.state.step == "sign_in"
    sign_in(driver)
    effect = sent(driver)
    assert effect.identity is not None
    assert effect.identity.ticket == "ticket"
    assert effect.consent_given_at == driver.wall_clock
    saved(driver)
    assert [slip.name for slip in driver.all_of(PrintRequest)] == [CLAIMS.get("full_name")]


def test_who_has_no_account_types_their_name(driver: Driver) -> None:
    driver.send(events.PetitionSent(named=True), events.ConsentGiven(), events.SignInWithStaff())
    assert driver.state.step == "petitioner"
    driver.send(events.PetitionerTyped("phone", "12"), events.Next())
    assert driver.state.of(PetitionerForm).problems == {"full_name": "required", "phone": "phone"}
    driver.send(
        events.PetitionerTyped("full_name", " Zơra\u0302m  Nhiêu "), events.PetitionerTyped("phone", "")
    )
    driver.send(events.PetitionerTyped("nothing", "x"), events.Next())
    assert dict(sent(driver).person) == {"full_name": "Zơrâm Nhiêu"}
    saved(driver)
    assert [slip.name for slip in driver.all_of(PrintRequest)] == ["Zơrâm Nhiêu"]


def test_a_telephone_number_is_sent_as_it_is_dialled(driver: Driver) -> None:
    driver.send(events.PetitionSent(named=True), events.ConsentGiven(), events.SignInWithStaff())
    driver.send(events.PetitionerTyped("full_name", "Zơrâm Nhiêu"))
    driver.send(events.PetitionerTyped("phone", "+84 905 000 123"), events.Next())
    assert dict(sent(driver).person) == {"full_name": "Zơrâm Nhiêu", "phone": "0905000123"}


def test_whoever_does_not_agree_leaves_and_nothing_is_kept(driver: Driver) -> None:
    driver.send(events.PetitionSent(named=True), events.ConsentRefused())
    assert driver.state.step == "welcome"
    assert driver.all_of(SendRequest) == []
    assert driver.state.of(Petition).text == ""


def test_papers_are_scanned_before_it_is_sent(driver: Driver) -> None:
    driver.send(events.PapersWanted(wanted=True), events.PetitionSent(named=False))
    assert driver.state.step == "scan"
    driver.scan("p1", "p2")
    driver.send(events.Next())
    assert sent(driver).pages == (page("p1"), page("p2"))


def test_who_has_no_paper_after_all_goes_on_without(driver: Driver) -> None:
    driver.send(events.PapersWanted(wanted=True), events.PetitionSent(named=False), events.NotBrought())
    assert sent(driver).pages == ()


def test_papers_that_are_not_wanted_any_more_do_not_go(driver: Driver) -> None:
    driver.send(events.PapersWanted(wanted=True), events.PetitionSent(named=False))
    driver.scan("p1")
    driver.send(events.Back())
    assert driver.state.step == "petition"
    driver.send(events.PapersWanted(wanted=False), events.PetitionSent(named=False))
    assert sent(driver).pages == ()


def test_nothing_written_is_not_sent(driver: Driver) -> None:
    driver.send(events.PetitionTyped("  \n "), events.PetitionSent(named=False))
    assert driver.state.of(Petition).problem == "petition.empty"
    assert driver.all_of(SendRequest) == []


def test_five_thousand_characters_are_refused_and_what_stood_there_stays(driver: Driver) -> None:
    driver.send(events.PetitionTyped("x" * 5_000))
    petition = driver.state.of(Petition)
    assert (petition.text, petition.problem) == (WORDS, "petition.full")
    driver.send(events.PetitionSent(named=False))
    assert dict(sent(driver).answers)["words"] == WORDS


@pytest.mark.parametrize(("extra", "problem"), [(0, ""), (1, "petition.full")])
def test_the_limit_counts_letters_as_they_are_read(driver: Driver, extra: int, problem: str) -> None:
    decomposed = "e\u0302\u0323"
    driver.send(events.PetitionTyped(decomposed * (LONGEST + extra)))
    assert driver.state.of(Petition).problem == problem


def test_back_leads_to_what_it_is_about_and_keeps_the_words(driver: Driver) -> None:
    driver.send(events.Back())
    assert (driver.state.step, driver.state.of(Petition).category) == ("petition", "")
    driver.send(events.CategoryChosen("water"), events.PetitionSent(named=False))
    assert dict(sent(driver).answers) == {"category": CATEGORIES[1].name.vi, "words": WORDS}


def test_a_category_that_is_none_is_not_taken() -> None:
    driver = begun()
    driver.send(events.CategoryChosen("nothing"), events.PetitionSent(named=False))
    assert (driver.state.step, driver.all_of(SendRequest)) == ("petition", [])


def test_a_second_touch_sends_it_once(driver: Driver) -> None:
    driver.send(events.PetitionSent(named=False), events.PetitionSent(named=False))
    assert len(driver.all_of(SendRequest)) == 1


def test_a_full_disk_loses_nothing(driver: Driver) -> None:
    driver.send(events.PetitionSent(named=False))
    uid = sent(driver).reference_uid
    driver.send(events.RequestFailed(driver.visit, uid, "queue.full"), events.TryAgain())
    first, second = driver.all_of(SendRequest)
    assert first == second


def test_a_province_that_takes_none_offers_none() -> None:
    driver = begun(taken=False)
    assert driver.state.step == "welcome"
    assert all(errand.journey != "petition" for errand in driver.state.errands)


def test_papers_above_what_the_portal_takes_lead_back_and_no_word_is_lost(driver: Driver) -> None:
    driver.send(events.PapersWanted(wanted=True), events.PetitionSent(named=False))
    driver.scan("p1", "p2")
    driver.send(events.Next())
    uid = sent(driver).reference_uid
    driver.send(events.RequestFailed(driver.visit, uid, "prepare.too_large"), events.Back())
    assert driver.state.step == "scan"
    driver.send(events.PageDeleted("p2"), events.Next())
    again = driver.all_of(SendRequest)[-1]
    assert (again.pages, again.reference_uid) == ((page("p1"),), uid)
    assert dict(again.answers)["words"] == WORDS


def test_going_back_loses_no_words_unasked(driver: Driver) -> None:
    driver.send(events.Back(), events.Back())
    assert (driver.state.step, driver.state.confirm_cancel) == ("petition", True)
    driver.send(events.CancelDismissed(), events.CategoryChosen("order"))
    assert driver.state.of(Petition).text == WORDS
    driver.send(events.Back(), events.Back(), events.CancelConfirmed())
    assert driver.state.step == "welcome"


def test_who_has_written_nothing_goes_back_unasked() -> None:
    driver = begun()
    driver.send(events.CategoryChosen("roads"), events.Back(), events.Back())
    assert driver.state.step == "welcome"


def test_the_slip_is_offered_again_only_as_often_as_it_is_printed(driver: Driver) -> None:
    """Whoever touches a button that does nothing does not know why."""
    driver.send(events.PetitionSent(named=False))
    saved(driver)
    for _ in range(12):
        driver.send(events.SlipPrinted(driver.visit, "request"))
        before = len(driver.all_of(PrintRequest))
        offered = driver.state.of(Sending).may_print
        driver.send(events.RequestSlipAsked())
        assert (len(driver.all_of(PrintRequest)) > before) is offered
    assert not driver.state.of(Sending).may_print
