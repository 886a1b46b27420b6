"""Printing is its own axis: nothing about it touches the dossier."""

from __future__ import annotations

from kiosk_app.session import effects, events
from kiosk_app.session.state import SlipPhase, Step, SubmitPhase
from tests.session.support import Driver


def to_slip(driver: Driver) -> None:
    driver.send(events.Next(), events.Next())
    assert driver.state.step is Step.SLIP


def test_offline_the_receipt_is_provisional_and_no_appointment_is_printed() -> None:
    driver = Driver()
    driver.to_saved()
    to_slip(driver)
    driver.send(events.SlipPrinted(driver.session, "receipt"))
    receipt = driver.all_of(effects.PrintReceipt)[0]
    assert (receipt.official_code, receipt.provisional_code) == ("", "TAM-DN07-0001-K")
    assert driver.all_of(effects.PrintAppointment) == []


def test_the_appointment_follows_when_the_portal_answers_in_time() -> None:
    driver = Driver()
    driver.to_saved()
    to_slip(driver)
    driver.send(events.SlipPrinted(driver.session, "receipt"))
    driver.news()
    assert len(driver.all_of(effects.PrintAppointment)) == 1
    driver.news()
    assert len(driver.all_of(effects.PrintAppointment)) == 1


def test_no_due_date_no_appointment() -> None:
    driver = Driver()
    driver.to_saved()
    driver.news(due="")
    to_slip(driver)
    driver.send(events.SlipPrinted(driver.session, "receipt"))
    assert driver.all_of(effects.PrintAppointment) == []


def test_paper_out_keeps_the_code_and_prints_when_paper_is_back() -> None:
    driver = Driver()
    driver.to_saved()
    to_slip(driver)
    driver.send(events.SlipFailed(driver.session, "receipt", "printer.paper_out"))
    assert driver.state.slips.receipt is SlipPhase.WAITING
    assert driver.state.submission.phase is SubmitPhase.SAVED
    assert driver.state.submission.code == "TAM-DN07-0001-K"
    driver.send(events.HealthChanged(printer="printer.paper_out"))
    todo = driver.send(events.HealthChanged(printer=""))
    assert [type(one) for one in todo] == [effects.PrintReceipt]


def test_it_also_tries_again_by_itself() -> None:
    driver = Driver()
    driver.to_saved()
    to_slip(driver)
    driver.send(events.SlipFailed(driver.session, "receipt", "printer.unreachable"))
    assert [type(one) for one in driver.wait(5)] == [effects.PrintReceipt]


def test_an_unconfirmed_slip_is_printed_again_only_when_asked_and_marked() -> None:
    driver = Driver()
    driver.to_saved()
    to_slip(driver)
    driver.send(events.SlipFailed(driver.session, "receipt", "printer.unconfirmed"))
    assert driver.wait(20) == []
    driver.send(events.Reprint())
    assert [effect.reprint for effect in driver.all_of(effects.PrintReceipt)] == [False, True]


def test_the_slip_that_may_be_missing_is_the_one_printed_again() -> None:
    driver = Driver()
    driver.to_saved()
    to_slip(driver)
    driver.send(events.SlipPrinted(driver.session, "receipt"))
    driver.news()
    driver.send(events.SlipFailed(driver.session, "appointment", "printer.unconfirmed"))
    driver.send(events.Reprint())
    assert [effect.reprint for effect in driver.all_of(effects.PrintAppointment)] == [False, True]
    assert len(driver.all_of(effects.PrintReceipt)) == 1
    driver.send(events.SlipPrinted(driver.session, "appointment"), events.Reprint())
    assert [effect.reprint for effect in driver.all_of(effects.PrintReceipt)] == [False, True]


def test_a_citizen_who_walks_off_still_gets_the_slip() -> None:
    driver = Driver()
    driver.to_saved()
    driver.wait(30)
    assert driver.state.step is Step.SLIP
    assert len(driver.all_of(effects.PrintReceipt)) == 1


def test_a_refused_dossier_is_told_and_kept() -> None:
    driver = Driver()
    driver.to_saved()
    driver.news(state="rejected")
    assert driver.state.submission.phase is SubmitPhase.REJECTED
    driver.send(events.Next())
    assert driver.state.step is Step.ORIGINALS


def test_a_citizen_cannot_print_the_roll_empty() -> None:
    driver = Driver()
    driver.to_saved()
    to_slip(driver)
    for _ in range(10):
        driver.send(events.SlipPrinted(driver.session, "receipt"), events.Reprint())
    allowed = driver.state.slips.may_reprint
    assert [effect.reprint for effect in driver.all_of(effects.PrintReceipt)] == [False, True, True, True]
    assert not allowed


def test_the_next_citizen_has_all_reprints_again() -> None:
    driver = Driver()
    for _ in range(2):
        driver.to_saved()
        to_slip(driver)
        driver.send(events.SlipPrinted(driver.session, "receipt"))
        assert driver.state.slips.reprints_left == 3
        driver.send(events.Reprint(), events.CancelAsked())
