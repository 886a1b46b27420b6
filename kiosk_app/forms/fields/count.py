"""A whole number within limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error

MOST = 999


class CountKind(FieldKind):
    """Digits; the field says the least and the most."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """Not a number, or outside the limits."""
        del today
        low = field.minimum if field.minimum is not None else 0
        high = field.maximum if field.maximum is not None else MOST
        value = answers.get(field.key, "").strip()
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
        if not low <= number <= high:
            yield error(field, "count", f"{low}–{high}")


KIND = CountKind(FieldType.COUNT)
