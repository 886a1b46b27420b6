"""The examination of the machine, each finding in words with what to do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import AskHelper, CheckedThing, HelperEnded, HelperSaid, ServiceAct
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.events import TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay


@dataclass(frozen=True, slots=True)
class ServiceCheck(Slice):
    """What was found so far."""

    running: bool = False
    over: bool = False
    findings: tuple[CheckedThing, ...] = ()
    problem: str = ""


def _enter(_context: Context, state: VisitState) -> Change:
    return _begin(state)


def _begin(state: VisitState) -> Change:
    return stay(state.put(ServiceCheck(running=True)), AskHelper(state.visit, ServiceAct.CHECK))


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    return stay(state) if state.of(ServiceCheck).running else _begin(state)


def _said(_context: Context, state: VisitState, event: HelperSaid) -> Change:
    check = state.of(ServiceCheck)
    if event.act is not ServiceAct.CHECK or event.finding is None or not check.running:
        return stay(state)
    return stay(state.put(replace(check, findings=(*check.findings, event.finding))))


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    check = state.of(ServiceCheck)
    if event.act is not ServiceAct.CHECK or not check.running:
        return stay(state)
    problem = f"service.{event.problem}" if event.problem else ""
    return stay(state.put(replace(check, running=False, over=not event.problem, problem=problem)))


STEP = Step(
    "service_check",
    {HelperSaid: _said, HelperEnded: _ended, TryAgain: _again},
    enter=_enter,
    working=lambda state: state.of(ServiceCheck).running,
    patience=3.0,
    saved=lambda _state: True,
)
