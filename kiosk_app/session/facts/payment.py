"""What is to be paid for a dossier, by which ways, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk_app.identity.model import Identity
from kiosk_app.session.kernel.event import Effect, Result
from kiosk_app.session.kernel.state import Slice
from vietnam.vietqr import can_carry, transfer_code


@dataclass(frozen=True, slots=True)
class Account:
    """Where transfers go."""

    bank: str
    """BIN, six digits."""
    bank_name: str
    number: str
    holder: str


@dataclass(frozen=True, slots=True)
class WaysToPay:
    """What this kiosk can do; without any, the counter takes the money. Nothing of a citizen."""

    account: Account | None = None
    takes: tuple[str, ...] = ()
    """What can be put into the terminal: "card", "cash"."""
    poll_s: float = 3.0
    told: bool = True
    """Whether the portal takes the word of who says that they have transferred it."""

    @property
    def offered(self) -> bool:
        """Whether anything can be paid here."""
        return bool(self.takes) or self.account is not None

    def transfer(self, code: str, amount_vnd: int) -> str:
        """Give what the code for a banking app says; "" where no transfer can name this dossier, whole."""
        if self.account is None or not can_carry(code):
            return ""
        return transfer_code(self.account.bank, self.account.number, self.account.holder, amount_vnd, code)


@dataclass(frozen=True, slots=True)
class DossierFee:
    """What the portal says. Amounts in đồng; dates ISO 8601, "" when not told."""

    code: str = ""
    """Official number."""
    reference_uid: str = ""
    lines: tuple[tuple[str, int], ...] = ()
    amount_vnd: int | None = None
    """To pay now; None while nobody said an amount."""
    total_vnd: int | None = None
    paid_vnd: int = 0
    paid_at: str = ""
    proofs: tuple[str, ...] = ()
    times: int = 0
    receipt: str = ""
    words: str = ""

    @property
    def too_much_vnd(self) -> int:
        """What came beyond the fee: it is given back at the counter, and goes to no other dossier."""
        return max(0, self.paid_vnd - (self.total_vnd or 0)) if self.total_vnd else 0


NO_FEE = DossierFee()


class PaymentMeans(StrEnum):
    """By what it was paid, as the request says it."""

    TRANSFER = "transfer"
    CARD = "card"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class ToPay(Slice):
    """The dossier whose fee is paid, where it was not looked up."""

    code: str = ""
    wanted: bool = False
    """The citizen wants to pay now."""
    fee_vnd: int = 0
    """What can be paid now, right after filing; 0 for nothing."""


@dataclass(frozen=True, slots=True)
class AskFee(Effect):
    """Ask what is to be paid (→ FeeAnswered)."""

    visit: int
    number: int
    code: str


@dataclass(frozen=True, slots=True)
class FeeAnswered(Result):
    """What the daemon said; `result` as in `FeeTold` of the contract."""

    number: int
    result: str
    fee: DossierFee = NO_FEE


@dataclass(frozen=True, slots=True)
class ReportTransfer(Effect):
    """Make durable that the citizen says they have transferred it (→ PaymentSaved | PaymentNotSaved)."""

    visit: int
    reference_uid: str
    fee: DossierFee
    identity: Identity | None

    def __repr__(self) -> str:
        return f"ReportTransfer({self.reference_uid})"


@dataclass(frozen=True, slots=True)
class PayAtTerminal(Effect):
    """Have the terminal take it, and make that durable (→ PaymentSaved | PaymentNotSaved)."""

    visit: int
    reference_uid: str
    fee: DossierFee
    identity: Identity | None

    def __repr__(self) -> str:
        return f"PayAtTerminal({self.reference_uid})"


@dataclass(frozen=True, slots=True)
class GiveUpTerminal(Effect):
    """The citizen pays by something else: the terminal is told."""

    visit: int


@dataclass(frozen=True, slots=True)
class PaymentSaved(Result):
    """It is durable."""

    reference_uid: str
    code: str
    """Of the notice, for the slip."""
    means: PaymentMeans
    at: datetime
    proof: str
    """The terminal's own number; "" for a transfer."""
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class PaymentNotSaved(Result):
    """Nothing was taken, or it is not known ("terminal.unconfirmed", "terminal.wrong_amount").

    Problem codes: those of `drivers.payment_terminal.port`, "queue.full", "queue.unavailable".
    """

    reference_uid: str
    problem: str
