"""The verification code, online and off."""

from __future__ import annotations

import pytest

from tests.session import words as effects
from tests.session import words as events
from tests.session.support import Driver
from tests.session.words import CodePhase


def test_six_digits_are_checked_by_themselves() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    assert driver.send(events.CodeTyped("12345")) == []
    todo = driver.send(events.CodeTyped("123456"))
    assert [effect.code for effect in todo if isinstance(effect, effects.CheckCode)] == ["123456"]
    assert driver.state.of(events.CodeEntry).phase is CodePhase.CHECKING


def test_three_wrong_tries_lock_and_leave_a_way_on() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    for left in (2, 1, 0):
        driver.send(events.CodeTyped("000000"), events.CodeVerdict(driver.visit, "wrong", left))
    assert driver.state.of(events.CodeEntry).phase is CodePhase.LOCKED
    driver.send(events.NoPhone())
    assert (driver.state.of(events.CodeEntry).phase, driver.state.of(events.CodeEntry).reason) == (
        CodePhase.ON_SCREEN,
        "locked",
    )


def test_wrong_code_is_cleared_and_told() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    driver.send(events.CodeTyped("000000"), events.CodeVerdict(driver.visit, "wrong", 2))
    assert (driver.state.of(events.CodeEntry).typed, driver.state.of(events.CodeEntry).problem) == (
        "",
        "code.wrong",
    )
    assert driver.state.of(events.CodeEntry).tries_left == 2


def test_a_code_that_may_not_be_sent_yet_is_said_to_be_awaited_and_asked_for_again() -> None:
    driver = Driver()
    driver.to_code()
    driver.send(events.CodeRequested(driver.visit, "too_soon", "", 50, 3))
    assert driver.state.of(events.CodeEntry).phase is CodePhase.WAITING
    assert driver.send(events.CodeTyped("123456")) == []
    driver.wait(49)
    assert (driver.state.of(events.CodeEntry).phase, driver.state.of(events.CodeEntry).resend_in_s) == (
        CodePhase.WAITING,
        1,
    )
    asked = len(driver.all_of(effects.RequestCode))
    driver.wait(1)
    assert len(driver.all_of(effects.RequestCode)) == asked + 1
    driver.code_sent()
    assert driver.state.of(events.CodeEntry).phase is CodePhase.SENT


def test_whoever_does_not_want_to_wait_goes_on_with_a_code_on_the_screen() -> None:
    driver = Driver()
    driver.to_code()
    driver.send(events.CodeRequested(driver.visit, "too_soon", "", 50, 3), events.NoPhone())
    assert (driver.state.of(events.CodeEntry).phase, driver.state.of(events.CodeEntry).reason) == (
        CodePhase.ON_SCREEN,
        "no_phone",
    )
    driver.wait(60)
    assert driver.state.of(events.CodeEntry).phase is CodePhase.ON_SCREEN


def test_two_answers_in_the_wrong_order_end_with_the_code_that_was_sent() -> None:
    driver = Driver()
    driver.to_code()
    driver.send(events.CodeRequested(driver.visit, "too_soon", "", 60, 3))
    driver.code_sent()
    assert driver.state.of(events.CodeEntry).phase is CodePhase.SENT


def test_resend_only_after_sixty_seconds() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    assert driver.send(events.ResendCode()) == []
    driver.wait(59)
    assert driver.state.of(events.CodeEntry).resend_in_s == 1
    assert driver.send(events.ResendCode()) == []
    driver.wait(1)
    assert [type(one) for one in driver.send(events.ResendCode())] == [effects.RequestCode]


@pytest.mark.parametrize(
    ("result", "link", "reason"),
    [
        ("no_phone", "online", "no_phone"),
        ("unavailable", "online", "service_unavailable"),
        ("unavailable", "offline", "offline"),
    ],
)
def test_a_code_on_the_screen_is_recorded_as_such(result: str, link: str, reason: str) -> None:
    driver = Driver()
    driver.to_code()
    driver.send(events.HealthChanged(link=link), events.CodeRequested(driver.visit, result, "", 60, 0))
    assert (driver.state.of(events.CodeEntry).phase, driver.state.of(events.CodeEntry).shown_code) == (
        CodePhase.ON_SCREEN,
        "314159",
    )
    driver.send(events.CodeTyped("314158"))
    assert driver.state.of(events.CodeEntry).problem == "code.wrong"
    driver.send(events.CodeTyped("314159"))
    saved = driver.all_of(effects.SaveDossier)[0]
    assert (saved.code_method, saved.code_reason) == ("screen_code", reason)


def test_a_portal_code_is_recorded_as_such() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    saved = driver.all_of(effects.SaveDossier)[0]
    assert (saved.code_method, saved.code_reason) == ("portal_otp", "")


def test_back_and_forth_neither_asks_again_nor_wins_tries() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent(tries=1)
    driver.send(events.Back())
    assert driver.state.step == "review"
    driver.send(events.Next())
    assert len(driver.all_of(effects.RequestCode)) == 1
    assert driver.state.of(events.CodeEntry).tries_left == 1


def test_letters_and_long_input_are_dropped() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    driver.send(events.CodeTyped("12a3-4"))
    assert driver.state.of(events.CodeEntry).typed == "1234"


def test_the_service_dying_between_request_and_check_falls_back_to_the_screen() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    driver.send(events.CodeTyped("123456"), events.CodeVerdict(driver.visit, "unavailable", 0))
    assert (driver.state.of(events.CodeEntry).phase, driver.state.of(events.CodeEntry).reason) == (
        CodePhase.ON_SCREEN,
        "service_unavailable",
    )
