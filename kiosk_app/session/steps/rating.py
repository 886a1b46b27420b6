"""How satisfied the citizen is; optional, without a name (docs/decisions/004)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.presence import goodbye
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, leave, stay


@dataclass(frozen=True, slots=True)
class Rated(Touch):
    """1 (Không hài lòng) … 5 (Rất hài lòng)."""

    stars: int


@dataclass(frozen=True, slots=True)
class StoreRating(Effect):
    """Keep a rating, without anything that names the citizen."""

    service_code: str
    stars: int


def _rated(_context: Context, state: VisitState, event: Rated) -> Change:
    procedure = state.of(Filing).procedure
    if procedure is None or not 1 <= event.stars <= 5:
        return stay(state)
    return leave(state, StoreRating(procedure.code, event.stars))


def _skip(_context: Context, state: VisitState, _event: Next) -> Change:
    return leave(state)


def _tick(context: Context, state: VisitState) -> Change:
    """It closes by itself: nobody has to answer."""
    return goodbye(state, context.options.goodbye_s)


STEP = Step("rating", {Rated: _rated, Next: _skip}, tick=_tick, saved=lambda _state: True)
