"""The whole way, with nothing going wrong."""

from __future__ import annotations

import pytest

from kiosk_app.session.facts.qr_reader import StartReader
from kiosk_app.session.journeys.registry import JOURNEYS
from kiosk_app.session.kernel.journey import Journey, Leg, always
from kiosk_app.session.kernel.step import Step
from tests.session import words as effects
from tests.session import words as events
from tests.session.support import Driver
from tests.session.words import CodeEntry, CodePhase, Filing, SlipPhase, Slips, SubmissionState, SubmitPhase


def test_from_welcome_to_wiped() -> None:
    driver = Driver()
    driver.to_saved()
    assert driver.state.of(SubmissionState).phase is SubmitPhase.SAVED
    driver.news()
    assert driver.state.of(SubmissionState).phase is SubmitPhase.SENT
    receipt = driver.all_of(effects.PrintReceipt)[0]
    assert receipt.submission.official_code == "H17.99.01-261124-0001"
    driver.send(events.SlipPrinted(driver.visit, "receipt"))
    (appointment,) = driver.all_of(effects.PrintAppointment)
    assert appointment.submission.official_code == "H17.99.01-261124-0001"
    driver.send(events.SlipPrinted(driver.visit, "appointment"))
    assert driver.state.of(Slips).appointment is SlipPhase.PRINTED
    uid = driver.state.of(Filing).reference_uid
    driver.send(events.Next())
    assert driver.state.step == "rating"
    last = driver.send(events.Rated(5))
    assert [type(effect) for effect in last] == [effects.StoreRating, effects.TellErrand, effects.Wipe]
    assert driver.state.step == "welcome"
    assert uid not in repr(driver.state)
    assert "Hồng Ơn" not in repr(driver.state)


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
def test_the_number_of_steps_is_told_only_where_no_answer_can_change_it(journey: Journey) -> None:
    steps = [leg.step.name for leg in journey.legs if leg.counted]
    open_steps = [leg for leg in journey.legs if leg.counted and leg.when is not always]
    told = [journey.progress(step) for step in steps]
    certain = [(number, len(steps)) for number in range(1, len(steps) + 1)]
    assert told == ([(0, 0)] * len(steps) if open_steps else certain)


def test_an_errand_of_certain_steps_counts_them() -> None:
    journey = Journey("j", (Leg(Step("a", {})), Leg(Step("b", {}), counted=False), Leg(Step("c", {}))))
    assert [journey.progress(step) for step in "abc"] == [(1, 2), (0, 0), (2, 2)]
    doubtful = Journey("j", (*journey.legs, Leg(Step("d", {}), when=lambda _state: True)))
    assert [doubtful.progress(step) for step in "abcd"] == [(0, 0)] * 4


def test_reference_uid_is_made_at_the_start_and_never_changes() -> None:
    driver = Driver()
    driver.send(events.Begin())
    assert driver.state.of(Filing).reference_uid
    driver = Driver()
    driver.to_saved()
    drafts = [effect.given.reference_uid for effect in driver.all_of(effects.PrepareParts)]
    saved = [effect.reference_uid for effect in driver.all_of(effects.SaveDossier)]
    assert set(drafts + saved) == {driver.state.of(Filing).reference_uid}


def test_next_citizen_gets_another_uid_and_visit() -> None:
    driver = Driver()
    driver.send(events.Begin())
    first, visit = driver.state.of(Filing).reference_uid, driver.visit
    driver.send(events.Back(), events.Begin())
    assert driver.state.of(Filing).reference_uid != first
    assert driver.visit > visit


def test_refusing_consent_reads_nothing_and_ends() -> None:
    driver = Driver()
    driver.to_consent()
    sent = driver.send(events.ConsentRefused())
    assert [type(effect) for effect in sent] == [effects.CountRefusal, effects.TellErrand, effects.Wipe]
    assert driver.state.step == "welcome"
    assert driver.all_of(StartReader) == []


def test_nobody_begins_while_the_disk_is_full() -> None:
    driver = Driver()
    driver.send(events.HealthChanged(accepting=False), events.Begin())
    assert driver.state.step == "welcome"


def test_nothing_is_stored_before_the_right_code() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    driver.send(events.Next(), events.TryAgain())
    assert driver.state.of(CodeEntry).phase is CodePhase.SENT
    assert driver.all_of(effects.SaveDossier) == []


def test_what_the_review_prepared_is_what_is_saved_after_a_change() -> None:
    driver = Driver()
    driver.to_review()
    driver.prepared()
    driver.send(events.EditAnswers("said"))
    assert driver.state.of(SubmissionState).parts == ()
    assert driver.state.step == "form"
    driver.send(events.Next())
    assert driver.state.step == "review"
    assert len(driver.all_of(effects.PrepareParts)) == 2


def test_files_made_before_a_change_are_not_what_is_shown() -> None:
    driver = Driver()
    driver.to_review()
    late = driver.all_of(effects.PrepareParts)[0].attempt
    driver.send(events.EditAnswers("said"), events.Next())
    assert driver.state.step == "review"
    part = events.PreparedPart("f0", "TK", "Tờ khai cũ", 1, 1, "00" * 32)
    driver.send(events.PartsPrepared(driver.visit, late, (part,), "TAM-DN07-0001-K"))
    assert driver.state.of(SubmissionState).preparing
    driver.prepared()
    assert driver.state.of(SubmissionState).parts[0].file_uid == "f1"


def test_an_answer_for_an_earlier_citizen_changes_nothing() -> None:
    driver = Driver()
    driver.to_review()
    old = driver.visit
    driver.send(events.CancelAsked(), events.CancelConfirmed(), events.Begin())
    before = driver.state
    driver.send(events.PartsPrepared(old, 1, (), "TAM-DN07-0009-X"), events.ScanFailed(old, "scanner.jam"))
    assert driver.state == before
