"""The step and the journey: all that a new errand needs below the screen."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.catalogue.model import Text
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.journey import Journey, Leg
from kiosk_app.session.kernel.state import Errand, Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay
from kiosk_app.session.steps import consent


@dataclass(frozen=True, slots=True)
class Greeting(Slice):
    """How often somebody was greeted."""

    times: int = 0


@dataclass(frozen=True, slots=True)
class Greeted(Touch):
    """The button was touched."""


def _greeted(_context: Context, state: VisitState, _event: Greeted) -> Change:
    times = state.of(Greeting).times + 1
    after = state.put(Greeting(times))
    return done(after) if times == 2 else stay(after)


JOURNEY = Journey(
    name="greet",
    legs=(Leg(consent.STEP), Leg(Step("greeting", {Greeted: _greeted}))),
    errands=lambda _context: (Errand("greet", "", Text("Chào hỏi", "Greet")),),
)
