"""The bank says no: nothing is taken, and the next card may be tried."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.port import PaymentDeclinedError
from tests.drivers.payment_terminal.citizen import stays


@pytest.mark.parametrize("code", ["05", "51", "54", "91"])
def test_declined(terminal: EcrTerminal, machine: TerminalServer, code: str) -> None:
    machine.terminal.faults.code = code
    with pytest.raises(PaymentDeclinedError):
        terminal.pay(8_000, "one", stays)
    assert machine.terminal.journal == {}
    machine.terminal.faults.code = "00"
    assert terminal.pay(8_000, "two", stays).amount_vnd == 8_000
