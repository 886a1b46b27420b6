"""Checks the file: SQLite's own structure, the audit log, and every sealed part."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import DamagedDatabaseError
from offline_queue.store import audit_log
from offline_queue.store.database import Database


@dataclass(frozen=True, slots=True)
class DamagedPart:
    """A part whose sealed bytes are not those that were stored."""

    dossier_id: int
    reference_uid: str
    state: str
    position: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found; `sound` when it found nothing."""

    structure: tuple[str, ...]
    """What SQLite's integrity check reported."""
    contradictions: tuple[str, ...]
    """Dossiers whose state differs from what their newest event says."""
    broken_event: int | None
    """Id of the first event row that does not fit the chain."""
    damaged: tuple[DamagedPart, ...]
    parts: int
    """How many parts were looked at."""

    @property
    def sound(self) -> bool:
        """Whether everything is as it was stored."""
        marked = self.structure or self.contradictions or self.damaged
        return not marked and self.broken_event is None


def check_structure(path: Path) -> None:
    """Run SQLite's integrity check without writing. Raises `DamagedDatabaseError`; no file is no damage."""
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        # Not opened read-only: after a power cut SQLite has to read the log, and creates its index file for
        # that.
        with contextlib.closing(sqlite3.connect(path, timeout=10.0, isolation_level=None)) as connection:
            found = complaints(connection)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            # Busy, read-only or full: opening the queue reports that with its own error.
            return
        raise DamagedDatabaseError(_sentence(path, str(error))) from error
    if found:
        raise DamagedDatabaseError(_sentence(path, found[0]))


def check(database: Database, beat: Callable[[], None] = lambda: None) -> Findings:
    """Check everything, reading every sealed byte.

    Damage is a finding; `QueueError` is raised for other trouble.
    """
    structure: tuple[str, ...] = ()
    try:
        with database.reading() as connection:
            structure = complaints(connection)
        beat()
        return _check(database, beat, structure)
    except DamagedDatabaseError as error:
        return Findings((*structure, str(error)), (), None, (), 0)


def _check(database: Database, beat: Callable[[], None], structure: tuple[str, ...]) -> Findings:
    with database.reading() as connection:
        broken = audit_log.first_broken(connection)
        contradictions = _contradictions(connection)
        known = connection.execute(
            "SELECT part.id, part.dossier_id, part.position, part.sealed_sha256, dossier.reference_uid, "
            "dossier.state FROM part JOIN dossier ON dossier.id = part.dossier_id ORDER BY part.id"
        ).fetchall()
    damaged = []
    looked_at = 0
    for row in known:
        beat()
        # One transaction for each part: a single long one would keep the log from being copied back for
        # minutes.
        with database.reading() as connection:
            blob = connection.execute("SELECT sealed FROM blob WHERE part_id = ?", (row["id"],)).fetchone()
            (state,) = connection.execute(
                "SELECT state FROM dossier WHERE id = ?", (row["dossier_id"],)
            ).fetchone()
        if state == "purged":
            continue
        looked_at += 1
        if blob is None or hashlib.sha256(blob[0]).hexdigest() != row["sealed_sha256"]:
            damaged.append(DamagedPart(row["dossier_id"], row["reference_uid"], state, row["position"]))
    return Findings(structure, contradictions, broken, tuple(damaged), looked_at)


def _contradictions(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Find states that were changed without an event, and dossiers that were removed."""
    states = ", ".join(f"'{state.value}'" for state in DeliveryState)
    rows = connection.execute(
        "SELECT reference_uid, state, (SELECT name FROM event WHERE dossier_id = dossier.id "  # noqa: S608  own names
        f"AND name IN ({states}) ORDER BY id DESC LIMIT 1) AS told FROM dossier "
        "WHERE state IS NOT told ORDER BY id"
    )
    found = [f"{row['reference_uid']}: is {row['state']}, its last event says {row['told']}" for row in rows]
    gone = connection.execute(
        "SELECT DISTINCT dossier_id FROM event WHERE dossier_id IS NOT NULL "
        "AND dossier_id NOT IN (SELECT id FROM dossier)"
    )
    short = connection.execute(
        "SELECT reference_uid, parts + 1 AS expected, "
        "(SELECT count(*) FROM part WHERE dossier_id = dossier.id) AS found "
        "FROM dossier WHERE expected <> found ORDER BY id"
    )
    found += [f"{row['reference_uid']}: has {row['found']} parts of {row['expected']}" for row in short]
    return (*found, *(f"dossier {row[0]}: is gone, its events are there" for row in gone))


def complaints(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Give what SQLite finds wrong with the structure."""
    rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    return () if rows == ["ok"] else tuple(line for row in rows for line in row.splitlines())


def _sentence(path: Path, complaint: str) -> str:
    plain = " ".join(complaint.split())[:200]
    return (
        f"{path}: SQLite finds the queue damaged ({plain}); it is left as it is, restore a backup or export"
    )
