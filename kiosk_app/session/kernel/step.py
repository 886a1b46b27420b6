"""What a step is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.state import VisitState

DONE = "done"
"""The step has what it is for; the journey says what follows."""
BACK = "back"
"""To the step before, as the journey orders them."""
LEAVE = "leave"
"""The visit ends here, and everything of it is wiped."""
FINISHED = "finished"
"""The errand ends here; what the citizen signed in with is kept for their next one."""
ASK = "ask"
"""The visit ends here if the citizen agrees: leaving loses what they gave."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a handler answers: the new state, what is to be done, and where the step wants to go."""

    state: VisitState
    effects: tuple[Effect, ...] = ()
    outcome: str = ""
    """ "" stays; `DONE`, `BACK`, `LEAVE`, `ASK`, or a way of the step's own that the journey names."""
    errand: tuple[str, str] | None = None
    """(journey, subject) of the errand that this one leads to when it is finished."""

    def before(self, later: Change) -> Change:
        """Give the later change with this one's effects before its own."""
        return replace(later, effects=(*self.effects, *later.effects))


Handler = Callable[[Context, VisitState, Any], Change]
"""The third argument is an event of the type that the handler stands under."""
Handlers = Mapping[type[Event], Handler]


def stay(state: VisitState, *effects: Effect) -> Change:
    """Go on with this step."""
    return Change(state, effects)


def done(state: VisitState, *effects: Effect) -> Change:
    """The step is done."""
    return Change(state, effects, DONE)


def back(state: VisitState, *effects: Effect) -> Change:
    """To the step before."""
    return Change(state, effects, BACK)


def leave(state: VisitState, *effects: Effect) -> Change:
    """The visit ends."""
    return Change(state, effects, LEAVE)


def ask(state: VisitState) -> Change:
    """The visit ends once the citizen has agreed that what they gave is lost."""
    return Change(state, (), ASK)


def begin(journey: str, subject: str, state: VisitState, *effects: Effect) -> Change:
    """Finish this errand and begin another one, as if its tile had been touched."""
    return Change(state, effects, FINISHED, (journey, subject))


def go(way: str, state: VisitState, *effects: Effect) -> Change:
    """Take a way of the step's own."""
    return Change(state, effects, way)


def _nothing(_context: Context, state: VisitState) -> Change:
    return stay(state)


def _idle(_state: VisitState) -> bool:
    return False


def _takes_nothing(_state: VisitState, _event: Event) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do in a journey, shown by the screen of the same name."""

    name: str
    handlers: Handlers
    """What it answers to while it is shown. Without a handler for `Back` that leads to the step before,
    unless the step `holds`."""
    always: Handlers = field(default_factory=dict)
    """What it answers to as long as its journey lasts, shown or not: results that may come late."""
    enter: Callable[[Context, VisitState], Change] = _nothing
    """Called when the step is come to from another."""
    left: Callable[[Context, VisitState], Change] = _nothing
    """Called when it is left, whichever way: lets go of its devices."""
    tick: Callable[[Context, VisitState], Change] = _nothing
    """Called every second while it is shown."""
    always_tick: Callable[[Context, VisitState], Change] = _nothing
    """Called every second as long as the journey lasts."""
    working: Callable[[VisitState], bool] = _idle
    """Whether the machine itself is at work here: then nobody is idle."""
    patience: float = 1.0
    """How much longer than usual a person may need here without a touch."""
    saved: Callable[[VisitState], bool] = _idle
    """Whether leaving now loses nothing: then "Hủy" asks nothing, it ends the visit."""
    reads: bool = False
    """Uses the device by which doors are watched: it is let go of before."""
    takes: Callable[[VisitState, Event], bool] = _takes_nothing
    """Whether what would open a door elsewhere is asked for here."""
    holds: Callable[[VisitState], bool] = _idle
    """Whether something is being made durable: then nothing can be cancelled, and nobody goes back."""
