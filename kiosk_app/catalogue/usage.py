"""How often each procedure was filed at this counter: numbers by code, nothing of anybody."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kiosk_app.catalogue.importers.codes import CODE

MOST_COUNTED = 1_000_000
"""A number is not counted further: only the order matters."""
_MOST_BYTES = 1_000_000


def read_usage(path: Path) -> dict[str, int]:
    """Give code → how often; a file that is not there or wrong counts nothing."""
    try:
        raw = json.loads(path.read_bytes()) if path.stat().st_size <= _MOST_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(raw, dict):
        return {}
    return {
        code: min(count, MOST_COUNTED)
        for code, count in raw.items()
        if CODE.fullmatch(code) and isinstance(count, int) and not isinstance(count, bool) and count > 0
    }


def counted(usage: Mapping[str, int], code: str) -> dict[str, int]:
    """Give the numbers with one more of that procedure."""
    return {**usage, code: min(usage.get(code, 0) + 1, MOST_COUNTED)}


def write_usage(path: Path, usage: Mapping[str, int]) -> None:
    """Replace the file in one step. Raises `OSError`."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(dict(sorted(usage.items())), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
