"""An e-mail address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error
from vietnam.contact import is_email


class EmailKind(FieldKind):
    """Something with an @ and a domain."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """Not an address."""
        del today
        if not is_email(answers.get(field.key, "")):
            yield error(field, "email")


KIND = EmailKind(FieldType.EMAIL)
