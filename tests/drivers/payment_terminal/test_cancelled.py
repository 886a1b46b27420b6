"""The citizen gives up at the screen: the terminal is told, and what it took before it heard counts."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.lines import TcpLine
from drivers.payment_terminal.port import PaymentCancelledError, PaymentUnconfirmedError
from tests.drivers.payment_terminal.citizen import goes, stays


def test_given_up_at_the_screen(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.slow_s = 60.0
    with pytest.raises(PaymentCancelledError):
        terminal.pay(8_000, "one", goes)
    assert machine.terminal.journal == {}
    assert ("CANCEL", "one") in machine.terminal.asked


def test_given_up_at_the_terminal(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.code = "17"
    with pytest.raises(PaymentCancelledError):
        terminal.pay(8_000, "one", stays)


def test_too_late_to_give_up(terminal: EcrTerminal, machine: TerminalServer) -> None:
    """The card was read already when the screen was touched."""
    asked = iter([False])
    assert terminal.pay(8_000, "one", lambda: next(asked, True)).amount_vnd == 8_000
    assert machine.terminal.journal["one"][0] == 8_000


def test_nobody_comes(machine: TerminalServer) -> None:
    """Its time is over: the terminal is told to stop: the next card pays no stranger's fee."""
    machine.terminal.faults.slow_s = 60.0
    impatient = EcrTerminal(lambda: TcpLine("127.0.0.1", machine.port), deadline_s=0.1)
    with pytest.raises(PaymentCancelledError):
        impatient.pay(8_000, "one", stays)
    assert ("CANCEL", "one") in machine.terminal.asked


def test_a_terminal_that_knows_no_cancel_is_paid_in_the_time_of_grace(
    terminal: EcrTerminal, machine: TerminalServer
) -> None:
    """It answers by NAK that the kiosk gives up: the sale that it took on goes on."""
    machine.terminal.faults.knows_no_cancel = True
    machine.terminal.faults.slow_s = 0.5
    assert terminal.pay(8_000, "one", goes).amount_vnd == 8_000


@pytest.mark.parametrize("hangs_up", ["", "after"])
def test_a_terminal_that_knows_no_cancel_and_tells_nothing_in_time(
    machine: TerminalServer, hangs_up: str
) -> None:
    """What became of it is not known, also where the line breaks later: no fault, and not "unreachable"."""
    faults = machine.terminal.faults
    faults.knows_no_cancel, faults.hangs_up = True, hangs_up
    faults.slow_s, grace_s = (0.5, 30.0) if hangs_up else (2.0, 0.1)
    impatient = EcrTerminal(lambda: TcpLine("127.0.0.1", machine.port), deadline_s=60.0, grace_s=grace_s)
    with pytest.raises(PaymentUnconfirmedError):
        impatient.pay(8_000, "one", goes)
