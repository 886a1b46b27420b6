"""The last lines that the programs recorded, redacted: for who tells the province what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import AskHelper, HelperEnded, HelperSaid, ServiceAct
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.events import TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay

MOST_LINES = 200
"""The newest; nobody scrolls through more on a panel."""


@dataclass(frozen=True, slots=True)
class ServiceLog(Slice):
    """Newest last."""

    running: bool = False
    lines: tuple[str, ...] = ()
    problem: str = ""


def _enter(_context: Context, state: VisitState) -> Change:
    """Read it, unless that goes on since this screen was left: each line would stand there twice."""
    if state.of(ServiceLog).running:
        return stay(state)
    return stay(state.put(ServiceLog(running=True)), AskHelper(state.visit, ServiceAct.LOG))


def _again(context: Context, state: VisitState, _event: TryAgain) -> Change:
    return _enter(context, state)


def _said(_context: Context, state: VisitState, event: HelperSaid) -> Change:
    log = state.of(ServiceLog)
    if event.act is not ServiceAct.LOG or not event.line:
        return stay(state)
    return stay(state.put(replace(log, lines=(*log.lines, event.line)[-MOST_LINES:])))


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    if event.act is not ServiceAct.LOG:
        return stay(state)
    problem = event.problem_code
    return stay(state.put(replace(state.of(ServiceLog), running=False, problem=problem)))


STEP = Step(
    "service_log",
    {TryAgain: _again},
    always={HelperSaid: _said, HelperEnded: _ended},
    enter=_enter,
    working=lambda state: state.of(ServiceLog).running,
    patience=3.0,
    saved=lambda _state: True,
)
