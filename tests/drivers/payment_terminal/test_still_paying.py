"""The terminal is asked about a payment that is not over: that is no "nothing was taken"."""

from __future__ import annotations

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalFaults, TerminalServer
from drivers.payment_terminal.lines import TcpLine
from drivers.payment_terminal.port import PaymentUnconfirmedError


def _driver(port: int, deadline_s: float = 20.0) -> EcrTerminal:
    return EcrTerminal(lambda: TcpLine("127.0.0.1", port), deadline_s=deadline_s, grace_s=0.1)


def test_while_somebody_pays_nobody_knows() -> None:
    with TerminalServer() as server:
        server.terminal.faults = TerminalFaults(slow_s=5.0, deaf=True)
        driver = _driver(server.port, deadline_s=0.1)
        with pytest.raises(PaymentUnconfirmedError):
            driver.pay(16_000, "A-1", lambda: False)
        with pytest.raises(PaymentUnconfirmedError):
            driver.outcome("A-1")


def test_while_the_bank_is_silent_nobody_knows_and_then_it_is_taken() -> None:
    with TerminalServer() as server:
        server.terminal.faults = TerminalFaults(bank_late=2)
        driver = _driver(server.port)
        with pytest.raises(PaymentUnconfirmedError):
            driver.pay(16_000, "A-1", lambda: False)
        with pytest.raises(PaymentUnconfirmedError):
            driver.outcome("A-1")
        taken = driver.outcome("A-1")
        assert taken is not None
        assert taken.amount_vnd == 16_000


def test_a_result_that_comes_twice_is_of_one_payment() -> None:
    with TerminalServer() as server:
        server.terminal.faults = TerminalFaults(twice=True)
        driver = _driver(server.port)
        assert driver.pay(16_000, "A-1", lambda: False).number == "000001"
        assert driver.pay(9_000, "A-2", lambda: False).amount_vnd == 9_000


@pytest.mark.parametrize("code", ["17", "05", "51"])
def test_what_was_refused_was_not_taken(code: str) -> None:
    with TerminalServer() as server:
        server.terminal.faults = TerminalFaults(code=code)
        assert _driver(server.port).outcome("A-1") is None
