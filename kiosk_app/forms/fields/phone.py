"""A telephone number of Vietnam."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error
from vietnam.contact import phone_number


class PhoneKind(FieldKind):
    """Mobile or landline, with or without the country's code."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """Not a number of the numbering plan."""
        del today
        if not phone_number(answers.get(field.key, "")):
            yield error(field, "phone")


KIND = PhoneKind(FieldType.PHONE)
