"""What the answers of the form mean for the journey."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Procedure
from kiosk_app.forms.check import Severity, check
from kiosk_app.forms.derive import derived
from kiosk_app.forms.visible import visible_fields, visible_sections
from kiosk_app.session.facts.filing import Filing, Form
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.state import VisitState


def checked(context: Context, procedure: Procedure, form: Form, answers: dict[str, str]) -> Form:
    """Put new answers into the form, with what follows from them."""
    complete = derived(procedure, answers)
    issues = check(procedure, complete, context.today())
    return replace(form, answers=complete, issues=issues)


def first_section_with_error(state: VisitState) -> int | None:
    """Index of the first section that still has an error, for a last check before sending."""
    procedure, form = state.of(Filing).procedure, state.of(Form)
    if procedure is None:
        return None
    wrong = {issue.key for issue in form.issues if issue.severity is Severity.ERROR}
    for index in visible_sections(procedure, form.answers):
        if wrong & keys_of(procedure, replace(form, section=index)):
            return index
    return None


def keys_of(procedure: Procedure, form: Form) -> frozenset[str]:
    """Keys of the fields that the form's section shows."""
    return frozenset(field.key for field in visible_fields(procedure, form.section, form.answers))
