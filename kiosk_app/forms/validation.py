"""Validation of the answers, each by itself and across fields. Total: no answers make it raise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, Procedure
from kiosk_app.forms.derive import copied, with_today
from kiosk_app.forms.fields import kind_of
from kiosk_app.forms.issue import Issue, Severity, error
from kiosk_app.forms.rules import broken

__all__ = ["Issue", "Severity", "validate"]


def validate(procedure: Procedure, answers: Mapping[str, str], today: date) -> tuple[Issue, ...]:
    """Say everything that is not right with the answers as they stand, in the order of the form."""
    known = with_today(answers, today)
    places: dict[str, int] = {}
    found: list[Issue] = []
    for section in procedure.sections:
        for field in section.fields:
            places[field.key] = len(places)
            if holds(field.visible, known) and not copied(field, procedure, known):
                found += _issues(field, known, today)
    found += broken(procedure, known, {issue.key for issue in found if issue.severity is Severity.ERROR})
    return tuple(sorted(found, key=lambda issue: places[issue.key]))


def _issues(field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
    kind = kind_of(field)
    if not kind.filled(field, answers):
        if holds(field.required, answers):
            yield error(field, "required")
        return
    if len(answers.get(field.key, "").strip()) > field.max_length:
        yield error(field, "too_long", str(field.max_length))
    yield from kind.faults(field, answers, today)
