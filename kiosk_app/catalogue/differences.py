"""What changed between two compiled catalogues."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from kiosk_app.catalogue.entry import Entry
from kiosk_app.catalogue.store import CatalogueStore

_NOT_TOLD = frozenset({"source", "said"})


@dataclass(frozen=True, slots=True)
class ProcedureDifference:
    """One procedure that differs."""

    code: str
    what: str
    """"added", "removed" or "changed"."""
    fields: tuple[str, ...] = ()
    """Which of its facts changed."""
    name: str = ""


def differences(before: CatalogueStore, after: CatalogueStore) -> tuple[ProcedureDifference, ...]:
    """Tell by code what was added, removed and changed."""
    old, new = dict(before.names()), dict(after.names())
    changes = [ProcedureDifference(code, "removed", name=old[code]) for code in old.keys() - new.keys()]
    changes += [ProcedureDifference(code, "added", name=new[code]) for code in new.keys() - old.keys()]
    for code in old.keys() & new.keys():
        fields = _changed(before.versions(code), after.versions(code))
        if fields:
            changes.append(ProcedureDifference(code, "changed", fields, new[code]))
    return tuple(sorted(changes, key=lambda change: (change.code, change.what)))


def _changed(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> tuple[str, ...]:
    if len(before) != len(after):
        return ("versions",)
    found: dict[str, None] = {}
    for one, other in zip(before, after, strict=True):
        for field in dataclasses.fields(Entry):
            if field.name not in _NOT_TOLD and getattr(one, field.name) != getattr(other, field.name):
                found[field.name] = None
    return tuple(found)
