"""A card is held to the glass: the frame is made as large as the card, which tells how wide the panel is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.service import AskHelper, HelperEnded, ServiceAct
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay

CARD_MM = 85.6
"""Width of a card (ISO/IEC 7810, ID-1)."""
LEAST_MM, MOST_MM = 60.0, 120.0
"""A frame that is narrower or wider than this on the glass was not fitted to a card."""


@dataclass(frozen=True, slots=True)
class ServicePanel(Slice):
    """How wide the frame is drawn, in the millimetres that the panel is believed to have."""

    card_mm: float = CARD_MM
    running: bool = False
    said: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FrameSized(Touch):
    """Wider or narrower, by so many millimetres."""

    by_mm: float


@dataclass(frozen=True, slots=True)
class CardFits(Touch):
    """The frame is the card."""

    told_mm: float
    """How wide the panel is believed to be."""


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServicePanel()))


def _sized(_context: Context, state: VisitState, event: FrameSized) -> Change:
    panel = state.of(ServicePanel)
    if panel.running:
        return stay(state)
    wide = min(max(round(panel.card_mm + event.by_mm, 1), LEAST_MM), MOST_MM)
    return stay(state.put(ServicePanel(card_mm=wide)))


def _fits(_context: Context, state: VisitState, event: CardFits) -> Change:
    panel = state.of(ServicePanel)
    if panel.running:
        return stay(state)
    words = (("what", "panel"), ("card", f"{panel.card_mm:.1f}"), ("told", f"{event.told_mm:.1f}"))
    asked = AskHelper(state.visit, ServiceAct.SETUP, words)
    return stay(state.put(replace(panel, running=True, said="", problem="")), asked)


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    panel = state.of(ServicePanel)
    if event.act is not ServiceAct.SETUP or not panel.running:
        return stay(state)
    problem = event.problem_code
    return stay(state.put(replace(panel, running=False, said=event.said, problem=problem)))


STEP = Step(
    "service_panel",
    {FrameSized: _sized, CardFits: _fits, HelperEnded: _ended},
    enter=_enter,
    left=_enter,
    working=lambda state: state.of(ServicePanel).running,
    holds=lambda state: state.of(ServicePanel).running,
    patience=3.0,
    saved=lambda _state: True,
)
