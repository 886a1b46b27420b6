"""The form: answers, what is wrong with them, and the warnings that a citizen may override."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.forms.check import Severity
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.visible import visible_sections
from kiosk_app.session import components, events
from kiosk_app.session.answers import checked, keys_of
from kiosk_app.session.change import Change, Handler, World, enter
from kiosk_app.session.state import Form, JourneyState, Step


def begin(world: World, state: JourneyState) -> Change:
    """Open the form with what is known of the citizen."""
    if state.procedure is None or state.identity is None:
        return state, ()
    answers, keys = prefill(state.procedure, state.identity.claims)
    form = checked(world, state.procedure, Form(prefilled=keys), answers)
    return enter(replace(state, form=form, components=()), Step.FORM), ()


def go_on(world: World, state: JourneyState) -> Change:
    """Next section when nothing is wrong with this one, then the components."""
    procedure, form = state.procedure, state.form
    if procedure is None or form.warning is not None:
        return state, ()
    keys = keys_of(procedure, form)
    form = replace(form, show_issues=form.show_issues | keys)
    mine = [issue for issue in form.issues if issue.key in keys]
    if any(issue.severity is Severity.ERROR for issue in mine):
        return replace(state, form=form), ()
    open_warning = next((issue for issue in mine if issue.key not in form.overridden), None)
    if open_warning is not None:
        return replace(state, form=replace(form, warning=open_warning)), ()
    later = [index for index in visible_sections(procedure, form.answers) if index > form.section]
    if later:
        return enter(replace(state, form=replace(form, section=later[0])), Step.FORM), ()
    return components.begin(world, replace(state, form=form))


def go_back(state: JourneyState) -> Change:
    """Section before, then the procedures."""
    if state.procedure is None:
        return state, ()
    form = replace(state.form, warning=None)
    earlier = [index for index in visible_sections(state.procedure, form.answers) if index < form.section]
    if earlier:
        return enter(replace(state, form=replace(form, section=earlier[-1])), Step.FORM), ()
    return enter(replace(state, form=form), Step.PROCEDURES), ()


def _answered(world: World, state: JourneyState, event: events.Answered) -> Change:
    if state.step is not Step.FORM or state.procedure is None:
        return state, ()
    field_key = event.key.split(".", 1)[0]
    form = replace(
        state.form,
        prefilled=state.form.prefilled - {event.key, field_key},
        overridden=state.form.overridden - {field_key},
    )
    answers = {**form.answers, event.key: event.value}
    return replace(state, form=checked(world, state.procedure, form, answers)), ()


def _left(_world: World, state: JourneyState, event: events.FieldLeft) -> Change:
    form = replace(state.form, show_issues=state.form.show_issues | {event.key.split(".", 1)[0]})
    return replace(state, form=form), ()


def _warning_confirmed(world: World, state: JourneyState, _event: object) -> Change:
    warning = state.form.warning
    if warning is None:
        return state, ()
    form = replace(state.form, warning=None, overridden=state.form.overridden | {warning.key})
    return go_on(world, replace(state, form=form))


def _warning_dismissed(_world: World, state: JourneyState, _event: object) -> Change:
    return replace(state, form=replace(state.form, warning=None)), ()


HANDLERS: dict[type, Handler] = {
    events.Answered: _answered,
    events.FieldLeft: _left,
    events.WarningConfirmed: _warning_confirmed,
    events.WarningDismissed: _warning_dismissed,
}
