"""A member of staff confirms, or nobody does."""

from __future__ import annotations

import pytest

from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, StaffBadge
from kiosk_app.session.facts.witness import Witness
from kiosk_app.session.steps.staff_check import CheckPhase, StaffCheck
from tests.session import words as events
from tests.session.support import CLAIMS, Driver


def at_check() -> Driver:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.visit, CardQr(CLAIMS, 7)), events.GoOnUnverified())
    driver.send(events.Next())
    driver.scan("p1", "p2")
    driver.send(events.Next())
    driver.prepared()
    driver.send(events.Next())
    assert driver.state.step == "staff_check"
    return driver


def check(driver: Driver) -> StaffCheck:
    return driver.state.of(StaffCheck)


def test_a_badge_confirms_this_dossier() -> None:
    driver = at_check()
    driver.send(events.QrSeen(driver.visit, StaffBadge("badge")))
    asked = driver.all_of(events.CheckBadge)[0]
    assert (asked.reference_uid, asked.badge) == (driver.state.of(events.Filing).reference_uid, "badge")
    assert check(driver).phase is CheckPhase.CHECKING
    driver.send(events.BadgeVerdict(driver.visit, 1, "accepted", "Trần Văn Bảy", "v1.word"))
    assert driver.state.step == "code"
    assert driver.state.of(Witness) == Witness("Trần Văn Bảy", "v1.word")
    driver.send(events.CodeRequested(driver.visit, "no_phone", "", 60, 3))
    driver.send(events.CodeTyped(driver.state.of(events.CodeEntry).shown_code))
    assert driver.all_of(events.SaveDossier)[0].confirmation == "v1.word"


def test_nobody_has_to_wait_for_one() -> None:
    driver = at_check()
    driver.send(events.GoOnWithoutStaff())
    assert driver.state.step == "code"
    assert driver.state.of(Witness).confirmation == ""


@pytest.mark.parametrize("result", ["unknown", "locked", "unavailable"])
def test_a_badge_that_is_not_taken_says_why(result: str) -> None:
    driver = at_check()
    driver.send(
        events.QrSeen(driver.visit, StaffBadge("badge")), events.BadgeVerdict(driver.visit, 1, result)
    )
    assert (check(driver).phase, check(driver).problem) == (CheckPhase.WAITING, f"badge.{result}")
    assert driver.state.of(Witness).confirmation == ""


def test_another_code_is_no_badge() -> None:
    driver = at_check()
    driver.send(events.QrSeen(driver.visit, ForeignQr(ForeignKind.WIFI)))
    assert check(driver).problem == "badge.none"
    assert driver.all_of(events.CheckBadge) == []


def test_whoever_signed_in_is_not_asked_for_staff() -> None:
    driver = Driver()
    driver.to_code()
    assert driver.state.step == "code"


def test_a_verdict_of_nobody_changes_nothing() -> None:
    driver = at_check()
    driver.send(events.BadgeVerdict(driver.visit, 1, "accepted", "x", "y"))
    assert driver.state.of(Witness).confirmation == ""
