"""The first start of a bare machine: straight to set-up. It is no errand of a kiosk that is set up."""

from __future__ import annotations

from kiosk_app.session.facts.service import TECHNICIAN, BareMachine, InService
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Door, Journey, Leg, never
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps import service_panel, service_place, service_setup, service_touch

NAME = "first_setup"
_TOOLS = {"place": service_place.STEP, "touch": service_touch.STEP, "panel": service_panel.STEP}


def _begin(_context: Context, state: VisitState, _subject: str) -> VisitState:
    # Nobody has a PIN yet, and there is nothing on the machine that one would protect.
    return state.put(InService(TECHNICIAN))


JOURNEY = Journey(
    name=NAME,
    counted=False,
    legs=(
        Leg(service_setup.STEP, counted=False, ways={tool: step.name for tool, step in _TOOLS.items()}),
        *(Leg(step, when=never, counted=False) for step in _TOOLS.values()),
    ),
    begin=_begin,
    doors=(Door(BareMachine),),
)
