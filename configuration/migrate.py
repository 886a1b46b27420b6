"""Brings a file that an older program wrote to what this one reads, and says what was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

Raw = dict[str, Any]
Migration = Callable[[Raw], str]
"""Changes the tables in place; gives a sentence, "" when there was nothing to change."""
_MINUTES = re.compile(r"\s*(\d{1,3})\s*phút\b.*")


def migrated(raw: Raw) -> tuple[Raw, tuple[str, ...]]:
    """Give the tables as this program reads them, and one sentence for each thing that was changed."""
    changed = deepcopy(raw)
    said = tuple(filter(None, (step(changed) for step in MIGRATIONS)))
    return changed, said


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


MIGRATIONS: tuple[Migration, ...] = (_promises_in_minutes,)
"""In the order in which the program changed."""
