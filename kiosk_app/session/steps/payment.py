"""Thanh toán: what is to be paid is shown, and paid by transfer or at the terminal.

A transfer is paid when the portal says so, not when somebody shows a phone. Whatever cannot be done here is
done at the counter, and nothing that the law lets in unpaid waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.facts.payment import (
    NO_FEE,
    Account,
    AskFee,
    DossierFee,
    FeeAnswered,
    GiveUpTerminal,
    PayAtTerminal,
    PaymentMeans,
    PaymentNotSaved,
    PaymentSaved,
    ReportTransfer,
    ToPay,
    WaysToPay,
)
from kiosk_app.session.facts.printing import SlipEnded, SlipFailed, SlipPhase, SlipPrinted, times_printed
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Touch
from kiosk_app.session.kernel.events import Back, Next, TryAgain
from kiosk_app.session.kernel.presence import goodbye
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay

SLIP = "payment"
"""Name of the slip in `SlipPrinted` and `SlipFailed`."""
_UNSURE = frozenset({"terminal.unconfirmed", "terminal.wrong_amount"})
"""Money may have been taken: nothing more is paid here, people look into it."""
_OWN = frozenset({"not_now", "not_sent"})
"""Answers with a sentence of their own here; the others mean what they mean in a look-up."""
_PASSING = frozenset({"payment.not_now", "payment.not_sent", "look_up.too_often"})
"""Asked again by itself."""
_SLOWER = 3


class PaymentPhase(StrEnum):
    """How far it is."""

    ASKING = "asking"
    NOTHING = "nothing"
    """Nothing is to be paid."""
    COUNTER = "counter"
    """The counter takes it; `problem` says why."""
    DUE = "due"
    """The code for a banking app is shown, or the terminal offered, or both."""
    TERMINAL = "terminal"
    SAVING = "saving"
    REPORTED = "reported"
    """The citizen says that it is transferred; the portal has not said so yet."""
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Payment(Slice):
    """The fee, and the slip. Problem codes: "payment.…", "look_up.…", and those of `PaymentNotSaved`."""

    phase: PaymentPhase = PaymentPhase.ASKING
    number: int = 0
    asking: bool = False
    asked_at: float = 0.0
    fee: DossierFee = NO_FEE
    transfer: str = ""
    """What the code for a banking app says; "" where none is shown."""
    account: Account | None = None
    takes: tuple[str, ...] = ()
    may_say: bool = True
    """Whether "Tôi đã chuyển tiền" reaches anybody."""
    problem: str = ""
    reference_uid: str = ""
    """Of the notice; another one for each try at the terminal."""
    means: PaymentMeans = PaymentMeans.TRANSFER
    notice: str = ""
    """Code of the notice."""
    proof: str = ""
    taken_vnd: int = 0
    """What the terminal took."""
    at: datetime | None = None
    over_at: float = 0.0
    """Monotonic seconds when it was paid, or its slip came: long after the last touch for a transfer."""
    slip: SlipPhase = SlipPhase.NOT_ASKED
    printed: int = 0
    may_print: bool = True
    giving_up: bool = False
    """The terminal was told to stop, and has not answered yet."""

    @property
    def may_ask_again(self) -> bool:
        """Whether asking for the fee once more is of use, and harms nothing."""
        return self.phase is PaymentPhase.COUNTER and self.problem not in _UNSURE


@dataclass(frozen=True, slots=True)
class TerminalChosen(Touch):
    """ "Trả bằng thẻ" or "Trả tiền mặt"."""


@dataclass(frozen=True, slots=True)
class TerminalGivenUp(Touch):
    """ "Thôi, trả cách khác"."""


@dataclass(frozen=True, slots=True)
class TransferSaid(Touch):
    """ "Tôi đã chuyển tiền"."""


@dataclass(frozen=True, slots=True)
class PaymentSlipAsked(Touch):
    """ "In phiếu"."""


@dataclass(frozen=True, slots=True)
class PrintPayment(Effect):
    """Print what is known of the payment (→ SlipPrinted | SlipFailed, slip "payment")."""

    visit: int
    payment: Payment
    reprint: bool

    def __repr__(self) -> str:
        return f"PrintPayment({self.payment.fee.code})"


def _code(state: VisitState) -> str:
    followed = state.of(Followed)
    return state.of(ToPay).code or (followed.found.code if followed.found else followed.code)


def _enter(_context: Context, state: VisitState) -> Change:
    return _ask(state.put(Payment(number=state.of(Payment).number)))


def _ask(state: VisitState) -> Change:
    payment = state.of(Payment)
    asked = replace(payment, number=payment.number + 1, asking=True, asked_at=state.now)
    return stay(state.put(asked), AskFee(state.visit, asked.number, _code(state)))


def _told(context: Context, state: VisitState, event: FeeAnswered) -> Change:
    payment = state.of(Payment)
    if not payment.asking or event.number != payment.number:
        return stay(state)
    payment = replace(payment, asking=False)
    if payment.phase in (PaymentPhase.TERMINAL, PaymentPhase.SAVING, PaymentPhase.PAID):
        return stay(state.put(payment))
    match event.result:
        case "paid":
            return _paid(context, state, replace(payment, fee=event.fee))
        case "due":
            return stay(state.put(_due(context, payment, event.fee)))
        case "none" if payment.phase is not PaymentPhase.REPORTED:
            return stay(state.put(replace(payment, phase=PaymentPhase.NOTHING, fee=event.fee, problem="")))
    if payment.phase in (PaymentPhase.DUE, PaymentPhase.REPORTED):
        # What was told before still holds; the money may be on its way.
        return stay(state.put(payment))
    problem = f"{'payment' if event.result in _OWN else 'look_up'}.{event.result}"
    return stay(state.put(replace(payment, phase=PaymentPhase.COUNTER, problem=problem, fee=event.fee)))


def _due(context: Context, payment: Payment, fee: DossierFee) -> Payment:
    if payment.phase is PaymentPhase.REPORTED:
        return replace(payment, fee=fee)
    if not fee.amount_vnd:
        return replace(payment, phase=PaymentPhase.COUNTER, fee=fee, problem="payment.amount_unknown")
    ways = context.of(WaysToPay)
    transfer = ways.transfer(fee.code, fee.amount_vnd)
    if not transfer and not ways.takes:
        return replace(payment, phase=PaymentPhase.COUNTER, fee=fee, problem="payment.no_way")
    return replace(
        payment,
        phase=PaymentPhase.DUE,
        fee=fee,
        transfer=transfer,
        account=ways.account,
        takes=ways.takes,
        may_say=ways.told,
        problem=payment.problem if payment.phase is PaymentPhase.DUE else "",
    )


def _paid(context: Context, state: VisitState, payment: Payment) -> Change:
    waited = payment.phase in (PaymentPhase.DUE, PaymentPhase.REPORTED)
    at = payment.at or context.wall_clock()
    paid = replace(payment, phase=PaymentPhase.PAID, problem="", at=at, over_at=state.now)
    return _print(state.put(paid), reprint=False) if waited else stay(state.put(paid))


def _terminal(context: Context, state: VisitState, _event: TerminalChosen) -> Change:
    payment = state.of(Payment)
    if payment.phase is not PaymentPhase.DUE or not payment.takes:
        return stay(state)
    uid = context.new_reference_uid()
    paying = replace(payment, phase=PaymentPhase.TERMINAL, problem="", reference_uid=uid, giving_up=False)
    return stay(state.put(paying), PayAtTerminal(state.visit, uid, payment.fee, state.of(Signer).identity))


def _give_up(_context: Context, state: VisitState, _event: TerminalGivenUp) -> Change:
    payment = state.of(Payment)
    if payment.phase is not PaymentPhase.TERMINAL or payment.giving_up:
        return stay(state)
    return stay(state.put(replace(payment, giving_up=True)), GiveUpTerminal(state.visit))


def _said(context: Context, state: VisitState, _event: TransferSaid) -> Change:
    payment = state.of(Payment)
    if payment.phase is not PaymentPhase.DUE or not payment.transfer or not payment.may_say:
        return stay(state)
    uid = context.new_reference_uid()
    saving = replace(payment, phase=PaymentPhase.SAVING, problem="", reference_uid=uid)
    return stay(state.put(saving), ReportTransfer(state.visit, uid, payment.fee, state.of(Signer).identity))


def _saved(_context: Context, state: VisitState, event: PaymentSaved) -> Change:
    payment = state.of(Payment)
    if event.reference_uid != payment.reference_uid:
        return stay(state)
    transfer = event.means is PaymentMeans.TRANSFER
    saved = replace(
        payment,
        phase=PaymentPhase.REPORTED if transfer else PaymentPhase.PAID,
        problem="",
        means=event.means,
        notice=event.code,
        proof=event.proof,
        taken_vnd=0 if transfer else event.amount_vnd,
        at=event.at,
    )
    return _print(state.put(saved), reprint=False)


def _not_saved(_context: Context, state: VisitState, event: PaymentNotSaved) -> Change:
    payment = state.of(Payment)
    waiting = payment.phase in (PaymentPhase.TERMINAL, PaymentPhase.SAVING)
    if event.reference_uid != payment.reference_uid or not waiting:
        return stay(state)
    phase = PaymentPhase.COUNTER if event.problem in _UNSURE else PaymentPhase.DUE
    return stay(state.put(replace(payment, phase=phase, problem=event.problem)))


def _print(state: VisitState, *, reprint: bool) -> Change:
    payment = replace(state.of(Payment), slip=SlipPhase.PRINTING)
    return stay(state.put(payment), PrintPayment(state.visit, payment, reprint))


def _slip_asked(_context: Context, state: VisitState, _event: PaymentSlipAsked) -> Change:
    payment = state.of(Payment)
    over = payment.phase in (PaymentPhase.PAID, PaymentPhase.REPORTED)
    if not over or payment.slip is SlipPhase.PRINTING or not payment.may_print:
        return stay(state)
    return _print(state, reprint=payment.slip in (SlipPhase.PRINTED, SlipPhase.UNCONFIRMED))


def _slip_ended(context: Context, state: VisitState, event: SlipEnded) -> Change:
    if event.slip != SLIP:
        return stay(state)
    payment = state.of(Payment)
    printed = times_printed(payment.printed, event.phase)
    may = printed <= context.options.reprints
    ended = replace(payment, slip=event.phase, over_at=state.now, printed=printed, may_print=may)
    return stay(state.put(ended))


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    payment = state.of(Payment)
    if payment.asking or not payment.may_ask_again:
        return stay(state)
    return _ask(state.put(replace(payment, phase=PaymentPhase.ASKING, problem="")))


def _busy(state: VisitState) -> bool:
    return state.of(Payment).phase in (PaymentPhase.TERMINAL, PaymentPhase.SAVING)


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return stay(state) if _busy(state) else done(state)


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    # What was paid or reported is of this dossier: another one is another errand.
    settled = state.of(Payment).phase in (PaymentPhase.PAID, PaymentPhase.REPORTED)
    return stay(state) if settled or _busy(state) else back(state)


def _tick(context: Context, state: VisitState) -> Change:
    """Ask whether the money came; whoever has paid and goes is wiped soon after."""
    payment = state.of(Payment)
    every = context.of(WaysToPay).poll_s
    waits = payment.phase in (PaymentPhase.DUE, PaymentPhase.REPORTED)
    if payment.phase is PaymentPhase.COUNTER and payment.problem in _PASSING and state.health.online:
        waits, every = True, every * _SLOWER
    if waits and not payment.asking and state.now - payment.asked_at >= every:
        return _ask(state)
    over = payment.phase is PaymentPhase.PAID and payment.slip is not SlipPhase.PRINTING
    return goodbye(state, context.options.goodbye_s * 2, payment.over_at) if over else stay(state)


STEP = Step(
    "payment",
    {
        TerminalChosen: _terminal,
        TerminalGivenUp: _give_up,
        TransferSaid: _said,
        PaymentSlipAsked: _slip_asked,
        TryAgain: _again,
        Next: _next,
        Back: _back,
    },
    always={
        FeeAnswered: _told,
        PaymentSaved: _saved,
        PaymentNotSaved: _not_saved,
        SlipPrinted: _slip_ended,
        SlipFailed: _slip_ended,
    },
    enter=_enter,
    tick=_tick,
    working=lambda state: (
        state.of(Payment).phase in (PaymentPhase.ASKING, PaymentPhase.SAVING)
        or state.of(Payment).phase is PaymentPhase.TERMINAL
    ),
    patience=4.0,
    saved=lambda _state: True,
    holds=_busy,
)
"""A banking app is opened, read with and confirmed in: that takes minutes without a touch."""
