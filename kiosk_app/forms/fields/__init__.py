"""Types of fields, one module each: a new type is a module with a `KIND`, and its name in `FieldType`."""

from __future__ import annotations

import importlib
import pkgutil

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind


def _registered() -> dict[FieldType, FieldKind]:
    found: dict[FieldType, FieldKind] = {}
    for module in pkgutil.iter_modules(__path__):
        kind = getattr(importlib.import_module(f"{__name__}.{module.name}"), "KIND", None)
        if isinstance(kind, FieldKind):
            found[kind.type] = kind
    return found


KINDS = _registered()
"""Every type of field by its name in procedure files."""


def kind_of(field: Field) -> FieldKind:
    """Give the type of a field."""
    return KINDS[field.type]
