"""Back, cancel and the idle warning work from every step; nothing of the citizen stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk_app.session import effects, events
from kiosk_app.session.change import Options
from kiosk_app.session.state import Step
from tests.session.support import Driver

BEFORE_SAVING: dict[str, Callable[[Driver], object]] = {
    "consent": lambda driver: driver.send(events.Begin()),
    "procedures": lambda driver: driver.send(events.Begin(), events.ConsentGiven()),
    "sign_in": Driver.to_sign_in,
    "form": Driver.to_form,
    "components": Driver.to_components,
    "scan": Driver.to_scan,
    "review": Driver.to_review,
    "code": Driver.to_code,
}


@pytest.mark.parametrize("step", list(BEFORE_SAVING))
def test_cancel_asks_then_wipes(step: str) -> None:
    driver = Driver()
    BEFORE_SAVING[step](driver)
    driver.send(events.CancelAsked())
    assert driver.state.confirm_cancel
    driver.send(events.CancelDismissed())
    assert driver.state.step is Step(step)
    driver.send(events.CancelAsked())
    assert effects.Wipe(driver.session) in driver.send(events.CancelConfirmed())
    assert driver.state.step is Step.WELCOME
    assert "Hồng Ơn" not in repr(driver.state)
    assert driver.state.reference_uid == ""


@pytest.mark.parametrize("step", list(BEFORE_SAVING))
def test_idle_warns_counts_down_and_wipes(step: str) -> None:
    driver = Driver(Options(idle_warning_s=60, idle_countdown_s=20))
    BEFORE_SAVING[step](driver)
    if step == "review":
        driver.prepared()
    driver.wait(59)
    assert not driver.state.idle.warning
    driver.wait(1)
    assert driver.state.idle.warning
    assert driver.state.idle.seconds_left == 20
    driver.wait(10)
    assert driver.state.idle.seconds_left == 10
    driver.send(events.Touched())
    assert not driver.state.idle.warning
    assert driver.state.step is Step(step)
    assert any(isinstance(effect, effects.Wipe) for effect in driver.wait(80))
    assert driver.state.step is Step.WELCOME
    assert driver.state.identity is None


@pytest.mark.parametrize("step", list(BEFORE_SAVING))
def test_back_leads_to_the_welcome_screen_in_the_end(step: str) -> None:
    driver = Driver()
    BEFORE_SAVING[step](driver)
    for _ in range(12):
        driver.send(events.Back())
    assert driver.state.step is Step.WELCOME


def test_back_does_nothing_once_the_dossier_is_saved() -> None:
    driver = Driver()
    driver.to_saved()
    driver.send(events.Back())
    assert driver.state.step is Step.SAVED


def test_nobody_is_idle_while_the_scanner_works() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan())
    driver.wait(200)
    assert driver.state.step is Step.SCAN
    assert not driver.state.idle.warning


def test_cancel_while_saving_waits_for_the_disk() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    driver.send(events.Submit(), events.CancelAsked())
    assert not driver.state.confirm_cancel
    assert driver.state.step is Step.SAVED


def test_after_saving_cancel_is_the_end_of_the_session() -> None:
    driver = Driver()
    driver.to_saved()
    driver.send(events.CancelAsked())
    assert driver.state.step is Step.WELCOME


def test_the_rating_closes_by_itself() -> None:
    driver = Driver()
    driver.to_saved()
    driver.send(events.Next(), events.Next(), events.SlipPrinted(driver.session, "receipt"), events.Next())
    assert driver.state.step is Step.RATING
    driver.wait(30)
    assert driver.state.step is Step.WELCOME


def test_language_is_the_next_citizens_own_choice() -> None:
    driver = Driver()
    driver.send(events.LanguageChosen("en"), events.Begin())
    assert driver.state.language == "en"
    driver.send(events.ConsentRefused())
    assert driver.state.language == "vi"
