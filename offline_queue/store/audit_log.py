"""Event rows: append-only, each carrying a hash over itself and the one before, so that tampering shows."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import datetime

from offline_queue.contract.clock import stamp

ORIGIN = "0" * 64


def append(
    connection: sqlite3.Connection,
    *,
    dossier_id: int | None,
    at: datetime,
    actor: str,
    name: str,
    attempt: int = 0,
    cause: str = "",
) -> None:
    """Add a row inside the caller's transaction. `cause` holds nothing personal."""
    moment = stamp(at)
    before = head(connection)
    fields = (dossier_id, moment, actor, name, attempt, cause)
    connection.execute(
        "INSERT INTO event (dossier_id, at, actor, name, attempt, cause, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*fields, _link(before, fields)),
    )


def head(connection: sqlite3.Connection) -> str:
    """Give the newest hash. Whoever keeps it elsewhere can later show that no row before it changed."""
    row = connection.execute("SELECT hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return ORIGIN if row is None else str(row[0])


def newest(connection: sqlite3.Connection) -> tuple[int, str]:
    """Give id and hash of the newest row; 0 and `ORIGIN` where there is none."""
    row = connection.execute("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return (0, ORIGIN) if row is None else (int(row[0]), str(row[1]))


def first_broken(connection: sqlite3.Connection) -> int | None:
    """Give the id of the first row that does not fit or is missing at the end, or None.

    An end cut off together with SQLite's own count shows only against a `head` that was kept elsewhere.
    """
    before = ORIGIN
    newest = 0
    rows = connection.execute(
        "SELECT id, hash, dossier_id, at, actor, name, attempt, cause FROM event ORDER BY id"
    )
    for event_id, stored, *fields in rows:
        before = _link(before, tuple(fields))
        if before != stored:
            return int(event_id)
        newest = int(event_id)
    (given,) = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'"
    ).fetchone()
    return newest + 1 if given > newest else None


def _link(before: str, fields: tuple[object, ...]) -> str:
    text = json.dumps([before, *fields], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
