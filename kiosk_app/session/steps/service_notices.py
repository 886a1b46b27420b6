"""The messages of the province, those for staff among them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import DoService, ServiceAct, ServiceDone
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay


@dataclass(frozen=True, slots=True)
class ServiceNotices(Slice):
    """Whether it is written down who reads them; they stand in the state."""

    problem: str = ""


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServiceNotices()), DoService(state.visit, ServiceAct.NOTICES))


def _done(_context: Context, state: VisitState, event: ServiceDone) -> Change:
    if event.act is not ServiceAct.NOTICES or event.result == "done":
        return stay(state)
    return stay(state.put(replace(state.of(ServiceNotices), problem=f"service.{event.result}")))


STEP = Step("service_notices", {ServiceDone: _done}, enter=_enter, patience=3.0, saved=lambda _state: True)
