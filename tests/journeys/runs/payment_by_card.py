"""Thanh toán bằng thẻ: the terminal beside the kiosk takes it, and the portal books it once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drivers.payment_terminal.emulator.terminal import EmulatedTerminal, TerminalFaults, TerminalServer
from kiosk_app.session.steps.payment import Payment, PaymentPhase
from tests.journeys.filed import UID, file_before, officer
from tests.journeys.following import show_slip
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import SlipPhase

FEE = 16_000


def play(hand: Hand) -> None:
    """The first card is declined; the second is taken, its answer lost, and the terminal asked again."""
    machine = hand.things["terminal"]
    assert isinstance(machine, EmulatedTerminal)
    machine.faults.code = "51"
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    officer(hand.world, "fee", amount=str(FEE))
    show_slip(hand, code)
    hand.pilot.touch("dossier.payment")
    hand.step("payment")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.DUE, "the fee")
    hand.pilot.touch("payment.card")
    hand.until(lambda: hand.state().of(Payment).problem == "terminal.declined", "the bank's no")
    hand.pilot.picture("declined")
    machine.faults.code, machine.faults.hangs_up = "00", "after"
    hand.pilot.touch("payment.card")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.PAID, "the card")
    hand.until(lambda: hand.state().of(Payment).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("paid")
    hand.until(lambda: UID in hand.world.portal_state()["payments"], "the notice at the portal")
    (booked,) = hand.world.portal_state()["payments"][UID]
    assert (booked["amount"], booked["means"]) == (FEE, "card")
    assert len(machine.journal) == 1
    hand.found["terminal_number"] = booked["reference"]
    hand.found["least_taps"] = 3
    hand.pilot.touch("payment.done")
    hand.step("welcome")


@contextmanager
def _terminal(_folder: Path) -> Iterator[Surroundings]:
    machine = EmulatedTerminal(TerminalFaults())
    with TerminalServer(machine) as server:
        yield Surroundings(f'[terminal]\ntransport = "tcp"\nport = {server.port}\n', {"terminal": machine})


RUN = Run("payment_by_card", play, around=_terminal)
