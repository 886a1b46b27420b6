"""The terminal took another sum: that is said, with the sum, and is not called paid."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.port import WrongAmountError
from tests.drivers.payment_terminal.citizen import stays


def test_another_sum(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.other_amount = 80_000
    with pytest.raises(WrongAmountError) as wrong:
        terminal.pay(8_000, "one", stays)
    assert wrong.value.taken.amount_vnd == 80_000
