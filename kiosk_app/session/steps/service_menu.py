"""What waits for staff, and everything that can be done in service mode."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import DoService, InService, ServiceAct, ServiceDone, WaitingTask
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, go, leave, stay

FOR_TECHNICIANS = frozenset({"log", "stick", "setup"})
PLACES = ("check", "queue", "paper", "devices", "notices", "log", "stick", "setup")
"""Ways of this step: the other screens of service mode."""


@dataclass(frozen=True, slots=True)
class ServiceMenu(Slice):
    """What waits. Problem codes: those of `ServiceDone`, as "service.…"."""

    waiting: tuple[WaitingTask, ...] = ()
    asking: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PlaceChosen(Touch):
    """A tile: one of `PLACES`."""

    place: str


@dataclass(frozen=True, slots=True)
class ClosingChosen(Touch):
    """Close the kiosk to citizens, or open it again."""

    closed: bool


def _enter(_context: Context, state: VisitState) -> Change:
    return _ask(state)


def _ask(state: VisitState) -> Change:
    menu = replace(state.of(ServiceMenu), asking=True, problem="")
    return stay(state.put(menu), DoService(state.visit, ServiceAct.ATTENTION))


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    return stay(state) if state.of(ServiceMenu).asking else _ask(state)


def _place(_context: Context, state: VisitState, event: PlaceChosen) -> Change:
    allowed = event.place not in FOR_TECHNICIANS or state.of(InService).technician
    return go(event.place, state) if event.place in PLACES and allowed else stay(state)


def _closing(_context: Context, state: VisitState, event: ClosingChosen) -> Change:
    menu = state.of(ServiceMenu)
    if menu.asking:
        return stay(state)
    act = ServiceAct.CLOSE if event.closed else ServiceAct.OPEN
    return stay(state.put(replace(menu, asking=True, problem="")), DoService(state.visit, act))


def _done(_context: Context, state: VisitState, event: ServiceDone) -> Change:
    menu = replace(state.of(ServiceMenu), asking=False)
    if event.result != "done":
        return stay(state.put(replace(menu, problem=f"service.{event.result}")))
    if event.act is ServiceAct.ATTENTION:
        return stay(state.put(replace(menu, waiting=event.waiting, problem="")))
    closed = {ServiceAct.CLOSE: True, ServiceAct.OPEN: False}.get(event.act, state.health.closed)
    # Told at once: the daemon's next status comes two seconds later.
    told = replace(state, health=replace(state.health, closed=closed))
    return _ask(told.put(menu))


def _leave(_context: Context, state: VisitState, _event: Next) -> Change:
    return leave(state)


STEP = Step(
    "service_menu",
    {
        PlaceChosen: _place,
        ClosingChosen: _closing,
        ServiceDone: _done,
        TryAgain: _again,
        Next: _leave,
    },
    enter=_enter,
    patience=2.0,
    saved=lambda _state: True,
)
"""Staff walk round the machine."""
