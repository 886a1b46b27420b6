"""Tells what a path holds and hands it to its importer."""

from __future__ import annotations

from pathlib import Path

from kiosk_app.catalogue.importers.crawl import read_crawl
from kiosk_app.catalogue.importers.entries import is_entries, read_entries
from kiosk_app.catalogue.importers.fetched import read_fetched, read_header
from kiosk_app.catalogue.importers.modelled import read_modelled, read_modelled_file
from kiosk_app.catalogue.importers.portal_json import read_portal_json
from kiosk_app.catalogue.importers.refused_name import own_name
from kiosk_app.catalogue.importers.report import (
    ImportFailedError,
    ImportReport,
    NothingReadError,
    RemarkKind,
)

READABLE = "a folder of procedure files (.yaml), .json of a portal, .jsonl or .jsonl.gz of a crawl"


def read_source(path: Path, reading: ImportReport) -> None:
    """Read a file or folder. Raises `ImportFailedError`."""
    told = len(reading.remarks)
    try:
        _read(path, reading)
    except OSError as error:
        raise ImportFailedError(f"{path}: cannot be read: {error.strerror or error}") from error
    except NothingReadError as error:
        # What a record lacks tells more than that there is none.
        wrong = next((one for one in reading.remarks[told:] if one.kind is RemarkKind.WRONG), None)
        if wrong is None:
            raise
        raise ImportFailedError(f"{error}; first {wrong.line}") from error


def _read(path: Path, reading: ImportReport) -> None:
    if path.is_dir():
        _read_folder(path, reading)
    elif not path.exists():
        raise ImportFailedError(f"{path}: there is no such file or folder")
    elif not path.is_file():
        # A pipe that nobody writes into would be waited for without an end.
        raise ImportFailedError(f"{path}: no plain file, but a pipe or device")
    # What was refused keeps its kind: a person may still take it into use.
    elif own_name(path).endswith((".jsonl", ".jsonl.gz")):
        if header := read_header(path):
            read_fetched(path, header, reading)
        elif is_entries(path):
            read_entries(path, reading)
        else:
            read_crawl(path, reading)
    elif path.suffix == ".json":
        read_portal_json(path, reading)
    elif path.suffix in (".yaml", ".yml"):
        read_modelled_file(path, reading)
    else:
        raise ImportFailedError(f"{path}: not known how to read it; what can be read: {READABLE}")


def _read_folder(folder: Path, reading: ImportReport) -> None:
    before = len(reading.entries)
    if any(folder.glob("*.yaml")):
        read_modelled(folder, reading)
    for path in sorted(folder.iterdir()):
        # A schema stands beside the procedure files.
        portal = path.suffix == ".json" and not path.name.endswith(".schema.json")
        if portal or path.name.endswith((".jsonl", ".jsonl.gz")):
            read_source(path, reading)
    if len(reading.entries) == before:
        raise ImportFailedError(f"{folder}: no procedure in it; what can be read: {READABLE}")
