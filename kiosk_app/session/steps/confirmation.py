"""After the right code: made durable first, then followed on its way to the portal, and printed.

Printing is its own axis: nothing about it touches the dossier. The confirmation of sending prints by itself;
the appointment slip (Mẫu 01) only when an authority has received the dossier.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk_app.forms.totals import fee_total
from kiosk_app.identity.model import Identity
from kiosk_app.session.facts.delivery import DeliveryNews, SubmissionState, SubmitPhase
from kiosk_app.session.facts.due_services import DueServices
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.helped import NOBODY, Helped, files_online
from kiosk_app.session.facts.payment import ToPay, WaysToPay
from kiosk_app.session.facts.printing import SlipFailed, SlipPhase, SlipPrinted
from kiosk_app.session.facts.signer import (
    NO_ACCOUNT,
    OTHER_PERSON,
    SIGN_IN_ANEW,
    SIGN_IN_OVER,
    Consent,
    Signer,
    SignInAnew,
)
from kiosk_app.session.facts.witness import Witness
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.events import HealthChanged, Next, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import FINISHED, Change, Step, done, go, stay

_OPEN = (SubmitPhase.NOT_YET, SubmitPhase.FAILED)


_OUT = (SlipPhase.PRINTED, SlipPhase.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Slips(Slice):
    """Printing, apart from delivery. Problem codes are those of drivers.printer.port."""

    receipt: SlipPhase = SlipPhase.NOT_ASKED
    appointment: SlipPhase = SlipPhase.NOT_ASKED
    problem: str = ""
    retry_at: float = 0.0
    reprints_left: int = 0
    """A roll that one citizen prints empty is missing for the next."""

    @property
    def may_reprint(self) -> bool:
        """Whether a slip came out, or may have, and another copy is allowed."""
        busy = SlipPhase.PRINTING in (self.receipt, self.appointment)
        return self.receipt in _OUT and not busy and self.reprints_left > 0


# Events


@dataclass(frozen=True, slots=True)
class DossierSaved(Result):
    """The dossier is durable."""

    reference_uid: str
    provisional_code: str
    stored_at: datetime
    """With zone."""


@dataclass(frozen=True, slots=True)
class SavingFailed(Result):
    """It is not durable; `problem` as in `SubmissionState`."""

    problem: str


@dataclass(frozen=True, slots=True)
class Reprint(Touch):
    """Print the slip again, marked as a reprint."""


@dataclass(frozen=True, slots=True)
class AnotherErrand(Touch):
    """ "Làm thêm việc khác": the citizen stays signed in."""


@dataclass(frozen=True, slots=True)
class PayNow(Touch):
    """ "Nộp phí bây giờ"."""


# Effects


@dataclass(frozen=True, slots=True)
class SaveDossier(Effect):
    """Seal the prepared files and make them durable (→ DossierSaved | SavingFailed).

    `code_method` "portal_otp" or "screen_code", `code_reason` as in `offline_queue`'s CodeEvidence.
    """

    visit: int
    reference_uid: str
    code_method: str
    code_reason: str
    confirmation: str = ""
    """The daemon's word that a member of staff saw who hands it in; "" where nobody did."""
    helped: Helped = NOBODY
    """Who filled it in for the citizen; empty where nobody did."""
    identity: Identity | None = None
    """Who signed it, as they signed in last; None: as it was when the files were made."""


@dataclass(frozen=True, slots=True)
class PrintReceipt(Effect):
    """Print the confirmation of sending (→ SlipPrinted | SlipFailed, slip "receipt")."""

    visit: int
    submission: SubmissionState
    """Everything that the slip says of the dossier."""
    reprint: bool
    helped: Helped = NOBODY
    """Who filled it in for the citizen; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class PrintAppointment(Effect):
    """Print the appointment slip, Mẫu 01 (→ SlipPrinted | SlipFailed, slip "appointment")."""

    visit: int
    submission: SubmissionState
    """Everything that the slip says; received, with a due date."""
    reprint: bool


# What happens


def _enter(context: Context, state: VisitState) -> Change:
    if state.of(SubmissionState).waits_for_sign_in:
        return _signed_anew(state)
    return _save(state.put(Slips(reprints_left=context.options.reprints)))


def _signed_anew(state: VisitState) -> Change:
    """Store it for the person who signed it, and for nobody else: the requester is who signs."""
    submission, identity = state.of(SubmissionState), state.of(Signer).identity
    given = submission.given
    problem = _not_the_signer(given.identity, identity) if given and identity else SIGN_IN_OVER
    if given is None or identity is None or problem:
        # Another person signed in. They are signed out again, and the dossier of the first stays on hold.
        return stay(state.put(replace(submission, problem=problem), Signer(over=True), DueServices()))
    signed = replace(submission, given=replace(given, identity=identity))
    return _save(state.put(signed, Consent(given_at=given.consent_given_at)))


def _not_the_signer(signer: Identity, identity: Identity) -> str:
    """Why a dossier is not stored for who signed in after its signer; "" where it is."""
    personal_id = identity.claims.get("personal_id")
    if personal_id and personal_id != signer.claims.get("personal_id"):
        return OTHER_PERSON
    # The declaration says how its signer was identified.
    proven = identity.verified or identity.method is signer.method
    return "" if personal_id and proven else NO_ACCOUNT


def _save(state: VisitState) -> Change:
    """Have the dossier sealed and stored, once: while it is stored, nothing asks for it again."""
    submission = state.of(SubmissionState)
    if submission.phase not in _OPEN or not submission.parts:
        return stay(state)
    saving = replace(submission, phase=SubmitPhase.SAVING, problem="")
    effect = SaveDossier(
        state.visit,
        state.of(Filing).reference_uid,
        submission.code_method,
        submission.code_reason,
        state.of(Witness).confirmation,
        state.of(Helped),
        submission.given.identity if submission.given else None,
    )
    return stay(state.put(saving), effect)


def _saved(_context: Context, state: VisitState, event: DossierSaved) -> Change:
    submission = state.of(SubmissionState)
    if submission.phase is not SubmitPhase.SAVING:
        return stay(state)
    saved = replace(
        submission,
        phase=SubmitPhase.SAVED,
        provisional_code=event.provisional_code,
        stored_at=event.stored_at,
        saved_at=state.now,
    )
    after = state.put(saved)
    # Without a connection no official code will come in time: there is nothing to wait for.
    return stay(after) if state.health.online else _print_receipt(after, reprint=False)


def _not_saved(_context: Context, state: VisitState, event: SavingFailed) -> Change:
    submission = state.of(SubmissionState)
    if submission.phase is not SubmitPhase.SAVING:
        return stay(state)
    after = state.put(replace(submission, phase=SubmitPhase.FAILED, problem=event.problem))
    # The signer's consent stands in `given`. Whoever signs in next may be another person, and has agreed
    # to nothing yet.
    return stay(after.put(Signer(over=True), Consent()) if event.problem == SIGN_IN_OVER else after)


def _sign_in(_context: Context, state: VisitState, _event: SignInAnew) -> Change:
    return go(SIGN_IN_ANEW, state) if state.of(SubmissionState).waits_for_sign_in else stay(state)


def _news(context: Context, state: VisitState, event: DeliveryNews) -> Change:
    old = state.of(SubmissionState)
    if event.reference_uid != state.of(Filing).reference_uid or not old.durable:
        return stay(state)
    phase = old.phase
    if event.state == "rejected":
        phase = SubmitPhase.REJECTED
    elif event.official_code:
        phase = SubmitPhase.SENT
    told = replace(
        old,
        phase=phase,
        official_code=event.official_code or old.official_code,
        received=old.received or event.received,
        received_at=_moment(event.received_at) or old.received_at,
        due_at=_moment(event.due_at) or old.due_at,
        linked=event.linked or old.linked,
        sent_at=old.sent_at or (state.now if phase is not SubmitPhase.SAVED else 0.0),
    )
    after = state.put(told)
    return _print_next(after.put(replace(after.of(ToPay), fee_vnd=fee_due(context, after))))


def _moment(text: str) -> date | None:
    """A moment, or a day where the portal told no hour."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == len("2026-12-04") else datetime.fromisoformat(text)


def _print_next(state: VisitState) -> Change:
    """Print the slip whose time has come."""
    submission, slips = state.of(SubmissionState), state.of(Slips)
    if slips.receipt is SlipPhase.NOT_ASKED and submission.phase in (SubmitPhase.SENT, SubmitPhase.REJECTED):
        return _print_receipt(state, reprint=False)
    received = submission.received and submission.received_at is not None and submission.due_at is not None
    if slips.receipt in _OUT and slips.appointment is SlipPhase.NOT_ASKED and received:
        return _print_appointment(state, reprint=False)
    return stay(state)


def _print_receipt(state: VisitState, *, reprint: bool) -> Change:
    slips = replace(state.of(Slips), receipt=SlipPhase.PRINTING, problem="")
    effect = PrintReceipt(state.visit, state.of(SubmissionState), reprint, state.of(Helped))
    return stay(state.put(slips), effect)


def _print_appointment(state: VisitState, *, reprint: bool) -> Change:
    slips = replace(state.of(Slips), appointment=SlipPhase.PRINTING, problem="")
    return stay(state.put(slips), PrintAppointment(state.visit, state.of(SubmissionState), reprint))


def _retry(state: VisitState) -> Change:
    """Print what could not be printed before."""
    slips = state.of(Slips)
    if slips.receipt is SlipPhase.WAITING:
        return _print_receipt(state, reprint=False)
    if slips.appointment is SlipPhase.WAITING:
        return _print_appointment(state, reprint=False)
    return stay(state)


def _printed(_context: Context, state: VisitState, event: SlipPrinted) -> Change:
    slips = replace(state.of(Slips), problem="")
    # A payment that follows has a slip of its own, which says nothing of these.
    match event.slip:
        case "receipt":
            return _print_next(state.put(replace(slips, receipt=SlipPhase.PRINTED)))
        case "appointment":
            return stay(state.put(replace(slips, appointment=SlipPhase.PRINTED)))
    return stay(state)


def _not_printed(context: Context, state: VisitState, event: SlipFailed) -> Change:
    retry_at = state.now + context.options.retry_print_s
    slips = replace(state.of(Slips), problem=event.problem, retry_at=retry_at)
    match event.slip:
        case "receipt":
            return stay(state.put(replace(slips, receipt=event.phase)))
        case "appointment":
            return stay(state.put(replace(slips, appointment=event.phase)))
    return stay(state)


def _health_changed(_context: Context, state: VisitState, event: HealthChanged) -> Change:
    return _retry(state) if event.printer == "" else stay(state)


def _reprint(_context: Context, state: VisitState, _event: Reprint) -> Change:
    slips = state.of(Slips)
    if not slips.may_reprint:
        return stay(state)
    state = state.put(replace(slips, reprints_left=slips.reprints_left - 1))
    # Reprint the slip whose printing was not confirmed.
    if slips.appointment is SlipPhase.UNCONFIRMED and slips.receipt is SlipPhase.PRINTED:
        return _print_appointment(state, reprint=True)
    return _print_receipt(state, reprint=True)


def _try_again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    submission = state.of(SubmissionState)
    if submission.waits_for_sign_in:
        return stay(state)
    return _save(state) if submission.phase is SubmitPhase.FAILED else _retry(state)


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return done(state) if state.of(SubmissionState).durable else stay(state)


def fee_due(context: Context, state: VisitState) -> int:
    """Give the fee that can be paid now, in đồng: 0 for none, for one not known whole, and offline."""
    submission = state.of(SubmissionState)
    if submission.phase is not SubmitPhase.SENT or submission.given is None or not state.health.online:
        return 0
    given = submission.given
    if not context.of(WaysToPay).offered:
        return 0
    online = files_online(given.identity, state.of(Helped))
    return fee_total(given.procedure, given.answers, online=online) or 0


def _pay(context: Context, state: VisitState, _event: PayNow) -> Change:
    if not fee_due(context, state):
        return stay(state)
    return done(state.put(ToPay(state.of(SubmissionState).code, wanted=True)))


def _another(_context: Context, state: VisitState, _event: AnotherErrand) -> Change:
    return go(FINISHED, state) if state.of(SubmissionState).durable else stay(state)


def _tick(context: Context, state: VisitState) -> Change:
    """Print without the official code when it does not come in time; try again what did not print."""
    submission, slips = state.of(SubmissionState), state.of(Slips)
    if submission.phase is SubmitPhase.SAVED and slips.receipt is SlipPhase.NOT_ASKED:
        waited = state.now - submission.saved_at
        return (
            _print_receipt(state, reprint=False)
            if waited >= context.options.wait_for_portal_s
            else stay(state)
        )
    waiting = SlipPhase.WAITING in (slips.receipt, slips.appointment)
    return _retry(state) if waiting and state.now >= slips.retry_at else stay(state)


STEP = Step(
    "confirmation",
    {
        Reprint: _reprint,
        AnotherErrand: _another,
        PayNow: _pay,
        TryAgain: _try_again,
        SignInAnew: _sign_in,
        Next: _next,
    },
    always={
        DossierSaved: _saved,
        SavingFailed: _not_saved,
        DeliveryNews: _news,
        SlipPrinted: _printed,
        SlipFailed: _not_printed,
        HealthChanged: _health_changed,
    },
    enter=_enter,
    always_tick=_tick,
    working=lambda state: state.of(SubmissionState).phase is SubmitPhase.SAVING,
    saved=lambda state: state.of(SubmissionState).durable,
    holds=lambda state: state.of(SubmissionState).phase is SubmitPhase.SAVING,
)
