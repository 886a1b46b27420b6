"""The choice of a procedure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.model import Procedure
from kiosk_app.session.facts.filing import Filing, Form, Papers
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay


@dataclass(frozen=True, slots=True)
class ProcedureChosen(Touch):
    """A tile was touched."""

    code: str


@dataclass(frozen=True, slots=True)
class Procedures(Slice):
    """The procedures step."""

    offered: tuple[Procedure, ...] = ()
    """Those of today."""


def _enter(context: Context, state: VisitState) -> Change:
    return stay(state.put(Procedures(context.procedures())))


def _choose(_context: Context, state: VisitState, event: ProcedureChosen) -> Change:
    chosen = next((one for one in state.of(Procedures).offered if one.code == event.code), None)
    return stay(state) if chosen is None else done(choose(state, chosen))


def choose(state: VisitState, chosen: Procedure) -> VisitState:
    """File this procedure; what was said for another one is forgotten."""
    filing = state.of(Filing)
    if filing.procedure is not None and filing.procedure.code == chosen.code:
        return state
    return state.put(replace(filing, procedure=chosen), Form(), Papers())


STEP = Step("procedures", {ProcedureChosen: _choose}, enter=_enter)
