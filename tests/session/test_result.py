"""An electronic result is looked at by its owner alone, and printed copy by copy, none too many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.session.facts.results import ResultPage, ResultPrinter
from tests.session import words as events
from tests.session.support import Driver
from tests.session.test_follow_up import OWN, to_own
from tests.session.words import FetchResult, ForgetResult, PrintCopy, ResultPhase, ResultShown

FINISHED = replace(OWN, stage="9", results=(("r1", "Giấy xác nhận"),))
PAGES = (ResultPage("1", b"jpeg"),)


@pytest.fixture
def driver() -> Driver:
    """Somebody who signed in and is told of their finished dossier."""
    made = Driver(settings={ResultPrinter: ResultPrinter(installed=True, most_copies=3)})
    made.send(events.Begin("follow_up"))
    to_own(made, FINISHED)
    return made


def fetched(driver: Driver) -> None:
    driver.send(events.ResultAsked("r1"))
    driver.send(events.ResultCame(driver.visit, number(driver), PAGES))


def number(driver: Driver) -> int:
    return driver.state.of(ResultShown).number


def came_out(driver: Driver) -> None:
    driver.send(events.CopyPrinted(driver.visit, number(driver)))


def shown(driver: Driver) -> ResultShown:
    return driver.state.of(ResultShown)


def test_two_copies_are_two_jobs_one_behind_the_other(driver: Driver) -> None:
    fetched(driver)
    assert driver.all_of(FetchResult)[-1].ticket == "ticket"
    driver.send(events.CopiesChosen(2), events.Next())
    assert len(driver.all_of(PrintCopy)) == 1
    driver.send(events.Next(), events.TryAgain(), events.Back())
    assert len(driver.all_of(PrintCopy)) == 1, "an impatient touch printed another one"
    came_out(driver)
    assert len(driver.all_of(PrintCopy)) == 2
    came_out(driver)
    assert (len(driver.all_of(PrintCopy)), shown(driver).printed) == (2, 2)
    driver.send(events.Next())
    assert driver.state.step == "welcome"
    assert driver.all_of(ForgetResult)


def test_a_failed_copy_is_printed_again_when_asked(driver: Driver) -> None:
    fetched(driver)
    driver.send(events.CopiesChosen(2), events.Next())
    came_out(driver)
    driver.send(events.CopyFailed(driver.visit, number(driver), "document_printer.no_paper"))
    assert (shown(driver).phase, shown(driver).printed) == (ResultPhase.SHOWN, 1)
    assert not shown(driver).partly
    driver.send(events.Next())
    driver.send(events.CopyFailed(driver.visit, number(driver), "document_printer.offline", partly=True))
    assert (shown(driver).partly, shown(driver).printed) == (True, 1)
    driver.send(events.Next())
    assert not shown(driver).partly
    came_out(driver)
    assert (len(driver.all_of(PrintCopy)), shown(driver).printed) == (4, 2)


def test_a_copy_that_may_be_out_counts_as_one(driver: Driver) -> None:
    fetched(driver)
    driver.send(events.Next())
    driver.send(events.CopyFailed(driver.visit, number(driver), "document_printer.unconfirmed"))
    assert shown(driver).printed == 1
    driver.send(events.Next())
    assert len(driver.all_of(PrintCopy)) == 1


@pytest.mark.parametrize("copies", [0, -1, 4, 99])
def test_no_more_copies_than_the_commune_allows(driver: Driver, copies: int) -> None:
    fetched(driver)
    driver.send(events.CopiesChosen(copies))
    assert shown(driver).wanted == 1


def test_what_comes_after_the_way_back_is_not_shown(driver: Driver) -> None:
    driver.send(events.ResultAsked("r1"))
    late = number(driver)
    driver.send(events.Back())
    assert driver.state.step == "dossier"
    driver.send(events.ResultCame(driver.visit, late, PAGES))
    driver.send(events.ResultAsked("r1"))
    driver.send(events.ResultCame(driver.visit, late, PAGES))
    assert shown(driver).pages == ()


def test_an_unpaid_result_names_the_sum(driver: Driver) -> None:
    driver.send(events.ResultAsked("r1"))
    driver.send(events.ResultFailed(driver.visit, number(driver), "unpaid", 8_000))
    assert (shown(driver).problem, shown(driver).amount_vnd) == ("result.unpaid", 8_000)
    driver.send(events.TryAgain())
    assert len(driver.all_of(FetchResult)) == 2


@pytest.mark.parametrize(
    "found",
    [replace(FINISHED, own=False, results=()), replace(FINISHED, stage="4"), replace(FINISHED, own=False)],
    ids=["nobody's", "unfinished", "somebody else's"],
)
def test_nothing_is_fetched_that_is_not_finished_and_ones_own(found: events.DossierStatus) -> None:
    made = Driver(settings={ResultPrinter: ResultPrinter(installed=True)})
    made.send(events.Begin("follow_up"))
    to_own(made, found)
    made.send(events.ResultAsked("r1"))
    assert made.state.step == "dossier"
    assert made.all_of(FetchResult) == []


def test_a_kiosk_without_such_a_printer_shows_it_and_says_where() -> None:
    made = Driver(settings={ResultPrinter: ResultPrinter(elsewhere="Quầy 3")})
    made.send(events.Begin("follow_up"))
    to_own(made, FINISHED)
    fetched(made)
    assert (shown(made).installed, shown(made).elsewhere) == (False, "Quầy 3")
    made.send(events.Next())
    assert made.all_of(PrintCopy) == []
    assert made.state.step == "welcome"
