"""Thanh toán without a network: said plainly, pay at the counter; and a code once the network is back."""

from __future__ import annotations

from kiosk_app.session.steps.payment import Payment, PaymentPhase
from tests.journeys.filed import UID, file_before, officer
from tests.journeys.following import show_slip
from tests.journeys.hand import Hand, Run
from tests.journeys.runs.payment import FEE, treasury


def play(hand: Hand) -> None:
    """The line goes between the dossier and the fee."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    officer(hand.world, "fee", name="Lệ phí cấp Giấy xác nhận tình trạng hôn nhân", amount=str(FEE))
    show_slip(hand, code)
    assert hand.pilot.shows("dossier.payment")
    hand.world.stop_portal()
    hand.until(lambda: not hand.state().health.online, "a line that is away")
    hand.pilot.touch("dossier.payment")
    hand.step("payment")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.COUNTER, "the way to the counter")
    hand.pilot.picture("at-the-counter")
    told = hand.pilot.text("payment.problem")
    assert "quầy" in told, told
    assert not hand.pilot.shows("payment.said"), "a transfer is taken for said that nobody could make"
    hand.world.start_portal()
    hand.until(lambda: hand.state().health.online, "the line")
    hand.pilot.touch("payment.again")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.DUE, "the fee")
    assert hand.state().of(Payment).fee.amount_vnd == FEE
    hand.pilot.picture("due-again")
    hand.pilot.touch("payment.done")
    hand.step("welcome")
    assert hand.world.portal_state()["payments"].get(UID, []) == []


RUN = Run("payment_offline", play, around=treasury)
