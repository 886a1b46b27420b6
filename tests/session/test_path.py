"""The whole way, with nothing going wrong."""

from __future__ import annotations

from kiosk_app.session import effects, events
from kiosk_app.session.state import CodePhase, SlipPhase, Step, SubmitPhase
from tests.session.support import Driver


def test_from_welcome_to_wiped() -> None:
    driver = Driver()
    driver.to_saved()
    assert driver.state.submission.phase is SubmitPhase.SAVED
    driver.news()
    assert driver.state.submission.phase is SubmitPhase.SENT
    assert driver.state.submission.code == "H17.99.01-261124-0001"
    driver.send(events.Next())
    assert driver.state.step is Step.ORIGINALS
    assert driver.all_of(effects.PrintReceipt) == []
    driver.send(events.Next())
    receipt = driver.all_of(effects.PrintReceipt)[0]
    assert receipt.official_code == "H17.99.01-261124-0001"
    driver.send(events.SlipPrinted(driver.session, "receipt"))
    assert [one.official_code for one in driver.all_of(effects.PrintAppointment)] == ["H17.99.01-261124-0001"]
    driver.send(events.SlipPrinted(driver.session, "appointment"))
    assert driver.state.slips.appointment is SlipPhase.PRINTED
    uid = driver.state.reference_uid
    driver.send(events.Next())
    assert driver.state.step is Step.RATING
    last = driver.send(events.Rated(5))
    assert [type(effect) for effect in last] == [effects.StoreRating, effects.Wipe]
    assert driver.state.step is Step.WELCOME
    assert uid not in repr(driver.state)
    assert "Hồng Ơn" not in repr(driver.state)


def test_reference_uid_is_made_at_the_start_and_never_changes() -> None:
    driver = Driver()
    driver.send(events.Begin())
    uid = driver.state.reference_uid
    assert uid
    driver = Driver()
    driver.to_saved()
    drafts = [effect.draft.reference_uid for effect in driver.all_of(effects.PrepareParts)]
    saved = [effect.reference_uid for effect in driver.all_of(effects.SaveDossier)]
    assert set(drafts + saved) == {driver.state.reference_uid}


def test_next_citizen_gets_another_uid_and_session() -> None:
    driver = Driver()
    driver.send(events.Begin())
    first, session = driver.state.reference_uid, driver.session
    driver.send(events.ConsentRefused(), events.Begin())
    assert driver.state.reference_uid != first
    assert driver.session > session


def test_refusing_consent_reads_nothing_and_ends() -> None:
    driver = Driver()
    driver.send(events.Begin())
    assert [type(effect) for effect in driver.send(events.ConsentRefused())] == [effects.Wipe]
    assert driver.state.step is Step.WELCOME
    assert driver.all_of(effects.StartReader) == []


def test_nobody_begins_while_the_disk_is_full() -> None:
    driver = Driver()
    driver.send(events.HealthChanged(accepting=False), events.Begin())
    assert driver.state.step is Step.WELCOME


def test_double_tap_saves_once() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    driver.send(events.Submit(), events.Submit(), events.Submit())
    assert len(driver.all_of(effects.SaveDossier)) == 1
    driver.send(events.DossierSaved(driver.session, driver.state.reference_uid, "TAM-DN07-0001-K"))
    driver.send(events.Submit())
    assert len(driver.all_of(effects.SaveDossier)) == 1


def test_submit_needs_the_accepted_code() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_sent()
    driver.send(events.Submit())
    assert driver.state.code.phase is CodePhase.SENT
    assert driver.all_of(effects.SaveDossier) == []


def test_what_the_review_prepared_is_what_is_saved_after_a_change() -> None:
    driver = Driver()
    driver.to_review()
    driver.prepared()
    driver.send(events.GoTo("form"))
    assert driver.state.submission.parts == ()
    driver.send(events.Next(), events.Next())
    driver.confirm_all()
    driver.send(events.Next(), events.Next())
    assert driver.state.step is Step.REVIEW
    assert len(driver.all_of(effects.PrepareParts)) == 2


def test_an_answer_for_an_earlier_citizen_changes_nothing() -> None:
    driver = Driver()
    driver.to_review()
    old = driver.session
    driver.send(events.CancelAsked(), events.CancelConfirmed(), events.Begin())
    before = driver.state
    driver.send(events.PartsPrepared(old, (), "TAM-DN07-0009-X"), events.ScanFailed(old, "scanner.jam"))
    assert driver.state == before


def test_a_failed_save_may_be_tried_again_with_the_same_uid() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    driver.send(events.Submit(), events.SavingFailed(driver.session, "queue.full"))
    assert driver.state.submission.phase is SubmitPhase.FAILED
    driver.send(events.TryAgain())
    uids = {effect.reference_uid for effect in driver.all_of(effects.SaveDossier)}
    assert len(driver.all_of(effects.SaveDossier)) == 2
    assert uids == {driver.state.reference_uid}
