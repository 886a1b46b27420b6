"""Text of several lines."""

from __future__ import annotations

from kiosk_app.catalogue.model import FieldType
from kiosk_app.forms.fields.kind import FieldKind

KIND = FieldKind(FieldType.PARAGRAPH)
