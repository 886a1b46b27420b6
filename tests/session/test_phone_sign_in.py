"""The phone scans a code on the screen, and its owner approves there."""

from __future__ import annotations

import pytest

from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.steps.phone_sign_in import PhonePhase, PhoneSignIn
from tests.session import words as events
from tests.session.support import CLAIMS, Driver


def shown() -> Driver:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.SignInByPhone())
    assert driver.state.step == "phone_sign_in"
    assert len(driver.all_of(events.BeginPhone)) == 1
    driver.send(events.PhoneBegun(driver.visit, "begun", "h1", "https://sso.example/d?c=1", "BDFG-HJKM", 30))
    return driver


def phone(driver: Driver) -> PhoneSignIn:
    return driver.state.of(PhoneSignIn)


def answer(driver: Driver, result: str, handle: str = "h1") -> None:
    driver.send(events.PhoneAnswered(driver.visit, handle, result, 2, CLAIMS, "ticket"))


def test_who_approved_is_asked_and_then_signed_in() -> None:
    driver = shown()
    driver.wait(4)
    assert [one.handle for one in driver.all_of(events.AskPhone)] == ["h1", "h1"]
    answer(driver, "pending")
    assert phone(driver).phase is PhonePhase.SHOWN
    answer(driver, "verified")
    assert phone(driver).phase is PhonePhase.CONFIRM
    assert driver.state.of(Signer).identity is None
    driver.send(events.ThatIsMe())
    assert driver.state.step == "form"
    identity = driver.state.of(Signer).identity
    assert identity is not None
    assert (identity.verified, identity.ticket, identity.claims) == (True, "ticket", CLAIMS)
    assert phone(driver) == PhoneSignIn()


def test_somebody_elses_approval_is_forgotten() -> None:
    driver = shown()
    answer(driver, "verified")
    driver.send(events.NotMe())
    assert phone(driver).candidate is None
    assert driver.state.of(Signer).identity is None
    assert len(driver.all_of(events.BeginPhone)) == 2


def test_a_code_that_nobody_uses_ends_by_itself() -> None:
    driver = shown()
    driver.wait(10)
    assert phone(driver).seconds_left == 20
    driver.wait(20)
    assert (phone(driver).phase, phone(driver).problem) == (PhonePhase.REFUSED, "phone.expired")
    asked = len(driver.all_of(events.AskPhone))
    driver.wait(5)
    assert len(driver.all_of(events.AskPhone)) == asked
    driver.send(events.TryAgain())
    assert phone(driver).phase is PhonePhase.BEGINNING


@pytest.mark.parametrize(
    ("result", "problem"),
    [("denied", "phone.denied"), ("expired", "phone.expired"), ("level_1", "identity.level_1")],
)
def test_a_refusal_says_why(result: str, problem: str) -> None:
    driver = shown()
    answer(driver, result)
    assert (phone(driver).phase, phone(driver).problem) == (PhonePhase.REFUSED, problem)


@pytest.mark.parametrize("result", ["locked", "unavailable"])
def test_a_code_that_cannot_be_had_leaves_the_other_ways(result: str) -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.SignInByPhone(), events.PhoneBegun(driver.visit, result))
    assert phone(driver).problem == f"phone.{result}"
    driver.send(events.Back())
    assert driver.state.step == "sign_in"


def test_an_answer_to_an_earlier_code_changes_nothing() -> None:
    driver = shown()
    answer(driver, "verified", handle="h0")
    assert phone(driver).phase is PhonePhase.SHOWN
