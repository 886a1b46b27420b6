"""A terminal that answers nothing may have heard: nobody says that nothing was taken."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.port import PaymentUnconfirmedError
from tests.drivers.payment_terminal.citizen import stays


def test_silence_is_no_refusal(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.silent = True
    with pytest.raises(PaymentUnconfirmedError):
        terminal.pay(8_000, "one", stays)
