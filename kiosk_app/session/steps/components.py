"""The list of components (thành phần hồ sơ), confirmed one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.needs import needs
from kiosk_app.session.facts.filing import Filing, Form, PaperLine, Papers
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay


@dataclass(frozen=True, slots=True)
class ComponentConfirmed(Touch):
    """The citizen confirmed one line of the list."""

    part_no: str
    confirmed: bool = True


def _enter(_context: Context, state: VisitState) -> Change:
    """Work out what these answers ask for; what was confirmed or scanned before stays."""
    procedure, papers = state.of(Filing).procedure, state.of(Papers)
    if procedure is None:
        return stay(state)
    known = {line.component.part_no: line for line in papers.lines}
    lines = []
    for component, need in needs(procedure, state.of(Form).answers, state.of(Signer).verified):
        if need is Need.NOT_APPLICABLE:
            continue
        line = known.get(component.part_no)
        if line is None or line.need is not need:
            # The kiosk makes the e-form itself: there is nothing to confirm.
            own = need is Need.GENERATED
            line = PaperLine(component, need, own, own, line.pages if line else ())
        lines.append(line)
    return stay(state.put(replace(papers, lines=tuple(lines), problem="")))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(replace(state.of(Papers), problem="")))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """On, once every line is answered and nothing required is missing for good."""
    papers = state.of(Papers)
    stopped_by = next(
        (
            line
            for line in papers.lines
            if not line.answered or (line.need is Need.REQUIRED and not line.confirmed)
        ),
        None,
    )
    if stopped_by is not None:
        return stay(state.put(replace(papers, problem=stopped_by.component.part_no)))
    return done(state)


def _confirmed(_context: Context, state: VisitState, event: ComponentConfirmed) -> Change:
    papers = state.of(Papers)
    lines = tuple(
        replace(
            line,
            answered=True,
            confirmed=event.confirmed or line.need not in (Need.REQUIRED, Need.OPTIONAL),
            pages=line.pages if event.confirmed else (),
        )
        if line.component.part_no == event.part_no
        else line
        for line in papers.lines
    )
    problem = "" if event.confirmed and papers.problem == event.part_no else papers.problem
    return stay(state.put(replace(papers, lines=lines, problem=problem)))


STEP = Step("components", {ComponentConfirmed: _confirmed, Next: _next}, enter=_enter, left=_left)
