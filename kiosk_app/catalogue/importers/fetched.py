"""Reads what the daemon fetched from the portal: a header, then one answer of LayThuTuc a line."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kiosk_app.catalogue.checked_yaml import first_fault
from kiosk_app.catalogue.importers import exchange
from kiosk_app.catalogue.importers.crawl import lines_of
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport, Remark, RemarkKind


class FetchHeader(BaseModel):
    """The first line of a fetched catalogue."""

    model_config = ConfigDict(frozen=True)

    unit: str
    fetched_at: datetime
    listed: int


def read_header(path: Path) -> FetchHeader | None:
    """Read the header of a fetched catalogue; None when the file is another kind of source."""
    try:
        first = next(iter(lines_of(path)), "")
        return FetchHeader.model_validate_json(first) if '"fetched_at"' in first[:200] else None
    except (OSError, EOFError, UnicodeDecodeError, ValidationError):
        return None


def read_fetched(path: Path, header: FetchHeader, reading: ImportReport) -> None:
    """Read the procedures into `reading`. Raises `ImportFailedError`."""
    reading.fetched_at = max(reading.fetched_at, header.fetched_at.isoformat())
    try:
        for number, line in enumerate(lines_of(path), 1):
            if number > 1:
                _read_line(line, f"{path.name}:{number}", reading)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ImportFailedError(f"{path}: cannot be read to its end ({error})") from error


def _read_line(line: str, place: str, reading: ImportReport) -> None:
    try:
        raw = json.loads(line)
        if exchange.is_procedure(raw):
            exchange.read_procedure(raw, place, "", reading)
        else:
            reading.remarks.append(Remark(RemarkKind.WRONG, place, "", "TENTTHC", "no procedure"))
    except ValidationError as error:
        field, wrong = first_fault(error)
        reading.remarks.append(Remark(RemarkKind.WRONG, place, "", field, wrong))
    except (ValueError, RecursionError) as error:
        reading.remarks.append(Remark(RemarkKind.WRONG, place, "", "line", str(error)))
