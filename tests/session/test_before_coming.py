"""Asking what a procedure needs: found, told, taken along; nobody signs in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.catalogue.card import FilingPlace
from kiosk_app.catalogue.guide import Guide
from kiosk_app.catalogue.model import Text
from kiosk_app.catalogue.search.found import ClarifyingChoice, Question
from kiosk_app.catalogue.store import LifeEvent
from kiosk_app.session.facts.certified_copy import CertifiedCopies
from kiosk_app.session.facts.followed import Action
from kiosk_app.session.kernel.day import OpeningHours
from kiosk_app.session.kernel.event import Touch
from tests.session import words as events
from tests.session.support import Driver, procedure, text
from tests.session.words import (
    FindProcedures,
    Guidance,
    PrintGuide,
    Search,
    SendRequest,
    SlipPhase,
    TakeAlong,
)
from tests.support.guides import COUNTER, ELSEWHERE, HERE

EVENT = LifeEvent("work", "Việc làm", "Work", business=False, codes=("3.000333",), fields=())
QUESTION = Question(
    "?", "?", (ClarifyingChoice("một", "one", ("1.1",)), ClarifyingChoice("hai", "two", ("2.2",)))
)


@pytest.fixture
def driver() -> Driver:
    """Somebody who has touched the tile."""
    made = Driver(None, procedure(code=HERE.code))
    made.send(events.Begin("before_coming"))
    return made


def answer(driver: Driver, *guides: Guide, question: Question | None = None) -> None:
    number = driver.all_of(FindProcedures)[-1].number
    driver.send(events.ProceduresFound(driver.visit, number, guides, question, (EVENT,), frozenset("a")))


def test_the_list_is_asked_for_at_once_and_nobody_signs_in(driver: Driver) -> None:
    assert driver.state.step == "find_procedure"
    assert driver.all_of(FindProcedures) == [FindProcedures(driver.visit, 1, "", ())]
    answer(driver, HERE)
    driver.send(events.GuideChosen(HERE.code))
    assert driver.state.step == "requirements"
    assert driver.state.of(Guidance).guide == HERE
    assert not driver.state.knows_somebody


def test_each_letter_searches_and_only_the_last_search_is_shown(driver: Driver) -> None:
    driver.send(events.NeedTyped("k"))
    late = driver.all_of(FindProcedures)[-1].number
    driver.send(events.NeedTyped("kh"))
    assert driver.all_of(FindProcedures)[-1].text == "kh"
    driver.send(events.ProceduresFound(driver.visit, late, (COUNTER,), None, (), frozenset()))
    assert driver.state.of(Search).guides == ()
    answer(driver, HERE)
    assert driver.state.of(Search).guides == (HERE,)


def test_the_same_text_again_searches_nothing(driver: Driver) -> None:
    driver.send(events.NeedTyped("khai"))
    assert driver.send(events.NeedTyped("khai")) == []


def test_five_thousand_letters_are_no_need(driver: Driver) -> None:
    driver.send(events.NeedTyped("a" * 5000))
    assert len(driver.state.of(Search).text) == events.MOST_LETTERS


def test_an_answer_to_the_question_and_a_life_event_narrow_and_back_leads_out_of_it(driver: Driver) -> None:
    answer(driver, HERE, question=QUESTION)
    driver.send(events.NeedClarified(1))
    assert driver.all_of(FindProcedures)[-1].codes == ("2.2",)
    driver.send(events.Back())
    assert driver.state.step == "find_procedure"
    assert driver.all_of(FindProcedures)[-1].codes == ()
    answer(driver, HERE)
    driver.send(events.LifeEventChosen("work"))
    assert driver.state.of(Search).narrowed == Text("Việc làm", "Work")
    driver.send(events.Back(), events.Back())
    assert driver.state.step == "welcome"


@pytest.mark.parametrize(
    "event", [events.NeedClarified(7), events.LifeEventChosen("x"), events.GuideChosen("x")]
)
def test_what_is_not_shown_cannot_be_chosen(driver: Driver, event: Touch) -> None:
    answer(driver, HERE, question=QUESTION)
    assert driver.send(event) == []
    assert driver.state.step == "find_procedure"


def test_here_is_what_this_kiosk_offers(driver: Driver) -> None:
    """A form that is in the catalogue and not offered; and one that is offered without a form of its own."""
    answer(
        driver, replace(COUNTER, place=FilingPlace.KIOSK), replace(HERE, place=FilingPlace.COUNTER), ELSEWHERE
    )
    places = [guide.place for guide in driver.state.of(Search).guides]
    assert places == [FilingPlace.COUNTER, FilingPlace.KIOSK, FilingPlace.ELSEWHERE]


def test_what_must_be_done_elsewhere_is_not_said_to_be_filed_here() -> None:
    driver = Driver(None, procedure(code=HERE.code, elsewhere=text("Đến công an xã.")))
    driver.send(events.Begin("before_coming"))
    answer(driver, HERE)
    assert driver.state.of(Search).guides[0].place is FilingPlace.COUNTER


def test_a_catalogue_that_cannot_be_read_is_said_and_tried_again(driver: Driver) -> None:
    driver.send(events.SearchFailed(driver.visit, driver.state.of(Search).number))
    assert driver.state.of(Search).failed
    driver.send(events.TryAgain())
    assert not driver.state.of(Search).failed
    assert driver.all_of(FindProcedures)[-1].number == 2


def test_the_slip_is_printed_when_asked_and_no_roll_is_printed_empty(driver: Driver) -> None:
    answer(driver, HERE)
    driver.send(events.GuideChosen(HERE.code))
    assert driver.all_of(PrintGuide) == []
    for _ in range(10):
        driver.send(events.PrintAsked(), events.PrintAsked(), events.SlipPrinted(driver.visit, "guide"))
    assert driver.all_of(PrintGuide) == [PrintGuide(driver.visit, HERE)] * 4
    assert driver.state.of(TakeAlong).phase is SlipPhase.PRINTED


def test_the_limit_holds_over_several_procedures(driver: Driver) -> None:
    answer(driver, HERE, COUNTER)
    for _ in range(4):
        for code in (HERE.code, COUNTER.code):
            driver.send(events.GuideChosen(code), events.PrintAsked())
            driver.send(events.SlipPrinted(driver.visit, "guide"), events.Back())
    assert len(driver.all_of(PrintGuide)) == 4


@pytest.mark.parametrize(
    ("problem", "phase"),
    [("printer.paper_out", SlipPhase.WAITING), ("printer.unconfirmed", SlipPhase.UNCONFIRMED)],
)
def test_a_slip_that_did_not_come_out_can_be_asked_for_again(
    driver: Driver, problem: str, phase: SlipPhase
) -> None:
    answer(driver, HERE)
    driver.send(events.GuideChosen(HERE.code), events.PrintAsked())
    driver.send(events.SlipFailed(driver.visit, "guide", problem))
    assert driver.state.of(TakeAlong).phase is phase
    driver.send(events.PrintAsked())
    assert len(driver.all_of(PrintGuide)) == 2


def test_the_way_out_asks_nothing_and_nothing_stays(driver: Driver) -> None:
    driver.send(events.NeedTyped("ly hôn"))
    driver.send(events.CancelAsked())
    assert driver.state.step == "welcome"
    assert Search not in driver.state.slices


def test_done_leads_to_the_next_errand(driver: Driver) -> None:
    answer(driver, HERE)
    driver.send(events.GuideChosen(HERE.code), events.Next())
    assert driver.state.step == "welcome"
    driver.send(events.Begin("filing"))
    assert driver.state.journey == "filing"


def test_without_a_procedure_in_force_nothing_is_told() -> None:
    driver = Driver(None, procedure(code="9.1", effective_to=procedure().effective_from))
    assert driver.state.errands == ()


HOURS = OpeningHours(((450, 690), (810, 1020)))


def _read(guide: Guide, *, booked: bool = True, hours: OpeningHours = HOURS) -> Driver:
    """Somebody who reads what a procedure needs."""
    settings = {CertifiedCopies: CertifiedCopies(booked=booked), OpeningHours: hours}
    driver = Driver(None, procedure(code=HERE.code), settings=settings)
    driver.send(events.Begin("before_coming"))
    answer(driver, guide)
    driver.send(events.GuideChosen(guide.code))
    return driver


def test_a_half_day_is_asked_for_where_it_is_handed_in_at_the_counter() -> None:
    driver = _read(COUNTER)
    assert driver.state.of(TakeAlong).books
    driver.send(events.CounterVisitAsked())
    assert driver.state.step == "visit_day"
    half = driver.state.of(events.VisitDay).halves[0]
    driver.send(events.HalfDayChosen(half.day, half.morning), events.ConsentGiven(), events.SignInWithStaff())
    driver.send(events.PetitionerTyped("full_name", "Zơrâm Nhiêu"), events.Next())
    (effect,) = driver.all_of(SendRequest)
    assert effect.action is Action.BOOKING
    assert dict(effect.answers)["matter"] == "Đăng ký khai sinh (1.001193)"


@pytest.mark.parametrize(
    ("guide", "booked", "hours"),
    [
        (HERE, True, HOURS),
        (ELSEWHERE, True, HOURS),
        (replace(COUNTER, repealed=True), True, HOURS),
        (replace(COUNTER, reason=text("Đến công an xã.")), True, HOURS),
        (COUNTER, False, HOURS),
        (COUNTER, True, OpeningHours()),
    ],
    ids=["filed here", "elsewhere", "repealed", "another place", "no address", "no opening hours"],
)
def test_no_half_day_is_offered_where_nobody_would_wait(
    guide: Guide, booked: bool, hours: OpeningHours
) -> None:
    driver = _read(guide, booked=booked, hours=hours)
    driver.send(events.CounterVisitAsked())
    assert driver.state.step == "requirements"


def test_whoever_comes_back_from_the_days_ends_without_one() -> None:
    driver = _read(COUNTER)
    driver.send(events.CounterVisitAsked(), events.Back(), events.Next())
    assert driver.state.step == "welcome"
    assert driver.all_of(SendRequest) == []
