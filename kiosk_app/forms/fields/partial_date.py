"""A date of which the day, or day and month, may be unknown."""

from __future__ import annotations

from kiosk_app.catalogue.model import FieldType
from kiosk_app.forms.fields.date import DateKind

KIND = DateKind(FieldType.PARTIAL_DATE, partial=True)
