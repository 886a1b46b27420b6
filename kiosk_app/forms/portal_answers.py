"""A form that opens with what the portal knows already, where the form itself would take it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kiosk_app.catalogue.model import Procedure
from kiosk_app.forms.fields import kind_of
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.known import read_only
from kiosk_app.forms.prefill import prefill
from kiosk_app.identity.model import Identity


def with_portal_answers(
    procedure: Procedure, identity: Identity, told: Mapping[str, str], today: date
) -> dict[str, str]:
    """Give the first answers: of the sign-in, and of what was `told` by key of the form.

    What the form does not have, would refuse, or the sign-in vouched for is left out: the citizen answers by
    hand. Everything told stays open to change, and is asked like every other question.
    """
    answers, _ = prefill(procedure, identity.claims, today)
    locked = read_only(procedure, identity)
    for section in procedure.sections:
        for field in section.fields:
            kind = kind_of(field)
            found = {key: told[key] for key in kind.keys(field) if told.get(key, "").strip()}
            too_long = any(len(value) > field.max_length for value in found.values())
            if not found or field.key in locked or too_long:
                continue
            if all(issue.severity is not Severity.ERROR for issue in kind.faults(field, found, today)):
                answers.update(found)
    return answers
