"""After the right code: stored once, followed, printed. Printing is its own axis."""

from __future__ import annotations

from kiosk_app.session.facts.helped import Helped
from tests.session import words as effects
from tests.session import words as events
from tests.session.support import Driver
from tests.session.words import SlipPhase, Slips, SubmissionState, SubmitPhase


def slips(driver: Driver) -> Slips:
    return driver.state.of(Slips)


def printed(driver: Driver) -> None:
    """The confirmation of sending came out, without an answer of the portal."""
    driver.to_saved()
    driver.wait(6)
    driver.send(events.SlipPrinted(driver.visit, "receipt"))


def test_the_right_code_submits_once() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    assert driver.state.step == "confirmation"
    driver.send(events.TryAgain(), events.Next(), events.TryAgain())
    assert len(driver.all_of(effects.SaveDossier)) == 1
    driver.stored()
    driver.send(events.TryAgain())
    assert len(driver.all_of(effects.SaveDossier)) == 1


def test_a_failed_save_may_be_tried_again_with_the_same_uid() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    driver.send(events.SavingFailed(driver.visit, "queue.full"))
    assert driver.state.of(SubmissionState).phase is SubmitPhase.FAILED
    driver.send(events.Next())
    assert driver.state.step == "confirmation"
    driver.send(events.TryAgain())
    uids = {effect.reference_uid for effect in driver.all_of(effects.SaveDossier)}
    assert len(driver.all_of(effects.SaveDossier)) == 2
    assert uids == {driver.state.of(events.Filing).reference_uid}


def test_without_an_answer_in_time_the_receipt_is_provisional_and_no_appointment_is_printed() -> None:
    driver = Driver()
    printed(driver)
    (receipt,) = driver.all_of(effects.PrintReceipt)
    assert (receipt.submission.official_code, receipt.submission.provisional_code) == ("", "TAM-DN07-0001-K")
    assert driver.all_of(effects.PrintAppointment) == []


def test_the_slip_is_told_who_helped() -> None:
    driver = Driver()
    helped = Helped("relative", "Zơrâm Nhung", "Con", read_back="heard")
    driver.send(events.HealthChanged(link="offline"))
    driver.to_code()
    driver.dispatcher.state = driver.state.put(helped)
    driver.code_accepted()
    driver.stored()
    assert driver.all_of(effects.PrintReceipt)[0].helped == helped


def test_offline_nothing_is_waited_for() -> None:
    driver = Driver()
    driver.send(events.HealthChanged(link="offline"))
    driver.to_saved()
    assert len(driver.all_of(effects.PrintReceipt)) == 1


def test_the_answer_of_the_portal_is_on_the_receipt_when_it_comes_in_time() -> None:
    driver = Driver()
    driver.to_saved()
    driver.wait(2)
    assert driver.all_of(effects.PrintReceipt) == []
    driver.news()
    (receipt,) = driver.all_of(effects.PrintReceipt)
    assert receipt.submission.official_code == "H17.99.01-261124-0001"


def test_the_appointment_follows_the_receipt_once() -> None:
    driver = Driver()
    printed(driver)
    driver.news()
    assert len(driver.all_of(effects.PrintAppointment)) == 1
    driver.news()
    assert len(driver.all_of(effects.PrintAppointment)) == 1


def test_before_an_authority_has_received_it_there_is_no_appointment() -> None:
    driver = Driver()
    printed(driver)
    driver.news(received=False)
    assert driver.state.of(SubmissionState).official_code
    assert driver.all_of(effects.PrintAppointment) == []
    driver.news(received=True)
    assert len(driver.all_of(effects.PrintAppointment)) == 1


def test_no_due_date_no_appointment() -> None:
    driver = Driver()
    driver.to_saved()
    driver.news(due="")
    driver.send(events.SlipPrinted(driver.visit, "receipt"))
    assert driver.all_of(effects.PrintAppointment) == []


def test_paper_out_keeps_the_code_and_prints_when_paper_is_back() -> None:
    driver = Driver()
    driver.to_saved()
    driver.wait(6)
    driver.send(events.SlipFailed(driver.visit, "receipt", "printer.paper_out"))
    assert slips(driver).receipt is SlipPhase.WAITING
    assert driver.state.of(SubmissionState).phase is SubmitPhase.SAVED
    assert driver.state.of(SubmissionState).code == "TAM-DN07-0001-K"
    driver.send(events.HealthChanged(printer="printer.paper_out"))
    todo = driver.send(events.HealthChanged(printer=""))
    assert [type(one) for one in todo] == [effects.PrintReceipt]


def test_it_also_tries_again_by_itself() -> None:
    driver = Driver()
    driver.to_saved()
    driver.wait(6)
    driver.send(events.SlipFailed(driver.visit, "receipt", "printer.unreachable"))
    assert [type(one) for one in driver.wait(5)] == [effects.PrintReceipt]


def test_an_unconfirmed_slip_is_printed_again_only_when_asked_and_marked() -> None:
    driver = Driver()
    driver.to_saved()
    driver.wait(6)
    driver.send(events.SlipFailed(driver.visit, "receipt", "printer.unconfirmed"))
    assert driver.wait(20) == []
    driver.send(events.Reprint())
    assert [effect.reprint for effect in driver.all_of(effects.PrintReceipt)] == [False, True]


def test_the_slip_that_may_be_missing_is_the_one_printed_again() -> None:
    driver = Driver()
    printed(driver)
    driver.news()
    driver.send(events.SlipFailed(driver.visit, "appointment", "printer.unconfirmed"))
    driver.send(events.Reprint())
    assert [effect.reprint for effect in driver.all_of(effects.PrintAppointment)] == [False, True]
    assert len(driver.all_of(effects.PrintReceipt)) == 1
    driver.send(events.SlipPrinted(driver.visit, "appointment"), events.Reprint())
    assert [effect.reprint for effect in driver.all_of(effects.PrintReceipt)] == [False, True]


def test_a_citizen_who_walks_off_still_gets_the_slip() -> None:
    driver = Driver()
    driver.to_saved()
    driver.wait(30)
    assert len(driver.all_of(effects.PrintReceipt)) == 1


def test_a_slip_that_prints_late_prints_while_the_rating_is_asked_for() -> None:
    driver = Driver()
    driver.to_saved()
    driver.send(events.Next())
    assert driver.state.step == "rating"
    driver.news()
    assert len(driver.all_of(effects.PrintReceipt)) == 1


def test_a_refused_dossier_is_told_and_kept() -> None:
    driver = Driver()
    driver.to_saved()
    driver.news(state="rejected")
    assert driver.state.of(SubmissionState).phase is SubmitPhase.REJECTED
    assert len(driver.all_of(effects.PrintReceipt)) == 1


def test_a_citizen_cannot_print_the_roll_empty() -> None:
    driver = Driver()
    printed(driver)
    for _ in range(10):
        driver.send(events.Reprint(), events.SlipPrinted(driver.visit, "receipt"))
    allowed = slips(driver).may_reprint
    assert [effect.reprint for effect in driver.all_of(effects.PrintReceipt)] == [False, True, True, True]
    assert not allowed


def test_the_next_citizen_has_all_reprints_again() -> None:
    driver = Driver()
    for _ in range(2):
        printed(driver)
        assert slips(driver).reprints_left == 3
        driver.send(events.Reprint(), events.CancelAsked())


def test_another_errand_keeps_who_signed_in_and_nothing_of_the_dossier() -> None:
    driver = Driver()
    printed(driver)
    uid, visit = driver.state.of(events.Filing).reference_uid, driver.visit
    todo = driver.send(events.AnotherErrand())
    assert effects.Wipe(visit) in todo
    assert driver.state.step == "welcome"
    assert driver.state.of(events.Signer).identity is not None
    assert driver.state.of(events.Form).answers == {}
    driver.send(events.Begin(), events.ProcedureChosen("9.000001"), events.PaperAsked("again", "no"))
    assert driver.state.step == "form"
    assert driver.state.of(events.Filing).reference_uid not in ("", uid)


def test_between_two_errands_nobody_is_kept_signed_in() -> None:
    driver = Driver()
    printed(driver)
    driver.send(events.AnotherErrand())
    driver.wait(76)
    assert driver.state.presence.warning
    driver.wait(20)
    assert driver.state.of(events.Signer).identity is None
    assert "Hồng Ơn" not in repr(driver.state)
