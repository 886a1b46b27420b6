"""What was not delivered, sealed, onto a stick: for a kiosk whose network stays away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import AskHelper, HelperEnded, ServiceAct
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, stay


@dataclass(frozen=True, slots=True)
class ServiceStick(Slice):
    """`said`: the helper's own sentence: how many dossiers, or what went wrong."""

    running: bool = False
    written: bool = False
    said: str = ""
    problem: str = ""


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServiceStick()))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    stick = state.of(ServiceStick)
    if stick.running:
        return stay(state)
    if stick.written:
        return back(state)
    return stay(state.put(ServiceStick(running=True)), AskHelper(state.visit, ServiceAct.EXPORT))


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    stick = state.of(ServiceStick)
    if event.act is not ServiceAct.EXPORT or not stick.running:
        return stay(state)
    problem = event.problem_code
    ended = replace(stick, running=False, written=not event.problem, said=event.said, problem=problem)
    return stay(state.put(ended))


STEP = Step(
    "service_stick",
    {Next: _next, HelperEnded: _ended},
    enter=_enter,
    working=lambda state: state.of(ServiceStick).running,
    patience=3.0,
    saved=lambda _state: True,
    holds=lambda state: state.of(ServiceStick).running,
)
