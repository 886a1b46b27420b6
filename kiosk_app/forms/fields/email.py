"""An e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import Kind
from kiosk_app.forms.issue import Issue, error

_EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Email(Kind):
    """Something with an @ and a domain."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """Not an address."""
        del today
        if not _EMAIL.fullmatch(answers.get(field.key, "").strip()):
            yield error(field, "email")


KIND = Email(FieldType.EMAIL)
