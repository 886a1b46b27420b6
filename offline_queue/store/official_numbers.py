"""Official numbers that the portal handed out in advance: each is given to one dossier, for good."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

_FORM = re.compile(r"[A-Z][0-9]{2}(\.[0-9]{2,3}){0,4}-[0-9]{6}-[0-9]{4,6}")
"""`{unit}-{yyMMdd}-{NNNN}` (docs/domain/slips.md#dossier-number)."""


def take(connection: sqlite3.Connection, dossier_id: int, authority_code: str) -> str:
    """Give the dossier its authority's next free number inside the caller's transaction; "" without one."""
    row = connection.execute(
        "UPDATE number SET dossier_id = ? WHERE value = (SELECT value FROM number WHERE dossier_id IS NULL "
        "AND authority_code = ? ORDER BY position LIMIT 1) RETURNING value",
        (dossier_id, authority_code),
    ).fetchone()
    if row is None:
        return ""
    connection.execute("UPDATE dossier SET reserved_code = ? WHERE id = ?", (row[0], dossier_id))
    return str(row[0])


def bring(connection: sqlite3.Connection, dossier_id: int, code: str) -> str:
    """Give the dossier the number that another kiosk printed for it, inside the caller's transaction."""
    connection.execute("UPDATE dossier SET reserved_code = ? WHERE id = ?", (code, dossier_id))
    return code


def is_official(value: str) -> bool:
    """Whether it has the form of an official number."""
    return _FORM.fullmatch(value) is not None


def add(connection: sqlite3.Connection, authority_code: str, values: Iterable[str]) -> int:
    """Store a block inside the caller's transaction; known numbers are skipped. Gives how many are new.

    Raises `ValueError` when one is not of the official form: none is stored then.
    """
    new = 0
    for value in values:
        if not is_official(value):
            raise ValueError(f"{value!r} is no official number")
        new += connection.execute(
            "INSERT INTO number (value, authority_code, position) "
            "VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM number)) "
            "ON CONFLICT (value) DO NOTHING",
            (value, authority_code),
        ).rowcount
    return new


def free(connection: sqlite3.Connection, authority_code: str) -> int:
    """Count the numbers that no dossier has yet."""
    (count,) = connection.execute(
        "SELECT count(*) FROM number WHERE dossier_id IS NULL AND authority_code = ?", (authority_code,)
    ).fetchone()
    return int(count)
