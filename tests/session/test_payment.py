"""Paying: shown, paid, and paid only when the portal or the terminal says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.catalogue.model import Fee
from kiosk_app.identity.payload import SlipCode
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.facts.payment import DossierFee, PaymentMeans, WaysToPay
from kiosk_app.session.facts.printing import UNCONFIRMED
from tests.session import words as events
from tests.session.support import Driver, procedure, text
from tests.session.words import (
    AskFee,
    FeeAnswered,
    GiveUpTerminal,
    PayAtTerminal,
    Payment,
    PaymentNotSaved,
    PaymentPhase,
    PaymentSaved,
    PrintPayment,
    ReportTransfer,
    SlipPhase,
)
from tests.support.payments import CODE, DUE, PAID, TWICE, WAYS

FOUND = DossierStatus(CODE, stage="6", fresh=True)
NO_AMOUNT = replace(DUE, amount_vnd=None, total_vnd=None, lines=(), words="Cơ quan thuế sẽ báo.")


def begun(ways: WaysToPay = WAYS, *, from_dossier: bool = False) -> Driver:
    """Somebody showed a slip to pay for."""
    driver = Driver(settings={WaysToPay: ways})
    driver.send(events.HealthChanged(link="online"))
    driver.send(events.Begin("follow_up" if from_dossier else "payment"))
    driver.send(events.QrSeen(driver.visit, SlipCode(CODE)))
    driver.send(events.DossierTold(driver.visit, driver.state.of(events.LookUp).number, "found", FOUND))
    if from_dossier:
        driver.send(events.ActionAsked(Action.PAYMENT))
    assert driver.state.step == "payment"
    return driver


def answer(driver: Driver, result: str, fee: DossierFee = DUE) -> None:
    """The daemon's answer to the last question."""
    driver.send(FeeAnswered(driver.visit, driver.state.of(Payment).number, result, fee))


def due(ways: WaysToPay = WAYS) -> Driver:
    """The fee is on the screen."""
    driver = begun(ways)
    answer(driver, "due")
    return driver


def test_a_slip_and_a_touch_lead_to_the_code() -> None:
    driver = due()
    assert driver.all_of(AskFee)[0].code == CODE
    payment = driver.state.of(Payment)
    assert payment.phase is PaymentPhase.DUE
    assert "540516000" in payment.transfer
    assert CODE in payment.transfer
    assert not driver.state.knows_somebody


def test_from_the_dossiers_page_without_a_sign_in() -> None:
    driver = begun(from_dossier=True)
    answer(driver, "due")
    assert driver.state.of(Payment).phase is PaymentPhase.DUE
    driver.send(events.Back())
    assert driver.state.step == "dossier"


def test_it_asks_again_until_the_portal_says_paid_and_prints_once() -> None:
    driver = due()
    asked = len(driver.all_of(AskFee))
    driver.wait(10)
    assert len(driver.all_of(AskFee)) == asked + 1, "one question at a time"
    answer(driver, "due")
    driver.wait(4)
    answer(driver, "paid", PAID)
    assert driver.state.of(Payment).phase is PaymentPhase.PAID
    assert len(driver.all_of(PrintPayment)) == 1
    driver.send(events.SlipPrinted(driver.visit, "payment"))
    asked = len(driver.all_of(AskFee))
    driver.wait(10)
    assert len(driver.all_of(AskFee)) == asked
    driver.send(events.Next())
    assert driver.state.step == "welcome"


def test_what_was_paid_before_prints_only_when_asked() -> None:
    driver = begun()
    answer(driver, "paid", PAID)
    assert driver.all_of(PrintPayment) == []
    driver.send(events.PaymentSlipAsked())
    assert len(driver.all_of(PrintPayment)) == 1


def test_a_late_answer_to_an_earlier_question_changes_nothing() -> None:
    driver = due()
    driver.send(FeeAnswered(driver.visit, 0, "paid", PAID))
    assert driver.state.of(Payment).phase is PaymentPhase.DUE


@pytest.mark.parametrize(
    ("result", "fee", "ways", "problem"),
    [
        ("due", NO_AMOUNT, WAYS, "payment.amount_unknown"),
        ("due", DUE, WaysToPay(), "payment.no_way"),
        ("due", replace(DUE, code=""), WaysToPay(WAYS.account), "payment.no_way"),
        ("due", replace(DUE, code="H17.99.01.02.03-261124-0007"), WaysToPay(WAYS.account), "payment.no_way"),
        ("not_now", DUE, WAYS, "payment.not_now"),
        ("not_sent", DUE, WAYS, "payment.not_sent"),
        ("unknown", DUE, WAYS, "look_up.unknown"),
        ("too_often", DUE, WAYS, "look_up.too_often"),
    ],
)
def test_what_cannot_be_paid_here_is_paid_at_the_counter(
    result: str, fee: DossierFee, ways: WaysToPay, problem: str
) -> None:
    driver = begun(ways, from_dossier=True)
    answer(driver, result, fee)
    payment = driver.state.of(Payment)
    assert (payment.phase, payment.problem, payment.transfer) == (PaymentPhase.COUNTER, problem, "")
    driver.send(events.TransferSaid(), events.TerminalChosen())
    assert driver.all_of(ReportTransfer) == []
    assert driver.all_of(PayAtTerminal) == []
    driver.send(events.Next())
    assert driver.state.step == "welcome"


def test_nothing_is_due() -> None:
    driver = begun()
    answer(driver, "none")
    assert driver.state.of(Payment).phase is PaymentPhase.NOTHING


def test_the_net_comes_back() -> None:
    driver = begun()
    answer(driver, "not_now")
    driver.wait(12)
    answer(driver, "due")
    assert driver.state.of(Payment).phase is PaymentPhase.DUE


def test_the_net_goes_while_somebody_pays() -> None:
    driver = due()
    driver.wait(4)
    answer(driver, "not_now")
    assert driver.state.of(Payment).phase is PaymentPhase.DUE
    driver.send(events.TransferSaid())
    (report,) = driver.all_of(ReportTransfer)
    assert driver.state.of(Payment).phase is PaymentPhase.SAVING
    at = driver.wall_clock
    driver.send(
        PaymentSaved(driver.visit, report.reference_uid, "TAM-1", PaymentMeans.TRANSFER, at, "", 16_000)
    )
    assert driver.state.of(Payment).phase is PaymentPhase.REPORTED
    assert len(driver.all_of(PrintPayment)) == 1
    driver.send(events.TransferSaid())
    assert len(driver.all_of(ReportTransfer)) == 1, "said once"
    driver.send(events.SlipPrinted(driver.visit, "payment"))
    driver.wait(4)
    answer(driver, "paid", PAID)
    assert driver.state.of(Payment).phase is PaymentPhase.PAID
    assert len(driver.all_of(PrintPayment)) == 2


def test_what_reaches_nobody_is_not_reported() -> None:
    driver = due(WaysToPay(WAYS.account, told=False))
    driver.send(events.TransferSaid())
    assert driver.all_of(ReportTransfer) == []
    driver.wait(4)
    answer(driver, "paid", PAID)
    assert driver.state.of(Payment).phase is PaymentPhase.PAID


def test_a_report_that_is_not_stored_may_be_tried_again() -> None:
    driver = due()
    driver.send(events.TransferSaid())
    uid = driver.state.of(Payment).reference_uid
    driver.send(PaymentNotSaved(driver.visit, uid, "queue.full"))
    assert (driver.state.of(Payment).phase, driver.state.of(Payment).problem) == (
        PaymentPhase.DUE,
        "queue.full",
    )


def test_by_card() -> None:
    driver = due()
    driver.send(events.TerminalChosen(), events.TerminalChosen())
    (pay,) = driver.all_of(PayAtTerminal)
    driver.send(events.Back(), events.Next(), events.CancelAsked())
    assert driver.state.step == "payment", "nobody leaves in the middle of a payment"
    at = driver.wall_clock
    driver.send(
        PaymentSaved(driver.visit, pay.reference_uid, "TAM-1", PaymentMeans.CARD, at, "000123", 16_000)
    )
    payment = driver.state.of(Payment)
    assert (payment.phase, payment.proof, payment.taken_vnd) == (PaymentPhase.PAID, "000123", 16_000)
    assert payment.slip is SlipPhase.PRINTING


def test_a_declined_card_may_be_followed_by_another_under_another_reference() -> None:
    driver = due()
    driver.send(events.TerminalChosen())
    first = driver.state.of(Payment).reference_uid
    driver.send(PaymentNotSaved(driver.visit, first, "terminal.declined"))
    assert driver.state.of(Payment).phase is PaymentPhase.DUE
    driver.send(events.TerminalChosen())
    assert driver.state.of(Payment).reference_uid != first
    driver.send(PaymentNotSaved(driver.visit, first, "terminal.declined"))
    assert driver.state.of(Payment).phase is PaymentPhase.TERMINAL, "the earlier one's answer came late"


@pytest.mark.parametrize("problem", ["terminal.unconfirmed", "terminal.wrong_amount"])
def test_where_money_may_have_been_taken_nothing_more_is_paid(problem: str) -> None:
    driver = due()
    driver.send(events.TerminalChosen())
    driver.send(PaymentNotSaved(driver.visit, driver.state.of(Payment).reference_uid, problem))
    driver.send(events.TerminalChosen(), events.TransferSaid(), events.TryAgain())
    driver.wait(15)
    assert (driver.state.of(Payment).phase, driver.state.of(Payment).problem) == (
        PaymentPhase.COUNTER,
        problem,
    )
    assert len(driver.all_of(PayAtTerminal)) == 1
    assert driver.all_of(ReportTransfer) == []
    assert not driver.state.of(Payment).may_ask_again


def test_giving_up_is_told_to_the_terminal() -> None:
    driver = due()
    driver.send(events.TerminalGivenUp())
    assert driver.all_of(GiveUpTerminal) == []
    driver.send(events.TerminalChosen(), events.TerminalGivenUp(), events.TerminalGivenUp())
    assert driver.all_of(GiveUpTerminal) == [GiveUpTerminal(driver.visit)], "once, and the screen says so"
    payment = driver.state.of(Payment)
    assert payment.giving_up
    driver.send(events.PaymentNotSaved(driver.visit, payment.reference_uid, "terminal.declined"))
    driver.send(events.TerminalChosen())
    assert not driver.state.of(Payment).giving_up


@pytest.mark.parametrize("paid", [True, False])
def test_from_what_was_paid_or_reported_nobody_goes_back_to_another_dossier(*, paid: bool) -> None:
    """What stands there is of this dossier; the screen offers no way back either."""
    driver = due()
    if paid:
        driver.wait(4)
        answer(driver, "paid", PAID)
    else:
        driver.send(events.TransferSaid())
        uid, at = driver.state.of(Payment).reference_uid, driver.wall_clock
        driver.send(PaymentSaved(driver.visit, uid, "TAM-1", PaymentMeans.TRANSFER, at, "", 16_000))
    driver.send(events.Back())
    assert driver.state.step == "payment"


def test_a_payment_that_came_twice_is_told() -> None:
    driver = begun()
    answer(driver, "paid", TWICE)
    assert driver.state.of(Payment).fee.too_much_vnd == 16_000
    assert replace(TWICE, total_vnd=None).too_much_vnd == 0, "of an unknown fee nobody says too much"


def test_slips_are_not_printed_without_end() -> None:
    driver = begun()
    answer(driver, "paid", PAID)
    for _ in range(12):
        driver.send(events.PaymentSlipAsked(), events.SlipPrinted(driver.visit, "payment"))
    assert len(driver.all_of(PrintPayment)) == 4


def test_the_front_offers_it_only_where_something_can_be_paid() -> None:
    assert "payment" in [one.journey for one in due().state.errands]
    assert "payment" not in [one.journey for one in Driver().state.errands]


def _filed(*fees: Fee, ways: WaysToPay = WAYS) -> Driver:
    driver = Driver(None, procedure(fees=fees), settings={WaysToPay: ways})
    driver.to_saved()
    return driver


def test_the_fee_of_what_was_just_filed_may_be_paid_at_once() -> None:
    driver = _filed(Fee("1", text("Lệ phí"), 8_000))
    driver.send(events.PayNow())
    assert driver.state.step == "confirmation", "without an official number nobody could say what is paid for"
    driver.news(received=False)
    assert driver.state.of(events.ToPay).fee_vnd == 8_000
    driver.send(events.PayNow())
    assert driver.state.step == "payment"
    assert driver.all_of(AskFee)[-1].code == "H17.99.01-261124-0001"
    answer(driver, "due", DUE)
    driver.send(events.Back())
    assert driver.state.step == "payment", "what was filed is not gone back to"
    driver.send(events.Next())
    assert driver.state.step == "rating"


@pytest.mark.parametrize("ended", ["printed", "waiting", "unconfirmed"])
def test_the_slip_of_a_payment_is_not_taken_for_the_official_one(ended: str) -> None:
    """Paid right after filing: Mẫu 01 still comes when the dossier is received, and not before."""
    driver = _filed(Fee("1", text("Lệ phí"), 8_000))
    driver.news(received=False)
    driver.send(events.SlipPrinted(driver.visit, "receipt"), events.PayNow())
    answer(driver, "due", DUE)
    driver.wait(4)
    answer(driver, "paid", PAID)
    assert driver.all_of(PrintPayment)
    if ended == "printed":
        driver.send(events.SlipPrinted(driver.visit, "payment"))
    else:
        problem = "printer.paper_out" if ended == "waiting" else UNCONFIRMED
        driver.send(events.SlipFailed(driver.visit, "payment", problem))
    assert driver.state.of(events.Slips).appointment is SlipPhase.NOT_ASKED
    driver.send(events.Touched())
    driver.wait(6)
    assert driver.all_of(events.PrintAppointment) == []
    driver.news(received=True)
    assert len(driver.all_of(events.PrintAppointment)) == 1


@pytest.mark.parametrize(
    ("fees", "ways"),
    [
        ((), WAYS),
        ((Fee("1", text("Lệ phí"), 8_000), Fee("2", text("Thuế"), None)), WAYS),
        ((Fee("1", text("Lệ phí"), 8_000),), WaysToPay()),
    ],
)
def test_nothing_is_offered_where_nothing_whole_is_known_or_nothing_can_be_paid(
    fees: tuple[Fee, ...], ways: WaysToPay
) -> None:
    driver = _filed(*fees, ways=ways)
    driver.news(received=False)
    driver.send(events.PayNow())
    assert (driver.state.of(events.ToPay).fee_vnd, driver.state.step) == (0, "confirmation")
    driver.send(events.Next())
    assert driver.state.step == "rating", "filing never waits for money"


def test_who_paid_by_phone_without_a_touch_still_reads_that_it_came() -> None:
    """A transfer takes minutes at the phone: the screen must not close the moment its slip is out."""
    driver = due()
    while driver.now - driver.state.presence.last_seen < 200:
        driver.wait(1)
        if driver.state.of(Payment).asking:
            answer(driver, "due")
    driver.wait(4)
    answer(driver, "paid", PAID)
    driver.wait(2)
    driver.send(events.SlipPrinted(driver.visit, "payment"))
    driver.wait(30)
    assert driver.state.step == "payment"
    driver.wait(40)
    assert driver.state.step == "welcome"


@pytest.mark.parametrize("problem", ["printer.paper_out", UNCONFIRMED])
def test_who_paid_and_got_no_slip_has_time_to_copy_the_code(problem: str) -> None:
    driver = due()
    driver.wait(70)
    answer(driver, "paid", PAID)
    driver.send(events.SlipFailed(driver.visit, "payment", problem))
    driver.wait(30)
    assert driver.state.step == "payment"
