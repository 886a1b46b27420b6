"""Five crosses to touch: where they land tells the helper how the touch panel is to be read."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import AskHelper, HelperEnded, ServiceAct
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay

CROSSES = 5
_BOUNCE = 0.05
"""Share of the glass: a touch so near the last one is the same finger, lifted and put down again."""


@dataclass(frozen=True, slots=True)
class ServiceTouch(Slice):
    """Where the crosses were touched, as shares of the glass, and what came of it."""

    asking: bool = False
    points: tuple[tuple[float, float], ...] = ()
    running: bool = False
    done: bool = False
    said: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CrossesWanted(Touch):
    """ "Bắt đầu"."""


@dataclass(frozen=True, slots=True)
class CrossTouched(Touch):
    """A touch anywhere, while a cross stands on the glass."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CrossesLeft(Touch):
    """Nobody touched any more: the crosses go, nothing is changed."""


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServiceTouch()))


def _wanted(_context: Context, state: VisitState, _event: CrossesWanted) -> Change:
    return stay(state) if state.of(ServiceTouch).running else stay(state.put(ServiceTouch(asking=True)))


def _touched(_context: Context, state: VisitState, event: CrossTouched) -> Change:
    told, point = state.of(ServiceTouch), (event.x, event.y)
    bounced = bool(told.points) and math.dist(told.points[-1], point) < _BOUNCE
    if not told.asking or bounced or not all(math.isfinite(one) for one in point):
        return stay(state)
    points = (*told.points, point)
    if len(points) < CROSSES:
        return stay(state.put(replace(told, points=points)))
    words = (
        ("what", "touch"),
        ("points", " ".join(f"{min(max(x, 0), 1):.4f},{min(max(y, 0), 1):.4f}" for x, y in points)),
    )
    return stay(state.put(ServiceTouch(running=True)), AskHelper(state.visit, ServiceAct.SETUP, words))


def _left_alone(_context: Context, state: VisitState, _event: CrossesLeft) -> Change:
    if not state.of(ServiceTouch).asking:
        return stay(state)
    return stay(state.put(ServiceTouch(problem="service.crosses_left")))


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    if event.act is not ServiceAct.SETUP or not state.of(ServiceTouch).running:
        return stay(state)
    problem = event.problem_code
    return stay(state.put(ServiceTouch(done=not problem, said=event.said, problem=problem)))


STEP = Step(
    "service_touch",
    {
        CrossesWanted: _wanted,
        CrossTouched: _touched,
        CrossesLeft: _left_alone,
        HelperEnded: _ended,
    },
    enter=_enter,
    left=_enter,
    working=lambda state: state.of(ServiceTouch).running,
    holds=lambda state: state.of(ServiceTouch).running,
    patience=3.0,
    saved=lambda _state: True,
)
