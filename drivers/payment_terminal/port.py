"""What the kiosk asks of a payment terminal, and each way in which that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol


@dataclass(frozen=True, slots=True)
class PaymentTaken:
    """Money that the terminal took."""

    reference: str
    """The caller's own, as it was asked with."""
    amount_vnd: int
    means: str
    """"card" or "cash"."""
    number: str
    """The terminal's own number of it, which stands on its slip."""


class TerminalError(Exception):
    """A payment that was not made; `code` is stable."""

    code: ClassVar[str] = "terminal.fault"


class TerminalUnreachableError(TerminalError):
    """Switched off, cable out, wrong address. Nothing was asked of it."""

    code = "terminal.unreachable"


class TerminalBusyError(TerminalError):
    """It is at work for somebody else."""

    code = "terminal.busy"


class PaymentDeclinedError(TerminalError):
    """The bank or the terminal says no: nothing was taken."""

    code = "terminal.declined"


class PaymentCancelledError(TerminalError):
    """The citizen, or this program, gave up: nothing was taken."""

    code = "terminal.cancelled"


class TerminalFaultError(TerminalError):
    """The terminal says that it is out of order, or answers in no known language. Nothing was taken."""

    code = "terminal.fault"


class PaymentUnconfirmedError(TerminalError):
    """It was asked, and nobody knows whether it took the money: ask `outcome`, never ask to pay again."""

    code = "terminal.unconfirmed"


class WrongAmountError(TerminalError):
    """It took another sum than it was asked for. `taken` says which."""

    code = "terminal.wrong_amount"

    def __init__(self, taken: PaymentTaken) -> None:
        self.taken = taken
        super().__init__(f"{taken.amount_vnd} đồng")


class PaymentTerminal(Protocol):
    """One payment at a time. Every method may raise a `TerminalError`."""

    def pay(self, amount_vnd: int, reference: str, cancelled: Callable[[], bool]) -> PaymentTaken:
        """Have the sum taken; blocks while the citizen is at the terminal.

        `reference`: at most 40 letters, digits, . and -, never used for another payment. `cancelled` is asked
        again and again; money that came before the terminal heard of it was taken all the same.
        """

    def outcome(self, reference: str) -> PaymentTaken | None:
        """Tell what became of a payment that was asked for before; None: nothing was taken until now.

        Raises `PaymentUnconfirmedError` while it is being made, or while the terminal waits for the bank.
        """

    def close(self) -> None:
        """Let go of the line."""
