"""A request is made durable, and its slip printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk_app.session.facts.due_services import DueServices
from kiosk_app.session.facts.filing import Papers
from kiosk_app.session.facts.followed import (
    Action,
    DossierStatus,
    Followed,
    RequestFailed,
    RequestSaved,
    SendRequest,
)
from kiosk_app.session.facts.petition import Petitioner
from kiosk_app.session.facts.printing import SlipEnded, SlipFailed, SlipPhase, SlipPrinted, times_printed
from kiosk_app.session.facts.signer import (
    ACCOUNTS,
    NO_ACCOUNT,
    OTHER_PERSON,
    SIGN_IN_ANEW,
    SIGN_IN_OVER,
    SIGN_IN_PROBLEMS,
    Consent,
    Signer,
    SignInAnew,
)
from kiosk_app.session.facts.voice import Recorded
from kiosk_app.session.facts.witness import MustBeSeen, Witness
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Touch
from kiosk_app.session.kernel.events import Back, Next, TryAgain
from kiosk_app.session.kernel.presence import goodbye
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, go, stay

_WITH_PAGES = frozenset({Action.SUPPLEMENT, Action.PETITION, Action.CERTIFIED_COPY})
_OWN = frozenset({Action.PETITION, Action.CERTIFIED_COPY, Action.BOOKING})
"""About no dossier: nobody has agreed to anything before, and perhaps nobody signed in."""
_FINAL = frozenset({Action.WITHDRAWAL, Action.CONFIRMATION})
"""Sent for nobody whom no account vouches for."""
_TO_BE_CHANGED = frozenset({"prepare.too_large", "copy.too_large", "voice.too_large", "badge.needed"})
"""Problems that the same request meets again for ever. With them nothing was stored, for certain."""
SLIP = "request"
"""Name of the slip in `SlipPrinted` and `SlipFailed`."""


class SendingPhase(StrEnum):
    """How far it is."""

    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sending(Slice):
    """The request and its slip."""

    phase: SendingPhase = SendingPhase.SAVING
    reference_uid: str = ""
    problem: str = ""
    asked_by: str | None = None
    """Personal id of whose sign-in is over: what they began is sent for nobody else.

    None while nobody's is; "" for one that told no id, and then it is sent for nobody."""
    agreed_at: datetime | None = None
    """When they agreed to the notice: nobody else has, until they are back."""
    code: str = ""
    key: str = ""
    """What opens the answer; printed on the slip of a request about no dossier."""
    at: datetime | None = None
    pages: int = 0
    slip: SlipPhase = SlipPhase.NOT_ASKED
    slip_at: float = 0.0
    """Monotonic seconds when the printing ended."""
    printed: int = 0
    may_print: bool = True
    """Whether another slip may be asked for: a roll that one prints empty is missing for the next."""


@dataclass(frozen=True, slots=True)
class RequestSlipAsked(Touch):
    """ "In lại phiếu"."""


@dataclass(frozen=True, slots=True)
class PrintRequest(Effect):
    """Print the confirmation of a request (→ SlipPrinted | SlipFailed, slip "request")."""

    visit: int
    action: Action
    found: DossierStatus | None
    sending: Sending
    answers: tuple[tuple[str, str], ...]
    reprint: bool
    name: str = ""
    """Of who asks, where no dossier names them; "" where no name is given."""

    def __repr__(self) -> str:
        return f"PrintRequest({self.sending.code})"


def may_sign_in(sending: Sending) -> bool:
    """Whether the same request goes out once its citizen signs in anew."""
    return sending.phase is SendingPhase.FAILED and sending.problem in SIGN_IN_PROBLEMS


def _enter(context: Context, state: VisitState) -> Change:
    sending = state.of(Sending)
    if sending.phase is SendingPhase.SAVED:
        return stay(state)
    if sending.asked_by is not None:
        problem = _may_not_send(state)
        if problem:
            # Another person signed in. They are signed out again, and the request of the first stays on hold.
            failed = replace(sending, phase=SendingPhase.FAILED, problem=problem)
            return stay(state.put(failed, Signer(over=True), DueServices()))
        state = state.put(Consent(given_at=sending.agreed_at))
    uid = sending.reference_uid or context.new_reference_uid()
    return _send(
        state.put(Sending(reference_uid=uid, asked_by=sending.asked_by, agreed_at=sending.agreed_at))
    )


def _may_not_send(state: VisitState) -> str:
    """Why what one person began is not sent for who signed in after them; "" where it is."""
    action, asked_by = state.of(Followed).action, state.of(Sending).asked_by
    identity = state.of(Signer).identity
    if asked_by is None:
        return ""
    if identity is None:
        # They came back from the sign-in screen without signing in.
        return SIGN_IN_OVER
    same = bool(asked_by) and identity.claims.get("personal_id") == asked_by
    if identity.verified or action in _OWN:
        return "" if same else OTHER_PERSON
    return "" if same and action not in _FINAL else NO_ACCOUNT


def somebody_else(state: VisitState) -> bool:
    """Whether who signed in last is not the one whose sign-in was over: they are asked for nothing here."""
    return bool(_may_not_send(state))


def _send(state: VisitState) -> Change:
    followed, identity, sending = state.of(Followed), state.of(Signer).identity, state.of(Sending)
    own, named = followed.action in _OWN, _named(state)
    if (named and identity is None) or (not own and followed.found is None):
        return stay(state)
    vouched = identity is not None and identity.method in ACCOUNTS
    if state.of(MustBeSeen).required and not vouched and not state.of(Witness).confirmation:
        return stay(state.put(replace(sending, phase=SendingPhase.FAILED, problem="badge.needed")))
    pages = tuple(page for line in state.of(Papers).lines for page in line.pages)
    return stay(
        state,
        SendRequest(
            state.visit,
            sending.reference_uid,
            followed.action,
            followed.found,
            identity if named else None,
            followed.answers,
            pages if followed.action in _WITH_PAGES else (),
            state.of(Consent).given_at if own and named else None,
            state.of(Petitioner).told if own and named else (),
            state.of(Witness).confirmation if followed.action is Action.CERTIFIED_COPY else "",
            state.of(Recorded).voice if followed.action is Action.PETITION else None,
        ),
    )


def _named(state: VisitState) -> bool:
    """Whether who asks is named: only a petition may come without a name."""
    return state.of(Followed).action is not Action.PETITION or state.of(Petitioner).named


def _saved(_context: Context, state: VisitState, event: RequestSaved) -> Change:
    sending = state.of(Sending)
    if event.reference_uid != sending.reference_uid or sending.phase is SendingPhase.SAVED:
        return stay(state)
    saved = replace(
        sending,
        phase=SendingPhase.SAVED,
        problem="",
        code=event.code,
        key=event.key,
        at=event.at,
        pages=event.pages,
    )
    # Pages and voice are in the queue; nothing of them is needed here any more.
    return _print(state.put(saved, Papers(), Recorded()), reprint=False)


def _not_saved(_context: Context, state: VisitState, event: RequestFailed) -> Change:
    sending = state.of(Sending)
    if event.reference_uid != sending.reference_uid or sending.phase is not SendingPhase.SAVING:
        return stay(state)
    failed = replace(sending, phase=SendingPhase.FAILED, problem=event.problem)
    identity = state.of(Signer).identity
    if event.problem != SIGN_IN_OVER or identity is None:
        return stay(state.put(failed))
    agreed_at = state.of(Consent).given_at
    failed = replace(failed, asked_by=identity.claims.get("personal_id"), agreed_at=agreed_at)
    return stay(state.put(failed, Signer(over=True), Consent()))


def _sign_in(_context: Context, state: VisitState, _event: SignInAnew) -> Change:
    return go(SIGN_IN_ANEW, state) if may_sign_in(state.of(Sending)) else stay(state)


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    sending = state.of(Sending)
    if sending.phase is not SendingPhase.FAILED or may_sign_in(sending):
        return stay(state)
    return _send(state.put(replace(sending, phase=SendingPhase.SAVING, problem="")))


def may_go_back(sending: Sending) -> bool:
    """Whether what was given is to be changed first; what may have been stored is never changed."""
    return sending.phase is SendingPhase.FAILED and sending.problem in _TO_BE_CHANGED


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    return back(state) if may_go_back(state.of(Sending)) else stay(state)


def _print(state: VisitState, *, reprint: bool) -> Change:
    followed, sending = state.of(Followed), state.of(Sending)
    sending = replace(sending, slip=SlipPhase.PRINTING)
    effect = PrintRequest(
        state.visit,
        followed.action,
        followed.found,
        sending,
        followed.answers,
        reprint,
        _author(state) if followed.action in _OWN else "",
    )
    return stay(state.put(sending), effect)


def _author(state: VisitState) -> str:
    petitioner, identity = state.of(Petitioner), state.of(Signer).identity
    if not _named(state):
        return ""
    return (identity.claims.get("full_name") if identity else "") or petitioner.full_name


def _reprint(_context: Context, state: VisitState, _event: RequestSlipAsked) -> Change:
    sending = state.of(Sending)
    printing = sending.slip is SlipPhase.PRINTING
    if sending.phase is not SendingPhase.SAVED or printing or not sending.may_print:
        return stay(state)
    return _print(state, reprint=sending.slip is not SlipPhase.WAITING)


def _slip_ended(context: Context, state: VisitState, event: SlipEnded) -> Change:
    if event.slip != SLIP:
        return stay(state)
    sending = state.of(Sending)
    printed = times_printed(sending.printed, event.phase)
    may = printed <= context.options.reprints
    ended = replace(sending, slip=event.phase, slip_at=state.now, printed=printed, may_print=may)
    return stay(state.put(ended))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return done(state) if state.of(Sending).phase is SendingPhase.SAVED else stay(state)


def _tick(context: Context, state: VisitState) -> Change:
    """Whoever leaves without a word is wiped soon after."""
    sending = state.of(Sending)
    over = sending.phase is SendingPhase.SAVED and sending.slip is not SlipPhase.PRINTING
    return goodbye(state, context.options.goodbye_s * 2, sending.slip_at) if over else stay(state)


STEP = Step(
    "request_sent",
    {TryAgain: _again, RequestSlipAsked: _reprint, SignInAnew: _sign_in, Next: _next, Back: _back},
    always={
        RequestSaved: _saved,
        RequestFailed: _not_saved,
        SlipPrinted: _slip_ended,
        SlipFailed: _slip_ended,
    },
    enter=_enter,
    tick=_tick,
    working=lambda state: state.of(Sending).phase is SendingPhase.SAVING,
    saved=lambda state: state.of(Sending).phase is SendingPhase.SAVED,
    holds=lambda state: state.of(Sending).phase is SendingPhase.SAVING,
)
