"""What a procedure needs is told, and taken along: as a slip, and as a code that the phone keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.card import FilingPlace
from kiosk_app.catalogue.guide import Guide
from kiosk_app.session.facts.booking import VisitMatter
from kiosk_app.session.facts.certified_copy import CertifiedCopies
from kiosk_app.session.facts.guidance import Guidance
from kiosk_app.session.facts.printing import SlipEnded, SlipFailed, SlipPhase, SlipPrinted, times_printed
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.day import OpeningHours
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
    books: bool = False
    """Whether a half day at the counter can be asked for: the procedure is handed in there, and not here."""


@dataclass(frozen=True, slots=True)
class PrintAsked(Touch):
    """ "In phiếu"."""


@dataclass(frozen=True, slots=True)
class CounterVisitAsked(Touch):
    """ "Xin hẹn đến quầy"."""


@dataclass(frozen=True, slots=True)
class PrintGuide(Effect):
    """Print what a procedure needs (→ SlipPrinted | SlipFailed, slip "guide")."""

    visit: int
    guide: Guide


def _enter(context: Context, state: VisitState) -> Change:
    taken = state.of(TakeAlong)
    phase = taken.phase if taken.phase is SlipPhase.PRINTING else SlipPhase.NOT_ASKED
    may = _may_print(context, taken)
    taken = replace(taken, phase=phase, problem="", may_print=may, books=_books(context, state))
    return stay(state.put(taken, VisitMatter()))


def _books(context: Context, state: VisitState) -> bool:
    guide = state.of(Guidance).guide
    # A reason may name another place (the police of the commune): nobody is sent to the wrong one.
    if guide is None or guide.repealed or guide.reason.vi or guide.place is not FilingPlace.COUNTER:
        return False
    return context.of(CertifiedCopies).booked and bool(context.of(OpeningHours).hours)


def _visit(_context: Context, state: VisitState, _event: CounterVisitAsked) -> Change:
    guide = state.of(Guidance).guide
    if guide is None or not state.of(TakeAlong).books:
        return stay(state)
    return done(state.put(VisitMatter(f"{guide.name.vi} ({guide.code})")))


def _may_print(context: Context, taken: TakeAlong) -> bool:
    return taken.printed <= context.options.reprints


def _print(_context: Context, state: VisitState, _event: PrintAsked) -> Change:
    taken, guide = state.of(TakeAlong), state.of(Guidance).guide
    if guide is None or not taken.may_print or taken.phase is SlipPhase.PRINTING:
        return stay(state)
    printing = replace(taken, phase=SlipPhase.PRINTING, problem="")
    return stay(state.put(printing), PrintGuide(state.visit, guide))


def _slip_ended(context: Context, state: VisitState, event: SlipEnded) -> Change:
    if event.slip != SLIP:
        return stay(state)
    taken = state.of(TakeAlong)
    used = times_printed(taken.printed, event.phase)
    taken = replace(taken, phase=event.phase, problem=event.problem, printed=used)
    return stay(state.put(replace(taken, may_print=_may_print(context, taken))))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return done(state)


STEP = Step(
    "requirements",
    {PrintAsked: _print, CounterVisitAsked: _visit, Next: _next},
    always={SlipPrinted: _slip_ended, SlipFailed: _slip_ended},
    enter=_enter,
    patience=2.0,
    saved=lambda _state: True,
)
