"""Frames that arrive broken are sent again; what is never understood is a fault, not a payment."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.port import TerminalFaultError
from tests.drivers.payment_terminal.citizen import stays


def test_what_was_not_understood_is_sent_again(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.not_understood = 2
    assert terminal.pay(8_000, "one", stays).amount_vnd == 8_000
    assert len(machine.terminal.journal) == 1


def test_what_is_never_understood(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.not_understood = 99
    with pytest.raises(TerminalFaultError):
        terminal.pay(8_000, "one", stays)
    assert machine.terminal.journal == {}


def test_a_result_with_a_wrong_check_is_not_believed(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.garbled = 2
    assert terminal.pay(8_000, "one", stays).amount_vnd == 8_000


@pytest.mark.parametrize("reference", ["có dấu", "x" * 61, "a\x03b"])
def test_a_reference_that_no_frame_can_carry(
    terminal: EcrTerminal, machine: TerminalServer, reference: str
) -> None:
    with pytest.raises(TerminalFaultError):
        terminal.pay(8_000, reference, stays)
    assert machine.terminal.asked == []
