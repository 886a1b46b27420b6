"""Reads a JSON file of a portal: tells by its keys which format it is in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk_app.catalogue.checked_yaml import first_fault
from kiosk_app.catalogue.importers import exchange, national
from kiosk_app.catalogue.importers.report import (
    ImportFailedError,
    ImportReport,
    NothingReadError,
    Remark,
    RemarkKind,
)

MOST_BYTES = 64_000_000
MOST_DEEP = 4
"""Wrappings around a procedure: a list of answers with `data` or `result` in each."""


def read_portal_json(path: Path, reading: ImportReport) -> None:
    """Read the file into `reading`. Raises `ImportFailedError` when no procedure is in it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ImportFailedError(f"{path}: larger than {MOST_BYTES} bytes")
        raw = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ImportFailedError(f"{path}: no JSON: {error}") from error
    seen = 0
    for place, one in _procedures(raw, path.name, 0):
        seen += 1
        try:
            if national.is_formality(one):
                national.read_formality(one, place, reading)
            else:
                exchange.read_procedure(one, place, path.stem, reading)
        except ValidationError as error:
            field, wrong = first_fault(error)
            code = str(one.get("code") or one.get("MATTHC") or "")[:40]
            reading.remarks.append(Remark(RemarkKind.WRONG, place, code, field, wrong))
    if not seen:
        raise NothingReadError(
            f"{path}: no procedure in it; the national portal's get-formality-by-citizen, "
            "LayThuTuc or LayDanhSachTTHC are expected"
        )


def _procedures(raw: Any, place: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    if national.is_formality(raw) or exchange.is_procedure(raw):
        yield place, raw
    elif depth < MOST_DEEP and isinstance(raw, list):
        for number, one in enumerate(raw):
            yield from _procedures(one, f"{place}[{number}]", depth + 1)
    elif depth < MOST_DEEP and isinstance(raw, dict):
        for key in ("data", "result"):
            if key in raw:
                yield from _procedures(raw[key], f"{place}.{key}", depth + 1)
