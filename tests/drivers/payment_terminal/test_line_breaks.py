"""The line breaks before or after the money was taken: only asking again tells which."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.port import PaymentUnconfirmedError
from tests.drivers.payment_terminal.citizen import stays


def test_before_the_money_was_taken(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.hangs_up = "before"
    with pytest.raises(PaymentUnconfirmedError):
        terminal.pay(8_000, "one", stays)
    assert terminal.outcome("one") is None


def test_after_the_money_was_taken(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.hangs_up = "after"
    with pytest.raises(PaymentUnconfirmedError):
        terminal.pay(8_000, "one", stays)
    machine.terminal.faults.hangs_up = ""
    found = terminal.outcome("one")
    assert found is not None
    assert (found.amount_vnd, found.number) == (8_000, "000001")
