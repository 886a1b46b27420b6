"""The examination of the machine, each finding in words with what to do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import (
    AskHelper,
    CheckFinding,
    HelperEnded,
    HelperSaid,
    InService,
    ServiceAct,
    TriedDevices,
)
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay


@dataclass(frozen=True, slots=True)
class ServiceCheck(Slice):
    """What was found so far."""

    running: bool = False
    over: bool = False
    findings: tuple[CheckFinding, ...] = ()
    problem: str = ""
    writing: bool = False
    """The acceptance report is written to a stick."""
    said: str = ""


@dataclass(frozen=True, slots=True)
class ReportAsked(Touch):
    """Write the acceptance report to a stick."""


def _enter(_context: Context, state: VisitState) -> Change:
    """Examine, unless that goes on since this screen was left: two examinations would be told as one."""
    return stay(state) if state.of(ServiceCheck).running else _begin(state)


def _begin(state: VisitState) -> Change:
    return stay(state.put(ServiceCheck(running=True)), AskHelper(state.visit, ServiceAct.CHECK))


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    check = state.of(ServiceCheck)
    return stay(state) if check.running or check.writing else _begin(state)


def _report(_context: Context, state: VisitState, _event: ReportAsked) -> Change:
    check = state.of(ServiceCheck)
    if not check.over or check.running or check.writing or not state.of(InService).technician:
        return stay(state)
    writing = replace(check, writing=True, said="", problem="")
    tried = " ".join(f"{device}={verdict}" for device, verdict in state.of(TriedDevices).words())
    words = (("tried", tried),) if tried else ()
    return stay(state.put(writing), AskHelper(state.visit, ServiceAct.REPORT, words))


def _said(_context: Context, state: VisitState, event: HelperSaid) -> Change:
    check = state.of(ServiceCheck)
    if event.act is not ServiceAct.CHECK or event.finding is None or not check.running:
        return stay(state)
    return stay(state.put(replace(check, findings=(*check.findings, event.finding))))


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    check = state.of(ServiceCheck)
    if event.act is ServiceAct.REPORT and check.writing:
        problem = event.problem_code
        return stay(state.put(replace(check, writing=False, problem=problem, said=event.said)))
    if event.act is not ServiceAct.CHECK or not check.running:
        return stay(state)
    problem = event.problem_code
    return stay(state.put(replace(check, running=False, over=not event.problem, problem=problem)))


STEP = Step(
    "service_check",
    {TryAgain: _again, ReportAsked: _report},
    always={HelperSaid: _said, HelperEnded: _ended},
    enter=_enter,
    working=lambda state: state.of(ServiceCheck).running or state.of(ServiceCheck).writing,
    holds=lambda state: state.of(ServiceCheck).writing,
    patience=3.0,
    saved=lambda _state: True,
)
