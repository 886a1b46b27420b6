"""What a procedure needs is told, and taken along: as a slip, and as a code that the phone keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.guide import Guide
from kiosk_app.session.facts.guidance import Guidance
from kiosk_app.session.facts.printing import SlipFailed, SlipPhase, SlipPrinted, times_printed
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay

SLIP = "guide"
"""Name of this slip in `SlipPrinted` and `SlipFailed`."""


@dataclass(frozen=True, slots=True)
class TakeAlong(Slice):
    """The slip."""

    phase: SlipPhase = SlipPhase.NOT_ASKED
    problem: str = ""
    """Code of drivers.printer.port; "" for none."""
    printed: int = 0
    """How often it was asked for: a roll that one citizen prints empty is missing for the next."""
    may_print: bool = True


@dataclass(frozen=True, slots=True)
class PrintAsked(Touch):
    """ "In phiếu"."""


@dataclass(frozen=True, slots=True)
class PrintGuide(Effect):
    """Print what a procedure needs (→ SlipPrinted | SlipFailed, slip "guide")."""

    visit: int
    guide: Guide


def _enter(context: Context, state: VisitState) -> Change:
    taken = state.of(TakeAlong)
    phase = taken.phase if taken.phase is SlipPhase.PRINTING else SlipPhase.NOT_ASKED
    return stay(state.put(replace(taken, phase=phase, problem="", may_print=_may_print(context, taken))))


def _may_print(context: Context, taken: TakeAlong) -> bool:
    return taken.printed <= context.options.reprints


def _print(_context: Context, state: VisitState, _event: PrintAsked) -> Change:
    taken, guide = state.of(TakeAlong), state.of(Guidance).guide
    if guide is None or not taken.may_print or taken.phase is SlipPhase.PRINTING:
        return stay(state)
    printing = replace(taken, phase=SlipPhase.PRINTING, problem="")
    return stay(state.put(printing), PrintGuide(state.visit, guide))


def _printed(context: Context, state: VisitState, event: SlipPrinted) -> Change:
    return _ended(context, state, event.slip, SlipPhase.PRINTED, "")


def _failed(context: Context, state: VisitState, event: SlipFailed) -> Change:
    return _ended(context, state, event.slip, event.phase, event.problem)


def _ended(context: Context, state: VisitState, slip: str, phase: SlipPhase, problem: str) -> Change:
    if slip != SLIP:
        return stay(state)
    taken = state.of(TakeAlong)
    used = times_printed(taken.printed, phase)
    taken = replace(taken, phase=phase, problem=problem, printed=used)
    return stay(state.put(replace(taken, may_print=_may_print(context, taken))))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return done(state)


STEP = Step(
    "requirements",
    {PrintAsked: _print, Next: _next},
    always={SlipPrinted: _printed, SlipFailed: _failed},
    enter=_enter,
    patience=2.0,
    saved=lambda _state: True,
)
