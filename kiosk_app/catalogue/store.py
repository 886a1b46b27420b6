"""The compiled catalogue, opened for reading."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk_app.catalogue import encoding, procedure_encoding
from kiosk_app.catalogue.codes import code_in
from kiosk_app.catalogue.compile import APPLICATION_ID, FORMAT, TABLES
from kiosk_app.catalogue.entry import Entry, ProcedureStatus
from kiosk_app.catalogue.fees import FeeTable
from kiosk_app.catalogue.model import Catalogue, Procedure
from kiosk_app.catalogue.portal_edition import PortalEdition
from kiosk_app.catalogue.search.finder import Finder


class StoreError(Exception):
    """The file is no compiled catalogue of this version. The text names it and what to do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure in a list: enough for a tile."""

    code: str
    name: str
    short_name: str
    field: str
    status: ProcedureStatus
    modelled: bool


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """What happens in a life or a business, with the procedures that it brings."""

    key: str
    vi: str
    en: str
    business: bool
    codes: tuple[str, ...]
    fields: tuple[str, ...]


class CatalogueStore:
    """One compiled file. Not for two threads at once: open one for each."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Take an open file; `open_store` checks it."""
        self._database = database
        self._finder: Finder | None = None
        self._fees: FeeTable | None = None

    @property
    def finder(self) -> Finder:
        """Searches this file; its vocabulary is read when it is first asked for."""
        if self._finder is None:
            self._finder = Finder(self._database)
        return self._finder

    @property
    def digest(self) -> str:
        """SHA-256 of the content, lower-case hex: two files of the same content have the same."""
        return self._meta("digest")

    @property
    def fetched_at(self) -> str:
        """When it was fetched from a portal, ISO 8601; "" when it was not."""
        return self._meta("fetched_at")

    @property
    def portal_edition(self) -> PortalEdition:
        """What the portal told of its procedures when it was asked last."""
        return PortalEdition.from_json(self._meta("portal_edition"))

    @property
    def size(self) -> int:
        """How many procedures there are."""
        return int(self._meta("procedures"))

    @property
    def fees(self) -> FeeTable:
        """The dated table of fees and times that was compiled in."""
        if self._fees is None:
            self._fees = FeeTable.model_validate_json(self._meta("fees"))
        return self._fees

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def resolve(self, code: str) -> str | None:
        """Give the code that a code or alias stands for, however it is written; None: unknown."""
        code = code_in(code) or code
        row = self._database.execute("SELECT code FROM entry WHERE code = ? LIMIT 1", (code,)).fetchone()
        if row is None:
            row = self._database.execute(
                "SELECT code FROM alias WHERE alias = ? ORDER BY code LIMIT 1", (code,)
            ).fetchone()
        return str(row[0]) if row else None

    def versions(self, code: str) -> tuple[Entry, ...]:
        """Give every version of a procedure or of what an alias stands for, the oldest first."""
        resolved = self.resolve(code)
        rows = self._database.execute("SELECT facts FROM entry WHERE code = ? ORDER BY starts", (resolved,))
        return tuple(encoding.from_json(zlib.decompress(row[0])) for row in rows)

    def entry(self, code: str, on: date) -> Entry | None:
        """Give the version in force on a day; where none is, the next to come, else the last that was."""
        versions = self.versions(code)
        for entry in versions:
            if entry.in_force(on):
                return entry
        later = [one for one in versions if one.effective_from and one.effective_from > on]
        return later[0] if later else (versions[-1] if versions else None)

    def procedure(self, code: str, on: date) -> Procedure | None:
        """Give the modelled procedure with its form, in the version of that day; None: it has none."""
        for one in self.modelled((code,)):
            if one.in_force(on):
                return one
        return None

    def modelled(self, codes: Sequence[str] | None = None) -> tuple[Procedure, ...]:
        """Give every version of the modelled procedures, all or those named, in the order named."""
        if codes is None:
            rows = self._database.execute("SELECT procedure FROM modelled ORDER BY code, starts").fetchall()
        else:
            rows = [
                row
                for code in codes
                for row in self._database.execute(
                    "SELECT procedure FROM modelled WHERE code = ? ORDER BY starts", (code,)
                )
            ]
        return tuple(procedure_encoding.from_json(zlib.decompress(row[0])) for row in rows)

    def catalogue(self, offered: Sequence[str] = ()) -> Catalogue:
        """Give the procedures with a form as the journey takes them."""
        return Catalogue(self.modelled(offered or None))

    def with_form(self) -> frozenset[str]:
        """Give the codes of the procedures with a form of their own."""
        return frozenset(row[0] for row in self._database.execute("SELECT DISTINCT code FROM modelled"))

    def listed(self, code: str) -> Listed | None:
        """Give what a tile shows of a procedure."""
        row = self._database.execute(
            "SELECT code, name, short_name, field, status, modelled FROM entry WHERE code = ? "
            "ORDER BY starts DESC LIMIT 1",
            (code,),
        ).fetchone()
        return _listed(row) if row else None

    def names(self) -> list[tuple[str, str]]:
        """Give code and name of every procedure, by code."""
        rows = self._database.execute("SELECT code, name FROM entry GROUP BY code ORDER BY code")
        return [(code, name) for code, name in rows]

    def front(self) -> tuple[str, ...]:
        """Give the codes that communes handle most, in order."""
        return tuple(row[0] for row in self._database.execute("SELECT code FROM front ORDER BY position"))

    def life_events(self) -> tuple[LifeEvent, ...]:
        """Give the life events of citizens, then those of businesses."""
        rows = self._database.execute(
            "SELECT key, vi, en, business, codes, fields FROM event ORDER BY business, position"
        )
        return tuple(
            LifeEvent(key, vi, en, bool(business), tuple(json.loads(codes)), tuple(json.loads(fields)))
            for key, vi, en, business, codes, fields in rows
        )

    def fields(self) -> list[tuple[str, int]]:
        """Give each field (lĩnh vực) with the number of its procedures."""
        rows = self._database.execute(
            "SELECT field, COUNT(DISTINCT code) FROM entry GROUP BY field ORDER BY field"
        )
        return [(field, count) for field, count in rows]

    def _meta(self, key: str) -> str:
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""


def _listed(row: tuple[str, str, str, str, str, int]) -> Listed:
    code, name, short_name, field, status, modelled = row
    return Listed(code, name, short_name, field, ProcedureStatus(status), bool(modelled))


def open_store(path: Path) -> CatalogueStore:
    """Open a compiled catalogue; nothing in it is ever written. Raises `StoreError`."""
    if not path.is_file():
        raise StoreError(
            f"{path}: no compiled catalogue there; "
            f"`kioskctl catalogue build --from SOURCE --out {path}` makes one"
        )
    quoted = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    database = sqlite3.connect(f"file:{quoted}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        application = database.execute("PRAGMA application_id").fetchone()[0]
        version = database.execute("PRAGMA user_version").fetchone()[0]
        ours = application == APPLICATION_ID and version == FORMAT
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        # 13 ms for 2,600 procedures: a damaged page would else be met in front of a citizen.
        damage = database.execute("PRAGMA quick_check(1)").fetchone()[0] if ours else "ok"
    except sqlite3.DatabaseError as error:
        database.close()
        raise StoreError(f"{path}: no SQLite file ({error})") from error
    if application != APPLICATION_ID:
        database.close()
        raise StoreError(f"{path}: another kind of SQLite file, not a compiled catalogue")
    if version != FORMAT:
        database.close()
        raise StoreError(f"{path}: compiled in format {version}, this program reads {FORMAT}: build it anew")
    if missing := sorted(TABLES - tables):
        database.close()
        raise StoreError(f"{path}: no whole catalogue, it lacks {', '.join(missing)}: build it anew")
    if damage != "ok":
        database.close()
        raise StoreError(
            f"{path}: the compiled catalogue is damaged ({' '.join(damage.split())}): build it anew"
        )
    return CatalogueStore(database)
