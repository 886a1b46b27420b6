"""The way into service mode: a PIN on the screen's own pad, or a badge before the reader."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.identity.payload import StaffBadge
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.service import EnterService, InService, ServiceEntered
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay

SHORTEST, LONGEST = 6, 12
"""Digits of a PIN."""


@dataclass(frozen=True, slots=True)
class ServiceEntry(Slice):
    """Problem codes: "service.wrong", "service.shared", "service.locked", "service.unavailable"."""

    typed: str = ""
    checking: bool = False
    problem: str = ""
    wait_s: int = 0

    def __repr__(self) -> str:
        return f"ServiceEntry({len(self.typed)} digits, {self.problem})"


@dataclass(frozen=True, slots=True)
class PinTyped(Touch):
    """A key of the pad."""

    text: str

    def __repr__(self) -> str:
        return "PinTyped(…)"


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServiceEntry()), StartReader(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServiceEntry()), StopReader())


def _typed(_context: Context, state: VisitState, event: PinTyped) -> Change:
    entry = state.of(ServiceEntry)
    if entry.checking or not (event.text.isascii() and (event.text.isdigit() or event.text == "")):
        return stay(state)
    # The box takes no further key; a text that is too long came another way, and none of it is taken.
    if len(event.text) > LONGEST:
        return stay(state)
    return stay(state.put(replace(entry, typed=event.text, problem="")))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    entry = state.of(ServiceEntry)
    if entry.checking or len(entry.typed) < SHORTEST:
        return stay(state)
    return _check(state, pin=entry.typed)


def _check(state: VisitState, *, pin: str = "", badge: str = "") -> Change:
    # The digits are gone from the screen as soon as they are under way.
    return stay(state.put(ServiceEntry(checking=True)), EnterService(state.visit, pin, badge))


def _seen(_context: Context, state: VisitState, event: QrSeen) -> Change:
    if state.of(ServiceEntry).checking or not isinstance(event.payload, StaffBadge):
        return stay(state)
    return _check(state, badge=event.payload.text)


def _entered(_context: Context, state: VisitState, event: ServiceEntered) -> Change:
    if not state.of(ServiceEntry).checking:
        return stay(state)
    if event.result != "accepted":
        refused = ServiceEntry(problem=f"service.{event.result}", wait_s=event.wait_s)
        return stay(state.put(refused), PlaySound(Sound.REFUSED), StartReader(state.visit))
    return done(state.put(InService(event.role, event.name)), PlaySound(Sound.ACCEPTED))


STEP = Step(
    "service_entry",
    {PinTyped: _typed, Next: _next, QrSeen: _seen, ServiceEntered: _entered},
    enter=_enter,
    reads=True,
    left=_left,
    working=lambda state: state.of(ServiceEntry).checking,
    saved=lambda _state: True,
)
