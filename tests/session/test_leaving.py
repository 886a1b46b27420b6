"""Back, cancel and the idle warning work from every step; nothing of the citizen stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk_app.identity.payload import ForeignKind, ForeignQr, VneidToken
from kiosk_app.session.facts.qr_reader import QrSeen
from kiosk_app.session.kernel.context import Options
from tests.session import words as effects
from tests.session import words as events
from tests.session.support import Driver

BEFORE_SAVING: dict[str, Callable[[Driver], object]] = {
    "procedures": lambda driver: driver.send(events.Begin()),
    "papers": Driver.to_papers,
    "consent": Driver.to_consent,
    "sign_in": Driver.to_sign_in,
    "form": Driver.to_form,
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
    assert driver.state.step is step
    driver.send(events.CancelAsked())
    assert effects.Wipe(driver.visit) in driver.send(events.CancelConfirmed())
    assert driver.state.step == "welcome"
    assert "Hồng Ơn" not in repr(driver.state)
    assert driver.state.of(events.Filing).reference_uid == ""


def warns_after(driver: Driver) -> int:
    """Seconds without a touch until the screen warns here."""
    for second in range(600):
        if driver.state.presence.warning:
            return second
        driver.wait(1)
    raise AssertionError("it never warns")


@pytest.mark.parametrize("step", list(BEFORE_SAVING))
def test_idle_warns_counts_down_and_wipes(step: str) -> None:
    driver = Driver(Options(idle_warning_s=60, idle_countdown_s=20))
    BEFORE_SAVING[step](driver)
    if step == "review":
        driver.prepared()
    waited = warns_after(driver)
    assert waited >= 60
    assert driver.state.presence.seconds_left == 20
    assert driver.all_of(effects.PlaySound)[-1] == effects.PlaySound(effects.Sound.WARNING)
    driver.wait(10)
    assert driver.state.presence.seconds_left == 10
    driver.send(events.Touched())
    assert not driver.state.presence.warning
    assert driver.state.step == step
    assert any(isinstance(effect, effects.Wipe) for effect in driver.wait(waited + 20))
    assert driver.state.step == "welcome"
    assert driver.state.of(events.Signer).identity is None


def test_who_needs_larger_text_is_given_more_time() -> None:
    waited = []
    for size in (0, 1, 2):
        driver = Driver()
        driver.to_form()
        driver.send(events.TextSizeChosen(size))
        waited.append(warns_after(driver))
    assert waited == sorted(set(waited))


def test_a_phone_may_take_longer_to_find_than_a_tile_to_touch() -> None:
    at_form, at_sign_in = Driver(), Driver()
    at_form.to_form()
    at_sign_in.to_sign_in()
    assert warns_after(at_sign_in) > warns_after(at_form)


def test_more_time_is_given_on_this_step_only() -> None:
    driver = Driver()
    driver.to_form()
    usual = warns_after(driver)
    driver.send(events.MoreTime())
    assert not driver.state.presence.warning
    assert warns_after(driver) == usual + 120
    driver.send(events.Touched(), events.Next(), events.Back())
    assert driver.state.step == "form"
    assert warns_after(driver) == usual


PROOFS: dict[str, Callable[[Driver], object]] = {
    "a code that is shown": lambda driver: QrSeen(driver.visit, VneidToken("t")),
    "a foreign code": lambda driver: QrSeen(driver.visit, ForeignQr(ForeignKind.WIFI)),
}


@pytest.mark.parametrize("proof", list(PROOFS))
def test_a_code_read_under_the_warning_does_not_end_in_a_wipe(proof: str) -> None:
    driver = Driver()
    driver.to_sign_in()
    warns_after(driver)
    event = PROOFS[proof](driver)
    assert isinstance(event, QrSeen)
    driver.send(event)
    assert not driver.state.presence.warning
    driver.wait(30)
    assert driver.state.step == "sign_in"


def test_paper_that_is_moved_under_the_warning_proves_that_somebody_is_there() -> None:
    driver = Driver()
    driver.to_scan()
    warns_after(driver)
    driver.send(events.PaperSensed(driver.visit, present=True))
    assert not driver.state.presence.warning


def test_a_late_result_is_no_sign_of_life() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1")
    warns_after(driver)
    driver.send(events.TitleRead(driver.visit, "p1", "Giấy chứng sinh"))
    assert driver.state.presence.warning


def test_help_is_called_told_and_ended() -> None:
    driver = Driver()
    driver.to_scan()
    todo = driver.send(events.HelpAsked())
    assert todo == [
        effects.PlaySound(effects.Sound.CALL),
        effects.TellHelp(driver.visit, wanted=True, step="scan"),
    ]
    assert driver.state.help_wanted
    assert driver.send(events.HelpAsked()) == []
    assert driver.send(events.HelpEnded()) == [effects.TellHelp(driver.visit, wanted=False, step="scan")]
    driver.send(events.HelpAsked(), events.CancelAsked())
    visit = driver.visit
    assert effects.TellHelp(visit, wanted=False, step="scan") in driver.send(events.CancelConfirmed())
    assert not driver.state.help_wanted


@pytest.mark.parametrize("step", list(BEFORE_SAVING))
def test_back_leads_to_the_welcome_screen_in_the_end(step: str) -> None:
    driver = Driver()
    BEFORE_SAVING[step](driver)
    for _ in range(12):
        driver.send(events.Back())
    if step not in ("procedures", "papers", "consent"):
        # Somebody agreed or signed in: it is asked before that is lost.
        assert driver.state.confirm_cancel
        driver.send(events.CancelConfirmed())
    assert driver.state.step == "welcome"


def test_back_does_nothing_once_the_dossier_is_saved() -> None:
    driver = Driver()
    driver.to_saved()
    driver.send(events.Back())
    assert driver.state.step == "confirmation"


def test_nobody_is_idle_while_the_scanner_works() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan())
    driver.wait(200)
    assert driver.state.step == "scan"
    assert not driver.state.presence.warning


def test_cancel_while_saving_waits_for_the_disk() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    driver.send(events.CancelAsked())
    assert not driver.state.confirm_cancel
    assert driver.state.step == "confirmation"


def test_after_saving_cancel_is_the_end_of_the_session() -> None:
    driver = Driver()
    driver.to_saved()
    driver.send(events.CancelAsked())
    assert driver.state.step == "welcome"


def test_the_rating_closes_by_itself() -> None:
    driver = Driver()
    driver.to_saved()
    driver.send(events.Next())
    assert driver.state.step == "rating"
    driver.wait(30)
    assert driver.state.step == "welcome"


def test_language_is_the_next_citizens_own_choice() -> None:
    driver = Driver()
    driver.send(events.LanguageChosen("en"), events.Begin())
    assert driver.state.language == "en"
    driver.send(events.Back())
    assert driver.state.language == "vi"
