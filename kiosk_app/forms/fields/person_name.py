"""A person's name, of every people of Vietnam and from abroad."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import Kind
from kiosk_app.forms.issue import Issue, error, warning

MARKS = " '’‘ʼʻ`´-.,"
"""Signs inside names that need no question: H'Hen, Jean-Paul, St. John."""
UNUSUAL_MARKS = "/()·"
"""Signs that passports of other countries have (Raj A/L Kumar): asked about, not refused."""


class PersonName(Kind):
    """Letters, and the signs that papers have between them."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """A sign that no name has is an error; one that only foreign papers have is a warning."""
        del today
        value = answers.get(field.key, "").strip()
        letters = [letter for letter in value if letter not in MARKS + UNUSUAL_MARKS]
        if not letters or any(unicodedata.category(letter)[0] not in "LM" for letter in letters):
            yield error(field, "name_characters")
        elif any(mark in UNUSUAL_MARKS for mark in value):
            yield warning(field, "name_marks")


KIND = PersonName(FieldType.PERSON_NAME)
