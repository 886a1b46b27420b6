"""A new roll for the printer, one thing at a time; a test slip shows that it lies right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.printing import SlipFailed, SlipPhase, SlipPrinted
from kiosk_app.session.facts.service import DoService, PrintTestSlip, ServiceAct, ServiceDone
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.events import Back, Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, stay

PICTURES = ("open", "core", "roll", "close", "test")
"""What the hands do, in their order."""
SLIP = "test"
"""Name of this slip in `SlipPrinted` and `SlipFailed`."""


@dataclass(frozen=True, slots=True)
class ServicePaper(Slice):
    """Which picture is shown, and how the test slip fares."""

    at: int = 0
    slip: SlipPhase = SlipPhase.NOT_ASKED
    problem: str = ""


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServicePaper()))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    paper = state.of(ServicePaper)
    if paper.at < len(PICTURES) - 1:
        return stay(state.put(replace(paper, at=paper.at + 1)))
    if paper.slip is SlipPhase.PRINTED:
        return back(state)
    if paper.slip is SlipPhase.PRINTING:
        return stay(state)
    printing = replace(paper, slip=SlipPhase.PRINTING, problem="")
    return stay(state.put(printing), DoService(state.visit, ServiceAct.PAPER))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    paper = state.of(ServicePaper)
    if paper.at == 0:
        return back(state)
    return stay(state.put(ServicePaper(at=paper.at - 1)))


def _done(_context: Context, state: VisitState, event: ServiceDone) -> Change:
    paper = state.of(ServicePaper)
    if event.act is not ServiceAct.PAPER or paper.slip is not SlipPhase.PRINTING:
        return stay(state)
    if event.result == "done":
        return stay(state, PrintTestSlip(state.visit))
    return stay(state.put(replace(paper, slip=SlipPhase.NOT_ASKED, problem=f"service.{event.result}")))


def _printed(_context: Context, state: VisitState, event: SlipPrinted) -> Change:
    if event.slip != SLIP:
        return stay(state)
    return stay(state.put(replace(state.of(ServicePaper), slip=SlipPhase.PRINTED)))


def _failed(_context: Context, state: VisitState, event: SlipFailed) -> Change:
    if event.slip != SLIP:
        return stay(state)
    return stay(state.put(replace(state.of(ServicePaper), slip=SlipPhase.WAITING, problem=event.problem)))


STEP = Step(
    "service_paper",
    {Next: _next, Back: _back, ServiceDone: _done, SlipPrinted: _printed, SlipFailed: _failed},
    enter=_enter,
    patience=3.0,
    saved=lambda _state: True,
)
"""Both hands are in the printer."""
