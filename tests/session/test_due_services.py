"""Services that are due: told after a sign-in, opened filled in, put off, gone with the citizen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import VneidToken
from kiosk_app.session.facts.due_services import AskDueServices, DueEntry, DueServices
from tests.session import words as events
from tests.session.support import CLAIMS, Driver, component, field, procedure, text

DUE = DueEntry(
    "due-1",
    "9.000001",
    "Thử cho con",
    "Bệnh viện báo con của Ông/Bà mới sinh.",
    "2026-12-24T00:00:00+07:00",
    answers=(("again", "yes"), ("name", "Người Khác"), ("nowhere", "x")),
)
ELSEWHERE = replace(DUE, uid="due-2", service_code="9.999999", title="Ở nơi khác")


def sign_in(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, VneidToken("token")))
    driver.send(events.TokenVerified(driver.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))


@pytest.fixture
def driver() -> Driver:
    """Somebody who has touched the tile and signed in."""
    made = Driver()
    made.send(events.Begin("due_services"))
    sign_in(made)
    assert made.state.step == "due_services"
    return made


def test_one_question_is_asked_for_one_sign_in(driver: Driver) -> None:
    assert [one.ticket for one in driver.all_of(AskDueServices)] == ["ticket"]
    assert driver.state.of(DueServices).result == ""


def test_one_touch_opens_it_filled_in_and_signed_in(driver: Driver) -> None:
    driver.send(events.DueServicesTold(driver.visit, "found", (DUE,)))
    driver.send(events.ServiceOpened("due-1"))
    assert (driver.state.journey, driver.state.step) == ("filing", "papers")
    assert driver.state.of(events.Filing).procedure is not None
    assert driver.state.of(events.Form).answers["again"] == "yes"
    assert driver.state.of(events.Signer).verified
    driver.send(events.PaperBrought("OLD", brought=True), events.ConsentGiven())
    assert driver.state.step == "form"
    answers = driver.state.of(events.Form).answers
    assert answers["name"] == CLAIMS.get("full_name")
    assert "nowhere" not in answers


def test_what_was_opened_is_not_shown_again_in_this_visit(driver: Driver) -> None:
    driver.send(events.DueServicesTold(driver.visit, "found", (DUE, ELSEWHERE)))
    driver.send(events.ServiceOpened("due-1"))
    assert [one.uid for one in driver.state.of(DueServices).open()] == ["due-2"]


def test_what_is_put_off_stays_away_for_the_visit_and_comes_back_with_the_next(driver: Driver) -> None:
    driver.send(events.DueServicesTold(driver.visit, "found", (DUE,)), events.ServicePutOff("due-1"))
    assert driver.state.of(DueServices).open() == ()
    driver.send(events.Next())
    assert driver.state.step == "welcome"
    driver.send(events.Begin("due_services"))
    assert driver.state.step == "due_services"
    assert driver.state.of(DueServices).open() == ()
    assert len(driver.all_of(AskDueServices)) == 1
    driver.send(events.CancelAsked())
    assert driver.state.of(DueServices) == DueServices()


def test_what_cannot_be_filed_here_does_not_open(driver: Driver) -> None:
    driver.send(events.DueServicesTold(driver.visit, "found", (ELSEWHERE,)))
    driver.send(events.ServiceOpened("due-2"), events.ServiceOpened("unknown"))
    assert driver.state.step == "due_services"


@pytest.mark.parametrize("result", ["not_now", "too_often", "sign_in"])
def test_no_answer_is_said_and_may_be_asked_for_again(driver: Driver, result: str) -> None:
    driver.send(events.DueServicesTold(driver.visit, result))
    assert driver.state.of(DueServices).result == result
    driver.send(events.TryAgain())
    assert len(driver.all_of(AskDueServices)) == 2
    driver.send(events.TryAgain())
    assert len(driver.all_of(AskDueServices)) == 2


def test_the_sign_in_of_another_errand_asks_too_and_the_answer_waits_on_the_welcome_screen() -> None:
    driver = Driver()
    driver.to_sign_in()
    sign_in(driver)
    driver.send(events.DueServicesTold(driver.visit, "found", (DUE,)))
    assert driver.state.step == "form"
    driver.send(events.Next())
    driver.scan("p1", "p2")
    driver.send(events.Next())
    driver.prepared()
    driver.send(events.Next())
    driver.code_accepted()
    driver.stored()
    driver.send(events.Next(), events.Next())
    assert driver.state.step in ("welcome", "rating")


def test_a_card_alone_asks_nothing() -> None:
    driver = Driver()
    driver.send(events.Begin("due_services"), events.SignInWithStaff())
    assert driver.all_of(AskDueServices) == []
    assert driver.state.of(DueServices).result == "sign_in"


def test_an_answer_to_an_earlier_visit_changes_nothing(driver: Driver) -> None:
    earlier = driver.visit
    driver.send(events.CancelAsked(), events.CancelConfirmed())
    driver.send(events.DueServicesTold(earlier, "found", (DUE,)))
    assert driver.state.of(DueServices) == DueServices()


def test_nothing_of_it_stands_in_a_record() -> None:
    told = events.DueServicesTold(1, "found", (DUE,))
    assert "Bệnh viện" not in repr(DUE)
    assert "Bệnh viện" not in repr(told)
    assert "Bệnh viện" not in repr(DueServices(services=(DUE,)))


def test_a_procedure_without_papers_opens_where_it_begins() -> None:
    plain = procedure(
        sections=(
            procedure().sections[0],
            replace(procedure().sections[1], fields=(field("child"),), title=text("Con")),
        ),
        components=(component("TK", procedure().components[0].need),),
    )
    driver = Driver(None, plain)
    driver.send(events.Begin("due_services"))
    sign_in(driver)
    due = replace(DUE, answers=(("child", "Zơ Râm Thị Bnướch"),))
    driver.send(events.DueServicesTold(driver.visit, "found", (due,)), events.ServiceOpened("due-1"))
    assert driver.state.step == "consent"
    driver.send(events.ConsentGiven())
    assert driver.state.of(events.Form).answers["child"] == "Zơ Râm Thị Bnướch"


def test_an_answer_about_who_was_signed_out_meanwhile_is_not_kept(driver: Driver) -> None:
    driver.dispatcher.state = driver.state.put(events.Signer(over=True), DueServices())
    driver.send(events.DueServicesTold(driver.visit, "found", (DUE,)))
    assert driver.state.of(DueServices) == DueServices()
