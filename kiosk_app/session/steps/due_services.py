"""What is due to who signed in: one touch opens it filled in, another puts it off for this visit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.due_services import FOUND, DueServices, asked
from kiosk_app.session.facts.signer import SIGN_IN_ANEW, Signer, SignInAnew
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, begin, done, go, stay

FILING = "filing"
"""The errand that a service is opened with."""


@dataclass(frozen=True, slots=True)
class Offered(Slice):
    """What can be filed at this kiosk today."""

    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ServiceOpened(Touch):
    """ "Làm ngay"."""

    uid: str


@dataclass(frozen=True, slots=True)
class ServicePutOff(Touch):
    """ "Để sau"."""

    uid: str


def _enter(context: Context, state: VisitState) -> Change:
    state = state.put(Offered(frozenset(one.code for one in context.procedures())))
    due = state.of(DueServices)
    under_way = not due.result and due.asked_in == state.visit
    return stay(state) if under_way or due.result == FOUND else _ask(state)


def _ask(state: VisitState) -> Change:
    identity = state.of(Signer).identity
    return asked(state, identity.ticket if identity else "")


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    return stay(state) if state.of(DueServices).result in ("", FOUND) else _ask(state)


def sign_in_over(state: VisitState) -> bool:
    """Whether nothing is told because the sign-in holds no longer."""
    return state.of(DueServices).result == "sign_in" and state.of(Signer).verified


def _sign_in(_context: Context, state: VisitState, _event: SignInAnew) -> Change:
    return go(SIGN_IN_ANEW, state.put(Signer(over=True))) if sign_in_over(state) else stay(state)


def _opened(_context: Context, state: VisitState, event: ServiceOpened) -> Change:
    due = state.of(DueServices)
    chosen = next((one for one in due.open() if one.uid == event.uid), None)
    if chosen is None or chosen.service_code not in state.of(Offered).codes:
        return stay(state)
    opened = replace(due, opened=chosen.uid, seen=due.seen | {chosen.uid})
    return begin(FILING, chosen.service_code, state.put(opened))


def _put_off(_context: Context, state: VisitState, event: ServicePutOff) -> Change:
    due = state.of(DueServices)
    return stay(state.put(replace(due, seen=due.seen | {event.uid})))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return done(state)


STEP = Step(
    "due_services",
    {ServiceOpened: _opened, ServicePutOff: _put_off, TryAgain: _again, SignInAnew: _sign_in, Next: _next},
    enter=_enter,
    working=lambda state: not state.of(DueServices).result,
    patience=2.0,
    saved=lambda _state: True,
)
