"""The verification code: from the portal to the phone, or on the screen and recorded as such.

The right code submits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk_app.identity.model import Claims
from kiosk_app.session.facts.delivery import SubmissionState
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.events import Back
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay

LENGTH = 6


class CodePhase(StrEnum):
    """What the code screen shows."""

    CHOOSING = "choosing"
    """Being asked for: a code is on its way."""
    WAITING = "waiting"
    """The phone got a code for something else less than a minute ago; asked for again after that."""
    SENT = "sent"
    """A one-time code went to the phone; to be typed."""
    ON_SCREEN = "on_screen"
    """The code stands on the screen; to be typed (offline or no phone)."""
    CHECKING = "checking"
    LOCKED = "locked"
    """Three wrong tries. `NoPhone` goes on with a code on the screen, recorded as such."""


_STANDING = (CodePhase.WAITING, CodePhase.SENT, CodePhase.LOCKED, CodePhase.ON_SCREEN)


@dataclass(frozen=True, slots=True)
class CodeEntry(Slice):
    """Verification. Problem codes: "code.wrong", "code.expired", "code.locked", "code.unavailable"."""

    phase: CodePhase = CodePhase.CHOOSING
    typed: str = ""
    shown_code: str = ""
    reason: str = ""
    """Why the code stands on the screen: "offline", "no_phone", "service_unavailable", "locked"."""
    phone_hint: str = ""
    tries_left: int = 3
    resend_at: float = 0.0
    """Monotonic seconds from which "Gửi lại mã" is open."""
    resend_in_s: int = 0
    problem: str = ""


# Events


@dataclass(frozen=True, slots=True)
class CodeTyped(Touch):
    """The code as typed so far (at most six digits)."""

    text: str


@dataclass(frozen=True, slots=True)
class ResendCode(Touch):
    """ "Gửi lại mã"."""


@dataclass(frozen=True, slots=True)
class NoPhone(Touch):
    """ "Tôi không có điện thoại ở đây"."""


@dataclass(frozen=True, slots=True)
class CodeRequested(Result):
    """Answer to asking for a one-time code: "sent", "too_soon", "no_phone", "unavailable", "locked"."""

    result: str
    phone_hint: str
    resend_after_s: int
    tries_left: int


@dataclass(frozen=True, slots=True)
class CodeVerdict(Result):
    """ "accepted", "wrong", "expired", "locked", "unavailable"."""

    result: str
    tries_left: int


# Effects


@dataclass(frozen=True, slots=True)
class RequestCode(Effect):
    """Have a one-time code sent to the phone (→ CodeRequested)."""

    visit: int
    reference_uid: str
    personal_id: str
    phone: str
    ticket: str
    """Of the sign-in: the daemon sends a code to nobody else."""

    def __repr__(self) -> str:
        return "RequestCode(…)"


@dataclass(frozen=True, slots=True)
class CheckCode(Effect):
    """Have a typed code checked (→ CodeVerdict)."""

    visit: int
    reference_uid: str
    code: str

    def __repr__(self) -> str:
        return "CheckCode(…)"


# What happens


def _enter(_context: Context, state: VisitState) -> Change:
    """Ask for a one-time code. The daemon answers at once when there is no portal."""
    # Back and forth must not cost the citizen the code that is on its way, nor win new tries.
    if state.of(CodeEntry).phase in _STANDING:
        return stay(state)
    return stay(state.put(CodeEntry()), _request(state))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    code = state.of(CodeEntry)
    if code.phase is CodePhase.CHECKING:
        return stay(state)
    return back(state.put(replace(code, typed="", problem="")))


def _tick(_context: Context, state: VisitState) -> Change:
    """Count down to "Gửi lại mã", or to the code that could not be sent yet."""
    code = state.of(CodeEntry)
    left = max(0, round(code.resend_at - state.now + 0.499))
    if left == 0 and code.phase is CodePhase.WAITING:
        return stay(state.put(CodeEntry()), _request(state))
    return stay(state if left == code.resend_in_s else state.put(replace(code, resend_in_s=left)))


def _request(state: VisitState) -> RequestCode:
    identity = state.of(Signer).identity
    claims = identity.claims if identity else Claims()
    reference = state.of(Filing).reference_uid
    ticket = identity.ticket if identity else ""
    return RequestCode(state.visit, reference, claims.get("personal_id"), claims.get("phone"), ticket)


def _on_screen(context: Context, state: VisitState, reason: str) -> VisitState:
    return state.put(
        CodeEntry(phase=CodePhase.ON_SCREEN, shown_code=context.new_screen_code(), reason=reason)
    )


def _requested(context: Context, state: VisitState, event: CodeRequested) -> Change:
    code = state.of(CodeEntry)
    if code.phase not in (CodePhase.CHOOSING, CodePhase.WAITING, CodePhase.SENT):
        return stay(state)
    match event.result:
        case "sent" | "too_soon":
            # Where nothing was sent for this dossier yet, the screen must not say so.
            waits = event.result == "too_soon" and code.phase is not CodePhase.SENT
            entry = CodeEntry(
                phase=CodePhase.WAITING if waits else CodePhase.SENT,
                phone_hint="" if waits else event.phone_hint or code.phone_hint,
                tries_left=event.tries_left,
                resend_at=state.now + event.resend_after_s,
                resend_in_s=event.resend_after_s,
            )
            return stay(state.put(entry))
        case "locked":
            return stay(state.put(CodeEntry(phase=CodePhase.LOCKED, tries_left=0, problem="code.locked")))
        case "no_phone":
            # No message can be sent without a sign-in; offline, the missing connection is told as the reason.
            return stay(_on_screen(context, state, "no_phone" if state.health.online else "offline"))
        case _:
            return stay(_on_screen(context, state, _why_not(state)))


def _why_not(state: VisitState) -> str:
    return "service_unavailable" if state.health.online else "offline"


def _typed(_context: Context, state: VisitState, event: CodeTyped) -> Change:
    code = state.of(CodeEntry)
    if code.phase not in (CodePhase.SENT, CodePhase.ON_SCREEN):
        return stay(state)
    text = "".join(letter for letter in event.text if letter in "0123456789")[:LENGTH]
    code = replace(code, typed=text, problem="" if text else code.problem)
    if len(text) < LENGTH:
        return stay(state.put(code))
    if code.phase is CodePhase.SENT:
        checking = state.put(replace(code, phase=CodePhase.CHECKING))
        return stay(checking, CheckCode(state.visit, state.of(Filing).reference_uid, text))
    if text == code.shown_code:
        return _right(state, "screen_code", code.reason)
    return stay(state.put(replace(code, typed="", problem="code.wrong")))


def _verdict(context: Context, state: VisitState, event: CodeVerdict) -> Change:
    code = state.of(CodeEntry)
    if code.phase is not CodePhase.CHECKING:
        return stay(state)
    code = replace(code, typed="", tries_left=event.tries_left)
    match event.result:
        case "accepted":
            return _right(state, "portal_otp", "")
        case "wrong" if event.tries_left > 0:
            return stay(state.put(replace(code, phase=CodePhase.SENT, problem="code.wrong")))
        case "expired":
            return stay(state.put(replace(code, phase=CodePhase.SENT, problem="code.expired")))
        case "wrong" | "locked":
            return stay(state.put(replace(code, phase=CodePhase.LOCKED, problem="code.locked")))
        case _:
            return stay(_on_screen(context, state, _why_not(state)))


def _right(state: VisitState, method: str, reason: str) -> Change:
    """The code was right: that is the signature under what the review showed."""
    submission = replace(state.of(SubmissionState), code_method=method, code_reason=reason)
    return done(state.put(submission, CodeEntry()))


def _resend(_context: Context, state: VisitState, _event: ResendCode) -> Change:
    code = state.of(CodeEntry)
    open_ = code.phase is CodePhase.SENT and state.now >= code.resend_at
    return stay(state, _request(state)) if open_ else stay(state)


def _no_phone(context: Context, state: VisitState, _event: NoPhone) -> Change:
    match state.of(CodeEntry).phase:
        case CodePhase.CHOOSING | CodePhase.WAITING | CodePhase.SENT:
            # No message can be sent without a sign-in; offline, the missing connection is told as the reason.
            return stay(_on_screen(context, state, "no_phone" if state.health.online else "offline"))
        case CodePhase.LOCKED:
            return stay(_on_screen(context, state, "locked"))
        case _:
            return stay(state)


STEP = Step(
    "code",
    {
        CodeRequested: _requested,
        CodeTyped: _typed,
        CodeVerdict: _verdict,
        ResendCode: _resend,
        NoPhone: _no_phone,
        Back: _back,
    },
    enter=_enter,
    tick=_tick,
    working=lambda state: state.of(CodeEntry).phase is CodePhase.CHECKING,
    patience=2.0,
)
"""A message may take a minute to come."""
