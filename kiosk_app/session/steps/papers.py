"""Papers first: what this citizen must have with them, and the questions that decide it.

It goes on by itself with the last answer: a button that only says "on" would carry nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.condition import NEVER, fields_of, holds
from kiosk_app.catalogue.model import Component, Field, FieldType, Need, Procedure, Rule
from kiosk_app.forms.papers import deciding_questions, refusal
from kiosk_app.forms.prefill import prefill
from kiosk_app.session.facts.filing import Filing, Form, PaperLine, Papers
from kiosk_app.session.facts.papers import EXPECTED, listed, said
from kiosk_app.session.facts.questions import locked_keys
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay


@dataclass(frozen=True, slots=True)
class PaperAsked(Touch):
    """A question that decides which papers are needed was answered."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class PaperBrought(Touch):
    """ "Có mang theo không?" was answered."""

    part_no: str
    brought: bool


def deciding(state: VisitState) -> tuple[Field, ...]:
    """Give the questions of the screen, answered and open, in the order of the form."""
    procedure, form = state.of(Filing).procedure, state.of(Form)
    if procedure is None:
        return ()
    open_keys = {field.key for field in _open(state, procedure)}
    return tuple(
        field
        for section in procedure.sections
        for field in section.fields
        if field.key in open_keys or (field.key in form.settled and holds(field.visible, form.answers))
    )


def needed(state: VisitState) -> tuple[PaperLine, ...]:
    """Give the papers that have to be here, as far as the answers tell; none while one is open."""
    procedure = state.of(Filing).procedure
    if procedure is None or _open(state, procedure) or refused(state):
        return ()
    return tuple(line for line in state.of(Papers).lines if line.need is Need.REQUIRED)


def refused(state: VisitState) -> Rule | None:
    """Give the rule by which what was answered here cannot be filed here; its sentence says what to do."""
    procedure = state.of(Filing).procedure
    if procedure is None:
        return None
    return refusal(procedure, state.of(Form).answers, {field.key for field in deciding(state)})


def matter(state: VisitState) -> bool:
    """Whether there is anything to ask or to have: else nobody needs to see this."""
    procedure = state.of(Filing).procedure
    if procedure is not None and procedure.elsewhere.vi:
        return True
    known = listed(state)
    return bool(deciding(known) or needed(known))


def replaceable(component: Component, procedure: Procedure) -> bool:
    """Whether a written reason may stand for the paper: then one that is lost stops nobody here."""
    fields = {field.key: field for section in procedure.sections for field in section.fields}
    named = [fields[key] for key in fields_of(component.condition) if key in fields]
    return any(one.type in (FieldType.TEXT, FieldType.PARAGRAPH) and one.visible != NEVER for one in named)


def _open(state: VisitState, procedure: Procedure) -> tuple[Field, ...]:
    identity = state.of(Signer).identity or EXPECTED
    return deciding_questions(procedure, state.of(Form).answers, identity)


def _enter(context: Context, state: VisitState) -> Change:
    procedure, form, identity = state.of(Filing).procedure, state.of(Form), state.of(Signer).identity
    if procedure is None:
        return stay(state)
    if not form.answers:
        # What the sign-in of an earlier errand told counts here already.
        claims = (identity or EXPECTED).claims
        preset, _ = prefill(procedure, claims, context.today())
        form = replace(form, answers=preset)
    return stay(listed(state.put(form)))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(replace(state.of(Papers), problem="")))


def _asked(_context: Context, state: VisitState, event: PaperAsked) -> Change:
    form = state.of(Form)
    if event.key in locked_keys(state) or all(event.key != one.key for one in deciding(state)):
        return stay(state)
    answers = {**form.answers, event.key: event.value}
    form = replace(form, answers=answers, settled=form.settled | {event.key})
    return _on_if_answered(listed(state.put(form)))


def _brought(_context: Context, state: VisitState, event: PaperBrought) -> Change:
    procedure = state.of(Filing).procedure
    line = next((one for one in needed(state) if one.component.part_no == event.part_no), None)
    if procedure is None or line is None:
        return stay(state)
    state = said(state, event.part_no, brought=event.brought)
    if not event.brought and not replaceable(line.component, procedure):
        return stay(state.put(replace(state.of(Papers), problem=event.part_no)))
    return _on_if_answered(state)


def _on_if_answered(state: VisitState) -> Change:
    return done(state) if complete(state) else stay(state)


def complete(state: VisitState) -> bool:
    """Whether every question is answered and nothing that has to be here is missing.

    Never for what is filed elsewhere: nobody is led through a form that cannot be accepted.
    """
    procedure = state.of(Filing).procedure
    if procedure is None or procedure.elsewhere.vi or _open(state, procedure) or refused(state):
        return False
    return all(
        line.brought or (line.brought is False and replaceable(line.component, procedure))
        for line in needed(state)
    )


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """ "Tiếp tục" stands there for whoever comes back."""
    return _on_if_answered(state)


STEP = Step(
    "papers",
    {PaperAsked: _asked, PaperBrought: _brought, Next: _next},
    enter=_enter,
    left=_left,
    patience=1.6,
)
