"""The terminal says itself that it cannot."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.port import TerminalBusyError, TerminalFaultError
from tests.drivers.payment_terminal.citizen import stays


@pytest.mark.parametrize(("code", "error"), [("09", TerminalBusyError), ("96", TerminalFaultError)])
def test_it_says_so(
    terminal: EcrTerminal, machine: TerminalServer, code: str, error: type[Exception]
) -> None:
    machine.terminal.faults.code = code
    with pytest.raises(error):
        terminal.pay(8_000, "one", stays)
    assert machine.terminal.journal == {}
