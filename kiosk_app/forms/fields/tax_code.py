"""A tax code, whose check digit finds a wrong or exchanged digit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error
from vietnam.tax_code import tax_code


class TaxCodeKind(FieldKind):
    """Ten digits, thirteen of a dependent unit, or the twelve of a household business."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """Not a code whose digits fit together."""
        del today
        if not tax_code(answers.get(field.key, "")):
            yield error(field, "tax_code")


KIND = TaxCodeKind(FieldType.TAX_CODE)
