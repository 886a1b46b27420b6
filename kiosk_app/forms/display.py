"""Answers as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.condition import NEVER, holds
from kiosk_app.catalogue.model import Field, Procedure
from kiosk_app.forms.derive import derived, keys_of
from kiosk_app.forms.fields import kind_of
from kiosk_app.forms.fields.address import address_text
from kiosk_app.forms.fields.date import date_text

__all__ = ["ReviewLine", "address_text", "date_text", "display_value", "review_lines", "said_value"]

ReviewLine = tuple[str, str, str]
"""Key of the field, its label, its value."""


def display_value(field: Field, answers: Mapping[str, str], language: str) -> str:
    """Give an answer as text: dates dd/mm/yyyy, an option's official wording, the whole address."""
    return kind_of(field).text(field, answers, language)


def said_value(field: Field, answers: Mapping[str, str], language: str) -> str:
    """Give an answer in people's words, where the field has such; else as `display_value`."""
    value = answers.get(field.key, "").strip()
    chosen = next((option for option in field.options if option.value == value), None)
    return display_value(field, answers, language) if chosen is None else chosen.asked(language)


def review_lines(
    procedure: Procedure, answers: Mapping[str, str], language: str
) -> tuple[tuple[str, tuple[ReviewLine, ...]], ...]:
    """Give everything that is sent of the form: sections with their lines; empty answers are left out."""
    complete = derived(procedure, answers)
    found = []
    for section in procedure.sections:
        lines = []
        for field in section.fields:
            asked = field.visible != NEVER and holds(field.visible, complete)
            if asked and any(complete.get(key, "").strip() for key in keys_of(field)):
                value = display_value(field, complete, language)
                lines.append((field.key, field.label.in_language(language), value))
        if lines:
            found.append((section.title.in_language(language), tuple(lines)))
    return tuple(found)
