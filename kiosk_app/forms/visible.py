"""Which fields and sections the citizen is asked."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, Procedure
from kiosk_app.forms.derive import copied


def visible_fields(procedure: Procedure, section: int, answers: Mapping[str, str]) -> tuple[Field, ...]:
    """Fields of a section (counted from 0) that are asked now."""
    return tuple(
        field
        for field in procedure.sections[section].fields
        if holds(field.visible, answers) and not copied(field, procedure, answers)
    )


def visible_sections(procedure: Procedure, answers: Mapping[str, str]) -> tuple[int, ...]:
    """Sections that ask anything."""
    return tuple(
        index for index in range(len(procedure.sections)) if visible_fields(procedure, index, answers)
    )
