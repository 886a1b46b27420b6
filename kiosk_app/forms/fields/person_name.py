"""A person's name, of every people of Vietnam and from abroad."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error, warning
from kiosk_app.identity.letters import is_latin, was_taken_for_western
from vietnam.names import APOSTROPHES, HYPHENS

MARKS = APOSTROPHES | HYPHENS | frozenset(" .,")
"""Signs inside names that need no question: H'Hen, Jean-Paul, St. John."""
UNUSUAL_MARKS = frozenset('/()·•‧"“”')
"""Signs that passports of other countries have (Raj A/L Kumar): asked about, not refused."""


class PersonNameKind(FieldKind):
    """Letters, and the signs that papers have between them."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """A sign that no name has is an error; one that only foreign papers have is a warning."""
        del today
        value = unicodedata.normalize("NFC", answers.get(field.key, "").strip())
        letters = [letter for letter in value if letter not in MARKS | UNUSUAL_MARKS]
        # Letters of other scripts that look like Latin ones would make another name of it.
        if not letters or not all(is_latin(letter) for letter in letters) or was_taken_for_western(value):
            yield error(field, "name_characters")
        elif any(mark in UNUSUAL_MARKS for mark in value):
            yield warning(field, "name_marks")


KIND = PersonNameKind(FieldType.PERSON_NAME)
