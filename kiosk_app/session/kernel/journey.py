"""What a journey is made of: its steps in order, and when each is gone to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk_app.catalogue.model import Text
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.state import NO_TEXT, Errand, VisitState
from kiosk_app.session.kernel.step import Step

Guard = Callable[[VisitState], bool]


def always(_state: VisitState) -> bool:
    """Hold for every state."""
    return True


def never(_state: VisitState) -> bool:
    """Never hold: such a leg is gone to only where another step names it as its way."""
    return False


@dataclass(frozen=True, slots=True)
class Leg:
    """One line of a journey's table."""

    step: Step
    when: Guard = always
    """Gone to only when this holds; passed over otherwise, forwards and backwards."""
    lacking: Guard = always
    """On the way back to a step that asked for a change: whether this one is to be gone through again."""
    back: bool = True
    """False: from here there is no way back."""
    ways: Mapping[str, str] = field(default_factory=dict)
    """Ways of the step's own → name of the step that they lead to."""
    changes: frozenset[str] = frozenset()
    """Those of `ways` that ask for a change: when it is made, this step follows again."""
    counted: bool = True
    """Whether the progress bar counts it."""


def _no_errands(_context: Context) -> tuple[Errand, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Door:
    """A way into a journey that is no tile: from the welcome screen, and from another errand if it says so.

    The event that opened it then goes to the journey's first step like any other.
    """

    event: type[Event]
    opens: Callable[[Any], bool] = lambda _event: True
    """Whether such an event is one for this journey."""
    between_errands: bool = False
    """Also while somebody is between two errands; otherwise only while nobody is there."""
    when_closed: bool = True
    """Also while the kiosk takes no dossier."""
    watch: Callable[[int], Effect] | None = None
    """What lets such events happen on the welcome screen, by the visit's number; None: nothing."""
    unwatch: Effect | None = None
    """What ends that once a journey begins."""
    anywhere: bool = False
    """Also in the middle of another errand: at once where nothing is lost, else after a question."""
    question: Text = NO_TEXT
    """That question: where this door leads."""
    enter: Text = NO_TEXT
    """What the button says that gives up the errand under way and goes through."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One errand: a table of steps."""

    name: str
    legs: tuple[Leg, ...]
    errands: Callable[[Context], tuple[Errand, ...]] = _no_errands
    """What the welcome screen offers of it today."""
    begin: Callable[[Context, VisitState, str], VisitState] = lambda _context, state, _subject: state
    """Prepare the state; the third argument is the subject of the errand."""

    doors: tuple[Door, ...] = ()
    """Ways in beside the tiles."""
    loses: Guard = always
    """Whether leaving it loses what the citizen gave, at a step that is not saved."""
    about: Callable[[VisitState], str] = lambda _state: ""
    """What its end is counted under: the code of a procedure, "" for the journey's own name."""
    assisted: Guard = never
    """Whether somebody else helped, beside an officer who was called."""
    achieved: Guard = always
    """Whether it has done what it is for, once leaving loses nothing."""
    counted: bool = True
    """Whether its end is counted for the province: what staff do is not."""
    has_doors: bool = True
    """Whether doors that open anywhere open here."""

    def index(self, step: str) -> int:
        """Place of a step in the table. KeyError when the journey does not have it."""
        for place, leg in enumerate(self.legs):
            if leg.step.name == step:
                return place
        raise KeyError(f"{self.name} has no step {step}")

    def leg(self, step: str) -> Leg:
        """Line of a step. KeyError when the journey does not have it."""
        return self.legs[self.index(step)]

    def after(self, step: str, state: VisitState) -> Leg | None:
        """Give the next line that is to be gone to; None at the end."""
        for leg in self.legs[self.index(step) + 1 :]:
            if leg.step.name == state.return_to:
                return leg
            if leg.when(state) and (not state.return_to or leg.lacking(state)):
                return leg
        return None

    def before(self, step: str, state: VisitState) -> Leg | None:
        """Give the line before; None at the beginning, and where there is no way back."""
        place = self.index(step)
        if not self.legs[place].back:
            return None
        return next((leg for leg in reversed(self.legs[:place]) if leg.when(state)), None)

    def first(self, state: VisitState) -> Leg:
        """Give the line that the journey begins with."""
        return next(leg for leg in self.legs if leg.when(state))

    def progress(self, step: str) -> tuple[int, int]:
        """Give which of how many counted steps this is; (0, 0) for one that is not counted.

        (0, 0) as well where an answer decides whether a step is gone to: a total that changes on the way is
        no total, and a change asked for on the last page may still add a step.
        """
        counted = [one for one in self.legs if one.counted]
        names = [one.step.name for one in counted]
        settled = all(one.when is always for one in counted)
        return (names.index(step) + 1, len(names)) if settled and step in names else (0, 0)
