"""The result of an earlier citizen comes late: it is not taken for this one's."""

from __future__ import annotations

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from tests.drivers.payment_terminal.citizen import stays


def test_somebody_elses_result(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.foreign_first = True
    taken = terminal.pay(8_000, "one", stays)
    assert (taken.reference, taken.amount_vnd, taken.number) == ("one", 8_000, "000001")
