"""What the answers of the form mean for the journey."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Procedure
from kiosk_app.forms.check import Severity, check
from kiosk_app.forms.derive import derived
from kiosk_app.forms.visible import visible_fields, visible_sections
from kiosk_app.session.change import World
from kiosk_app.session.state import Form, JourneyState


def checked(world: World, procedure: Procedure, form: Form, answers: dict[str, str]) -> Form:
    """Put new answers into the form, with what follows from them."""
    complete = derived(procedure, answers)
    issues = check(procedure, complete, world.today())
    return replace(form, answers=complete, issues=issues)


def first_section_with_error(state: JourneyState) -> int | None:
    """Index of the first section that still has an error, for a last check before sending."""
    if state.procedure is None:
        return None
    wrong = {issue.key for issue in state.form.issues if issue.severity is Severity.ERROR}
    for index in visible_sections(state.procedure, state.form.answers):
        if wrong & keys_of(state.procedure, replace(state.form, section=index)):
            return index
    return None


def keys_of(procedure: Procedure, form: Form) -> frozenset[str]:
    """Keys of the fields that the form's section shows."""
    return frozenset(field.key for field in visible_fields(procedure, form.section, form.answers))
