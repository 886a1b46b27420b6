"""The form: answers, what is wrong with them, and the warnings that a citizen may override."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.forms.check import Severity
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.visible import visible_sections
from kiosk_app.session.facts.answers import checked, first_section_with_error, keys_of
from kiosk_app.session.facts.filing import Filing, Form
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
class WarningConfirmed(Touch):
    """ "Đúng như vậy"."""


@dataclass(frozen=True, slots=True)
class WarningDismissed(Touch):
    """ "Sửa lại"."""


def _enter(context: Context, state: VisitState) -> Change:
    """Open the form with what is known of the citizen."""
    procedure, identity, form = state.of(Filing).procedure, state.of(Signer).identity, state.of(Form)
    if procedure is None or identity is None:
        return stay(state)
    if not form.begun:
        answers, keys = prefill(procedure, identity.claims, context.today())
        return stay(state.put(checked(context, procedure, Form(begun=True, prefilled=keys), answers)))
    wrong = first_section_with_error(state)
    if state.return_to and wrong is not None:
        shown = frozenset(issue.key for issue in form.issues)
        return stay(state.put(replace(form, section=wrong, show_issues=form.show_issues | shown)))
    return stay(state.put(replace(form, section=0)) if state.return_to else state)


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """Next section when nothing is wrong with this one."""
    return _go_on(state)


def _go_on(state: VisitState) -> Change:
    procedure, form = state.of(Filing).procedure, state.of(Form)
    if procedure is None or form.warning is not None:
        return stay(state)
    keys = keys_of(procedure, form)
    form = replace(form, show_issues=form.show_issues | keys)
    mine = [issue for issue in form.issues if issue.key in keys]
    if any(issue.severity is Severity.ERROR for issue in mine):
        return stay(state.put(form))
    open_warning = next((issue for issue in mine if issue.key not in form.overridden), None)
    if open_warning is not None:
        return stay(state.put(replace(form, warning=open_warning)))
    later = [index for index in visible_sections(procedure, form.answers) if index > form.section]
    if later:
        return stay(state.put(replace(form, section=later[0])))
    return done(state.put(form))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """Section before."""
    procedure = state.of(Filing).procedure
    if procedure is None:
        return stay(state)
    form = replace(state.of(Form), warning=None)
    earlier = [index for index in visible_sections(procedure, form.answers) if index < form.section]
    if earlier:
        return stay(state.put(replace(form, section=earlier[-1])))
    return back(state.put(form))


def _answered(context: Context, state: VisitState, event: Answered) -> Change:
    procedure, form = state.of(Filing).procedure, state.of(Form)
    if procedure is None:
        return stay(state)
    field_key = event.key.split(".", 1)[0]
    form = replace(
        form,
        prefilled=form.prefilled - {event.key, field_key},
        overridden=form.overridden - {field_key},
    )
    answers = {**form.answers, event.key: event.value}
    return stay(state.put(checked(context, procedure, form, answers)))


def _left(_context: Context, state: VisitState, event: FieldLeft) -> Change:
    form = state.of(Form)
    return stay(state.put(replace(form, show_issues=form.show_issues | {event.key.split(".", 1)[0]})))


def _warning_confirmed(_context: Context, state: VisitState, _event: WarningConfirmed) -> Change:
    form = state.of(Form)
    if form.warning is None:
        return stay(state)
    form = replace(form, warning=None, overridden=form.overridden | {form.warning.key})
    return _go_on(state.put(form))


def _warning_dismissed(_context: Context, state: VisitState, _event: WarningDismissed) -> Change:
    return stay(state.put(replace(state.of(Form), warning=None)))


STEP = Step(
    "form",
    {
        Answered: _answered,
        FieldLeft: _left,
        WarningConfirmed: _warning_confirmed,
        WarningDismissed: _warning_dismissed,
        Next: _next,
        Back: _back,
    },
    enter=_enter,
)
