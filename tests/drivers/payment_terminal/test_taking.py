"""Money is taken once, over the network and over a cable, and is known afterwards."""

from __future__ import annotations

import os
import pty
import threading
import tty
from pathlib import Path

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import EmulatedTerminal, TerminalFaults, TerminalServer
from drivers.payment_terminal.lines import SerialLine
from drivers.payment_terminal.port import PaymentTaken
from tests.drivers.payment_terminal.citizen import stays


def test_the_sum_is_taken_and_named(terminal: EcrTerminal, machine: TerminalServer) -> None:
    taken = terminal.pay(8_000, "H17.99.01-261124-0007", stays)
    assert taken == PaymentTaken("H17.99.01-261124-0007", 8_000, "card", "000001")
    assert machine.terminal.asked == [("SALE", "H17.99.01-261124-0007", "8000", "704")]
    assert "H17.99.01-261124-0007" not in repr(machine.terminal.journal["H17.99.01-261124-0007"])


def test_what_was_taken_is_known_afterwards(terminal: EcrTerminal) -> None:
    taken = terminal.pay(8_000, "one", stays)
    assert terminal.outcome("one") == taken
    assert terminal.outcome("two") is None


def test_two_citizens_after_each_other(terminal: EcrTerminal) -> None:
    first, second = terminal.pay(8_000, "one", stays), terminal.pay(25_000, "two", stays)
    assert (first.number, second.number) == ("000001", "000002")


def test_cash_is_named_as_cash(terminal: EcrTerminal, machine: TerminalServer) -> None:
    machine.terminal.faults.means = "cash"
    assert terminal.pay(8_000, "one", stays).means == "cash"


def test_over_a_cable() -> None:
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    machine = EmulatedTerminal(TerminalFaults())

    def receive() -> bytes:
        try:
            return os.read(ours, 4_096)
        except OSError:
            return b""

    thread = threading.Thread(
        target=machine.serve,
        args=(receive, lambda content: os.write(ours, content), lambda: None),
        daemon=True,
    )
    thread.start()
    device = Path(os.ttyname(theirs))
    terminal = EcrTerminal(lambda: SerialLine(device, 115_200), deadline_s=60.0)
    assert terminal.pay(8_000, "one", stays) == PaymentTaken("one", 8_000, "card", "000001")
    assert terminal.outcome("one") == PaymentTaken("one", 8_000, "card", "000001")
    os.close(theirs)
    os.close(ours)
