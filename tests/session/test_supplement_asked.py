"""What an authority asks for, on paper: for whom the dossier concerns alone, and not without end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.session.facts.followed import DossierStatus
from kiosk_app.session.kernel.context import Options
from tests.session import words as events
from tests.session.support import Driver
from tests.session.test_follow_up import ASKED, CODE, PUBLIC, answer, show_slip, to_own
from tests.session.words import DossierShown, DossierSlip, PrintState, SlipPhase


@pytest.fixture
def driver() -> Driver:
    """Somebody who has touched the tile."""
    made = Driver()
    made.send(events.Begin("follow_up"))
    return made


REQUEST_ASKED = events.StateSlipAsked(DossierSlip.REQUEST)


def test_what_is_asked_for_is_printed_and_marked_when_printed_again(driver: Driver) -> None:
    to_own(driver, ASKED)
    driver.send(REQUEST_ASKED, REQUEST_ASKED)
    (first,) = driver.all_of(PrintState)
    assert (first.found, first.kind, first.again) == (ASKED, DossierSlip.REQUEST, False)
    driver.send(events.SlipPrinted(driver.visit, "state"), events.StateSlipAsked())
    assert driver.all_of(PrintState)[-1].kind is DossierSlip.STATE
    driver.send(events.SlipPrinted(driver.visit, "state"), REQUEST_ASKED)
    assert driver.all_of(PrintState)[-1].again


@pytest.mark.parametrize(("problem", "again"), [("printer.paper_out", False), ("printer.unconfirmed", True)])
def test_a_request_that_did_not_come_out_is_no_reprint(driver: Driver, problem: str, again: bool) -> None:
    to_own(driver, ASKED)
    driver.send(REQUEST_ASKED, events.SlipFailed(driver.visit, "state", problem), REQUEST_ASKED)
    assert [one.again for one in driver.all_of(PrintState)] == [False, again]


def test_another_dossiers_request_is_no_reprint(driver: Driver) -> None:
    to_own(driver, ASKED)
    driver.send(REQUEST_ASKED, events.SlipPrinted(driver.visit, "state"), events.Back())
    other = replace(ASKED, code="H17.99.01-261124-0008")
    show_slip(driver, other.code)
    answer(driver, other)
    driver.send(REQUEST_ASKED)
    assert [(one.found.code, one.again) for one in driver.all_of(PrintState)] == [
        (CODE, False),
        (other.code, False),
    ]


@pytest.mark.parametrize(
    "found",
    [
        replace(ASKED, own=False),
        replace(ASKED, stage="4"),
        replace(ASKED, ended="withdrawn"),
        replace(ASKED, kind="petition"),
        replace(ASKED, words=""),
    ],
)
def test_no_request_is_printed_of_what_is_not_told_or_not_asked(driver: Driver, found: DossierStatus) -> None:
    to_own(driver, found)
    driver.send(REQUEST_ASKED)
    assert driver.all_of(PrintState) == []


def test_nobody_prints_what_is_asked_for_without_a_sign_in(driver: Driver) -> None:
    show_slip(driver)
    answer(driver, replace(PUBLIC, stage="5"))
    driver.send(REQUEST_ASKED)
    assert driver.all_of(PrintState) == []
    assert driver.state.of(DossierShown).slip is SlipPhase.NOT_ASKED


def test_requests_do_not_print_the_roll_empty() -> None:
    driver = Driver(Options(reprints=1))
    driver.send(events.Begin("follow_up"))
    to_own(driver, ASKED)
    for _ in range(4):
        driver.send(REQUEST_ASKED, events.SlipPrinted(driver.visit, "state"))
    assert len(driver.all_of(PrintState)) == 2
