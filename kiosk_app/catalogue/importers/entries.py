"""Reads what `kioskctl catalogue import --out` wrote: one entry a line."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from kiosk_app.catalogue import encoding
from kiosk_app.catalogue.checked_yaml import first_fault
from kiosk_app.catalogue.importers.crawl import lines_of
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport, Remark, RemarkKind

_OPENING = '{"code":'


def is_entries(path: Path) -> bool:
    """Tell by its first line whether a file of JSON lines holds entries."""
    try:
        return next(iter(lines_of(path)), "").startswith(_OPENING)
    except (OSError, EOFError, UnicodeDecodeError):
        return False


def read_entries(path: Path, reading: ImportReport) -> None:
    """Read the file into `reading`. Raises `ImportFailedError`."""
    try:
        for number, line in enumerate(lines_of(path), 1):
            try:
                reading.entries.append(encoding.from_json(line))
                reading.read["entry"] += 1
            except ValidationError as error:
                field, wrong = first_fault(error)
                reading.remarks.append(Remark(RemarkKind.WRONG, f"{path.name}:{number}", "", field, wrong))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ImportFailedError(f"{path}: cannot be read to its end ({error})") from error
