"""Sign-in by the phone's own camera: it scans a code on the screen, and its owner approves there."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk_app.identity.model import Identity, IdentityMethod, VerifyResult
from kiosk_app.session.facts import due_services, questions
from kiosk_app.session.facts.account import wrong_account
from kiosk_app.session.facts.due_services import DueServices
from kiosk_app.session.facts.phone_sign_in import AskPhone, BeginPhone, PhoneAnswered, PhoneBegun
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay

ASK_EVERY_S = 2.0
"""How soon an approval on the phone shows here."""


class PhonePhase(StrEnum):
    """What the screen shows."""

    BEGINNING = "beginning"
    SHOWN = "shown"
    """The code stands on the screen, and a countdown."""
    CONFIRM = "confirm"
    """Somebody approved: is it the person who stands here?"""
    REFUSED = "refused"
    """`problem` says why; another try is open."""


@dataclass(frozen=True, slots=True)
class PhoneSignIn(Slice):
    """Problem codes: "phone.unavailable", "phone.locked", "phone.denied", "phone.expired", "identity.*"."""

    phase: PhonePhase = PhonePhase.BEGINNING
    problem: str = ""
    handle: str = ""
    address: str = ""
    user_code: str = ""
    ends_at: float = 0.0
    """Monotonic seconds."""
    seconds_left: int = 0
    ask_at: float = 0.0
    candidate: Identity | None = None


@dataclass(frozen=True, slots=True)
class ThatIsMe(Touch):
    """Who approved is who stands here."""


@dataclass(frozen=True, slots=True)
class NotMe(Touch):
    """Somebody else approved: nothing of them is kept, a new code is shown."""


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(PhoneSignIn()), BeginPhone(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(PhoneSignIn()))


def _again(context: Context, state: VisitState, _event: TryAgain | NotMe) -> Change:
    return _enter(context, state)


def _begun(_context: Context, state: VisitState, event: PhoneBegun) -> Change:
    if state.of(PhoneSignIn).phase is not PhonePhase.BEGINNING:
        return stay(state)
    if event.result != "begun":
        return stay(_refused(state, f"phone.{event.result}"))
    shown = PhoneSignIn(
        PhonePhase.SHOWN,
        handle=event.handle,
        address=event.address,
        user_code=event.user_code,
        ends_at=state.now + event.expires_s,
        seconds_left=event.expires_s,
        ask_at=state.now + ASK_EVERY_S,
    )
    return stay(state.put(shown))


def _tick(_context: Context, state: VisitState) -> Change:
    phone = state.of(PhoneSignIn)
    if phone.phase is not PhonePhase.SHOWN:
        return stay(state)
    left = math.ceil(phone.ends_at - state.now)
    if left <= 0:
        return stay(_refused(state, "phone.expired"))
    counted = replace(phone, seconds_left=left)
    if state.now < phone.ask_at:
        return stay(state.put(counted))
    # Asked again by itself where an answer was lost; the daemon asks the service as often as that allows.
    asked = replace(counted, ask_at=state.now + ASK_EVERY_S)
    return stay(state.put(asked), AskPhone(state.visit, phone.handle))


def _answered(_context: Context, state: VisitState, event: PhoneAnswered) -> Change:
    phone = state.of(PhoneSignIn)
    if phone.phase is not PhonePhase.SHOWN or event.handle != phone.handle:
        return stay(state)
    match event.result:
        case "pending" | VerifyResult.UNAVAILABLE.value:
            return stay(state)
        case VerifyResult.VERIFIED.value if wrong_account(state, event.claims):
            return stay(_refused(state, "identity.organisation"), PlaySound(Sound.REFUSED))
        case VerifyResult.VERIFIED.value:
            who = Identity(
                IdentityMethod.VNEID_VERIFIED,
                event.claims,
                by_phone=True,
                level=event.level,
                ticket=event.ticket,
            )
            confirm = PhoneSignIn(PhonePhase.CONFIRM, candidate=who)
            return stay(state.put(confirm), PlaySound(Sound.ACCEPTED))
        case "denied" | "expired":
            return stay(_refused(state, f"phone.{event.result}"))
        case _:
            return stay(_refused(state, f"identity.{event.result}"), PlaySound(Sound.REFUSED))


def _that_is_me(_context: Context, state: VisitState, _event: ThatIsMe) -> Change:
    who = state.of(PhoneSignIn).candidate
    if who is None:
        return stay(state)
    form = questions.signed_in(state, who)
    change = due_services.asked(state.put(Signer(who), form, DueServices()), who.ticket)
    return done(change.state, *change.effects)


def _refused(state: VisitState, problem: str) -> VisitState:
    return state.put(PhoneSignIn(PhonePhase.REFUSED, problem))


STEP = Step(
    "phone_sign_in",
    {
        PhoneBegun: _begun,
        PhoneAnswered: _answered,
        ThatIsMe: _that_is_me,
        NotMe: _again,
        TryAgain: _again,
    },
    enter=_enter,
    left=_left,
    tick=_tick,
    working=lambda state: state.of(PhoneSignIn).phase is PhonePhase.BEGINNING,
    patience=2.5,
)
"""A phone has to be found, unlocked, its app opened, and a passcode typed."""
