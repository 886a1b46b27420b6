"""Answers as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.condition import NEVER, holds
from kiosk_app.catalogue.model import Field, FieldType, Procedure
from kiosk_app.forms.derive import derived, keys_of
from kiosk_app.identity.dates import DateFormatError, parse_iso
from vietnam.address_keys import commune_key, detail_key, province_key
from vietnam.places import commune, province

ReviewLine = tuple[str, str, str]
"""Key of the field, its label, its value."""


def display_value(field: Field, answers: Mapping[str, str], language: str) -> str:
    """Give the answer of a field as text: dates dd/mm/yyyy, an option's label, the whole address."""
    value = answers.get(field.key, "").strip()
    match field.type:
        case FieldType.ADDRESS:
            return address_text(field.key, answers)
        case FieldType.DATE | FieldType.PARTIAL_DATE:
            return date_text(value)
        case FieldType.CHOICE:
            for option in field.options:
                if option.value == value:
                    return option.label.in_language(language)
    return value


def date_text(value: str) -> str:
    """From yyyy-mm-dd, yyyy-mm or yyyy to dd/mm/yyyy, mm/yyyy or yyyy; other text stays as it is."""
    try:
        parse_iso(value)
    except DateFormatError:
        return value
    return "/".join(reversed(value.split("-")))


def address_text(key: str, answers: Mapping[str, str]) -> str:
    """Give an address as one line: detail, commune, province."""
    province_code, commune_code = answers.get(province_key(key), ""), answers.get(commune_key(key), "")
    found = (commune(province_code, commune_code), province(province_code))
    parts = [answers.get(detail_key(key), "").strip(), *(place.name for place in found if place)]
    return ", ".join(part for part in parts if part)


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
