"""A telephone number of Vietnam."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import Kind
from kiosk_app.forms.issue import Issue, error

_PHONE = re.compile(r"(?:\+84|84|0)(?:[35789][0-9]{8}|2[0-9]{9})")
_FILLING = re.compile(r"[ .\-()]")


class Phone(Kind):
    """Mobile 0 + 9 digits, landline 02 + 9 digits."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """Not a number of the numbering plan."""
        del today
        if not _PHONE.fullmatch(_FILLING.sub("", answers.get(field.key, ""))):
            yield error(field, "phone")


KIND = Phone(FieldType.PHONE)
