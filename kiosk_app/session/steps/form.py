"""The questions that are open: answers, what is wrong with them, and warnings that may be overridden."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.forms.derive import keys_of
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.validation import Severity
from kiosk_app.session.facts import questions
from kiosk_app.session.facts.filing import Filing, Form
from kiosk_app.session.facts.page_capacity import PanelCapacity, PanelMeasured
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Back, Next
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay


@dataclass(frozen=True, slots=True)
class Answered(Touch):
    """A field changed. An address has the three keys of `vietnam.address_keys`."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldLeft(Touch):
    """A field lost the input: its issue may be shown now."""

    key: str


@dataclass(frozen=True, slots=True)
class KnownDoubted(Touch):
    """ "Có chỗ sai": what the sign-in told and may differ is to be asked for."""


@dataclass(frozen=True, slots=True)
class WarningConfirmed(Touch):
    """ "Đúng như vậy"."""


@dataclass(frozen=True, slots=True)
class WarningDismissed(Touch):
    """ "Sửa lại"."""


def _enter(context: Context, state: VisitState) -> Change:
    """Open the form with what is known of the citizen, or at what the review wants to have changed."""
    procedure, identity, form = state.of(Filing).procedure, state.of(Signer).identity, state.of(Form)
    if procedure is None or identity is None:
        return stay(state)
    if not form.begun:
        answers, _ = prefill(procedure, identity.claims, context.today())
        state = state.put(replace(form, begun=True))
        return stay(questions.checked(context, state, {**answers, **form.answers}))
    if form.editing:
        return stay(state.put(replace(form, laid=((),), touched=frozenset())))
    wrong = questions.page_with_error(state)
    if state.return_to and wrong is not None:
        shown = frozenset(issue.key for issue in form.issues)
        return stay(questions.turned(state.put(replace(form, show_issues=form.show_issues | shown)), wrong))
    return stay(state)


def _left(_context: Context, state: VisitState) -> Change:
    form = replace(state.of(Form), warning=None)
    if form.editing:
        form = replace(form, editing=(), laid=((),), touched=frozenset())
    return stay(state.put(form))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """Next page when nothing is wrong with this one."""
    return _go_on(state)


def _go_on(state: VisitState) -> Change:
    form = state.of(Form)
    if form.warning is not None:
        return stay(state)
    keys = {field.key for field in questions.page(state)}
    form = replace(form, show_issues=form.show_issues | keys)
    mine = [issue for issue in form.issues if issue.key in keys]
    if any(issue.severity is Severity.ERROR for issue in mine):
        return stay(state.put(replace(form, stopped=form.stopped + 1)))
    open_warning = next((issue for issue in mine if issue.key not in form.overridden), None)
    if open_warning is not None:
        return stay(state.put(replace(form, warning=open_warning)))
    state = state.put(form)
    if form.page + 1 < len(questions.pages(state)):
        return stay(questions.turned(state, form.page + 1))
    return _leave(state)


def _leave(state: VisitState) -> Change:
    """On, unless an error stands where no page of now shows it."""
    hidden = questions.errors(state)
    if not hidden:
        return done(state)
    form = state.of(Form)
    wrong = questions.page_with_error(state)
    shown = form.show_issues | {issue.key for issue in hidden}
    form = replace(form, show_issues=shown, stopped=form.stopped + 1)
    if wrong is not None:
        return stay(questions.turned(state.put(form), wrong))
    editing = tuple(issue.key for issue in hidden)
    return stay(state.put(replace(form, editing=editing, laid=((),), touched=frozenset())))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """Page before that still asks something."""
    state = state.put(replace(state.of(Form), warning=None))
    before = [number for number, one in enumerate(questions.pages(state)[: state.of(Form).page]) if one]
    return stay(questions.turned(state, before[-1])) if before else back(state)


def _answered(context: Context, state: VisitState, event: Answered) -> Change:
    procedure, form = state.of(Filing).procedure, state.of(Form)
    field_key = event.key.split(".", 1)[0]
    if procedure is None or field_key in questions.locked_keys(state):
        return stay(state)
    first_answer = not form.answers.get(event.key, "")
    state = questions.held(state.put(replace(form, overridden=form.overridden - {field_key})), field_key)
    state = questions.checked(context, state, {**form.answers, event.key: event.value})
    answered = all(state.of(Form).answers.get(field.key, "") for field in questions.page(state))
    # A page opened from the review to change an answer does not go on by itself.
    return _go_on(state) if first_answer and answered and questions.goes_on(state) else stay(state)


def _field_left(_context: Context, state: VisitState, event: FieldLeft) -> Change:
    form, field_key = state.of(Form), event.key.split(".", 1)[0]
    field = next((one for one in questions.page(state) if one.key == field_key), None)
    # A field that was only passed through is not yet reported as empty.
    if field is None or not any(form.answers.get(key, "").strip() for key in keys_of(field)):
        return stay(state)
    return stay(state.put(replace(form, show_issues=form.show_issues | {field_key})))


def _doubted(_context: Context, state: VisitState, _event: KnownDoubted) -> Change:
    return stay(state.put(replace(state.of(Form), doubted=True, laid=((),))))


def _warning_confirmed(_context: Context, state: VisitState, _event: WarningConfirmed) -> Change:
    form = state.of(Form)
    if form.warning is None:
        return stay(state)
    form = replace(form, warning=None, overridden=form.overridden | {form.warning.key})
    return _go_on(state.put(form))


def _warning_dismissed(_context: Context, state: VisitState, _event: WarningDismissed) -> Change:
    return stay(state.put(replace(state.of(Form), warning=None)))


def _measured(_context: Context, state: VisitState, event: PanelMeasured) -> Change:
    """Lay this page out anew in the room that it has; those before it are seen again only by turning back."""
    state = state.put(PanelCapacity(event.capacity))
    return stay(questions.turned(state, state.of(Form).page))


STEP = Step(
    "form",
    {
        Answered: _answered,
        FieldLeft: _field_left,
        KnownDoubted: _doubted,
        WarningConfirmed: _warning_confirmed,
        WarningDismissed: _warning_dismissed,
        PanelMeasured: _measured,
        Next: _next,
        Back: _back,
    },
    enter=_enter,
    left=_left,
)
