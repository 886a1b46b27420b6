"""Compiles sources into one read-only SQLite file: the same sources give the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from configuration.outside_file import check_replaceable
from kiosk_app.catalogue.encoding import to_json
from kiosk_app.catalogue.entry import Entry
from kiosk_app.catalogue.fees import read_fee_table
from kiosk_app.catalogue.importers.known import known
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport, RemarkKind
from kiosk_app.catalogue.importers.sources import read_source
from kiosk_app.catalogue.portal_edition import PortalEdition
from kiosk_app.catalogue.search.index import SCHEMA, write_index
from kiosk_app.catalogue.search.words import load_vocabulary

APPLICATION_ID = 0x4B43_4154
"""Says that an SQLite file is a compiled catalogue ("KCAT")."""
FORMAT = 4
"""`user_version`: raised when the tables change; an older file is compiled anew."""

NAMED = "named"
"""Source of an entry that only names a procedure, so that it is found; any other source replaces it."""

_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry(id INTEGER PRIMARY KEY, code TEXT NOT NULL, version TEXT NOT NULL, starts TEXT NOT NULL,
  ends TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL, field TEXT NOT NULL, status TEXT NOT NULL,
  successors TEXT NOT NULL, modelled INTEGER NOT NULL, facts BLOB NOT NULL);
CREATE INDEX entry_code ON entry(code, starts);
CREATE INDEX entry_field ON entry(field);
CREATE TABLE alias(alias TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY(alias, code)) WITHOUT ROWID;
CREATE TABLE modelled(code TEXT NOT NULL, starts TEXT NOT NULL, procedure BLOB NOT NULL,
  PRIMARY KEY(code, starts)) WITHOUT ROWID;
"""


TABLES = frozenset(re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", _TABLES + SCHEMA))
"""Tables of a compiled file."""


@dataclass(frozen=True, slots=True)
class CompileResult:
    """What came of compiling."""

    reading: ImportReport
    versions: int
    procedures: int
    bytes: int


def compile_catalogue(sources: Sequence[Path], out: Path) -> CompileResult:
    """Read the sources and put the compiled file in place of `out`, in one step.

    Where two sources have a version of the same procedure, a modelled one wins, then the later source. Raises
    `ImportFailedError` when a source cannot be read or holds no procedure; `out` then stays as it was.
    """
    check_replaceable(out)
    reading = ImportReport()
    for source in sources:
        read_source(source, reading)
    _refuse_two_in_force(reading.entries)
    entries = _merged(reading.entries)
    if not entries:
        told = f"{', '.join(map(str, sources)) or 'no source'}: no procedure in it"
        # What the first record lacks tells more than that there is none.
        first = "".join(f"; first {one.line}" for one in reading.told(RemarkKind.WRONG)[:1])
        raise ImportFailedError(told + first)
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    os.close(handle)
    draft = Path(name)
    try:
        _write(draft, entries, reading)
        _checked(draft)
        draft.chmod(0o644)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        size = draft.stat().st_size
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return CompileResult(reading, len(entries), len({one.code for one in entries}), size)


def _refuse_two_in_force(entries: Sequence[Entry]) -> None:
    """Refuse forms of one procedure that begin on different days and are in force together.

    Within a folder it is told with its file; here they come from several sources, and which was meant is
    not known. One that begins on the same day takes the other's place.
    """
    forms: dict[str, set[tuple[date, date]]] = {}
    for one in entries:
        if one.modelled:
            forms.setdefault(one.code, set()).add(
                (one.effective_from or date.min, one.effective_to or date.max)
            )
    for code, spans in sorted(forms.items()):
        for (first, until), (starts, _) in pairwise(sorted(spans)):
            if first < starts <= until:
                raise ImportFailedError(f"{code} is in force twice on {starts}; end one of the versions")


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """Keep one of each version: all modelled ones, and another source's only where none is modelled.

    What a modelled one does not say (steps, conditions, who decides) it takes from the other source.
    """
    told = {one.code for one in entries if one.source != NAMED}
    entries = [one for one in entries if one.source != NAMED or one.code not in told]
    modelled = {one.code for one in entries if one.modelled}
    others = {one.code: one for one in entries if not one.modelled}
    kept: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.modelled or entry.code not in modelled:
            key = (entry.code, entry.effective_from.isoformat() if entry.effective_from else "")
            kept[key] = _completed(entry, others.get(entry.code)) if entry.modelled else entry
    return [kept[key] for key in sorted(kept)]


def _completed(entry: Entry, other: Entry | None) -> Entry:
    if other is None:
        return entry
    kinds = {one.kind for one in entry.channels}
    return replace(
        entry,
        levels=other.levels or entry.levels,
        channels=(*entry.channels, *(one for one in other.channels if one.kind not in kinds)),
        subjects=other.subjects,
        authority=other.authority,
        address=other.address,
        steps=other.steps,
        conditions=other.conditions,
        said=tuple(dict.fromkeys((*entry.said, other.name))),
    )


def _write(path: Path, entries: Sequence[Entry], reading: ImportReport) -> None:
    facts = known()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.executescript(_TABLES)
        aliases: set[tuple[str, str]] = set()
        for number, entry in enumerate(entries, 1):
            database.execute(
                "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (number, entry.code, entry.version,
                 entry.effective_from.isoformat() if entry.effective_from else "",
                 entry.effective_to.isoformat() if entry.effective_to else "",
                 entry.name, entry.short_name, entry.field, entry.status.value, json.dumps(entry.successors),
                 entry.modelled, zlib.compress(to_json(entry).encode(), 6)),
            )  # fmt: skip
            aliases.update((alias, entry.code) for alias in entry.aliases)
        database.executemany("INSERT INTO alias VALUES (?,?)", sorted(aliases))
        database.executemany(
            "INSERT INTO modelled VALUES (?,?,?)",
            [
                (code, starts, zlib.compress(encoded.encode(), 6))
                for (code, starts), encoded in sorted(reading.modelled.items())
            ],
        )
        fees = read_fee_table().model_dump_json(by_alias=True)
        write_index(database, entries, load_vocabulary(), facts)
        digest = hashlib.sha256(
            "\n".join([fees, *(to_json(entry) for entry in entries)]).encode()
        ).hexdigest()
        database.executemany(
            "INSERT INTO meta VALUES (?,?)",
            [
                ("digest", digest),
                ("fees", fees),
                ("fetched_at", reading.fetched_at),
                ("portal_edition", _edition(reading).to_json()),
                ("procedures", str(len({one.code for one in entries}))),
                ("versions", str(len(entries))),
            ],
        )
        database.commit()
        database.execute("VACUUM")


def _edition(reading: ImportReport) -> PortalEdition:
    year = date.fromisoformat(reading.fetched_at[:10]).year if reading.fetched_at else date.max.year
    return PortalEdition.of(reading.entries, year)


def _checked(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        told = database.execute("PRAGMA integrity_check").fetchone()[0]
        if told != "ok":
            raise ImportFailedError(f"{path}: the compiled file is damaged ({told})")
