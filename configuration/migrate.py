"""Brings a file that an older program wrote to what this one reads, and says what was changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

Raw = dict[str, Any]
Migration = Callable[[Raw], str]
"""Changes the tables in place; gives a sentence, "" when there was nothing to change."""
_MINUTES = re.compile(r"\s*(\d{1,3})\s*phút\b.*")
_RENAMED: Mapping[str, Mapping[str, str]] = {"sync": {"upkeep_every_s": "maintenance_every_s"}}
"""By table: what a key was called, and what it is called now. The value means what it meant."""


def migrated(raw: Raw) -> tuple[Raw, tuple[str, ...]]:
    """Give the tables as this program reads them, and one sentence for each thing that was changed."""
    changed = deepcopy(raw)
    said = tuple(filter(None, (step(changed) for step in MIGRATIONS)))
    return changed, said


def with_new_names(raw: Mapping[str, Any]) -> Raw:
    """Give the tables with every key under its name of today. Nothing is lost by it, so that a kiosk whose
    program was renewed starts with the file that it has.

    A file that has a key under both names keeps both, and is refused for the old one.
    """
    tables = dict(raw)
    for name, renamed in _RENAMED.items():
        table = tables.get(name)
        if isinstance(table, dict):
            tables[name] = {
                new if (new := renamed.get(key, key)) == key or new not in table else key: value
                for key, value in table.items()
            }
    return tables


def _new_names(raw: Raw) -> str:
    tables = with_new_names(raw)
    said = [
        f"{name}.{key} nay là {name}.{new}"
        for name, renamed in _RENAMED.items()
        for key, new in renamed.items()
        if tables.get(name) != raw.get(name) and key in raw[name]
    ]
    raw.update(tables)
    return "; ".join(said)


def _promises_in_minutes(raw: Raw) -> str:
    """Until 0.1, a promise was a sentence for the screen; now it is a number that one can reckon with."""
    catalogue = raw.get("catalogue")
    promises = catalogue.get("promises") if isinstance(catalogue, dict) else None
    if not isinstance(catalogue, dict) or not isinstance(promises, dict):
        return ""
    kept: dict[str, Any] = {}
    moved, dropped = [], []
    for code, promise in promises.items():
        found = _MINUTES.fullmatch(promise) if isinstance(promise, str) else None
        if found is not None:
            kept[code] = int(found.group(1))
            moved.append(f"{code}: {kept[code]} phút")
        elif isinstance(promise, str):
            dropped.append(f"{code}: “{promise}”")
        else:
            kept[code] = promise
    catalogue["promises"] = kept
    parts = []
    if moved:
        parts.append(f"catalogue.promises nay tính bằng phút ({'; '.join(moved)})")
    if dropped:
        parts.append(f"catalogue.promises không đổi được ra phút, đã bỏ, hãy ghi lại: {'; '.join(dropped)}")
    return "; ".join(parts)


MIGRATIONS: tuple[Migration, ...] = (_promises_in_minutes, _new_names)
"""In the order in which the program changed."""
