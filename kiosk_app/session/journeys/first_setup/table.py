"""The first start of a bare machine: straight to set-up. It is no errand of a kiosk that is set up."""

from __future__ import annotations

from kiosk_app.session.facts.service import TECHNICIAN, BareMachine, InService
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Door, Journey, Leg
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps import service_setup

NAME = "first_setup"


def _begin(_context: Context, state: VisitState, _subject: str) -> VisitState:
    # Nobody has a PIN yet, and there is nothing on the machine that one would protect.
    return state.put(InService(TECHNICIAN))


JOURNEY = Journey(
    name=NAME,
    legs=(Leg(service_setup.STEP, counted=False),),
    begin=_begin,
    doors=(Door(BareMachine),),
)
