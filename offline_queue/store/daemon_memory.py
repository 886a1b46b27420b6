"""What the daemon must not forget between two runs, beside the dossiers themselves."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from offline_queue.contract.clock import moment_from, stamp

FILE_LIMIT = "file_limit_bytes"
NUMBER_REQUEST = "number_request"
"""Idempotency key of a request for numbers that was not answered yet."""
CHECKED_AT = "checked_at"
CHECK_RESULT = "check_result"
BACKED_UP_AT = "backed_up_at"
CLOSED = "closed_by_staff"
"""Who closed the kiosk; nothing while it is open."""
_MOST_DIGITS = 18
"""What SQLite keeps as a whole number in any case."""


def recall(
    connection: sqlite3.Connection, name: str, now: datetime | None = None, longest_s: float = float("inf")
) -> str:
    """Give the value, "" when there is none or, at `now`, it is older than `longest_s`."""
    row = connection.execute("SELECT value, at FROM remembered WHERE name = ?", (name,)).fetchone()
    if row is None:
        return ""
    if now is not None:
        at = moment_from(row["at"])
        if at is None or abs((now - at).total_seconds()) > longest_s:
            return ""
    return str(row["value"])


def remember(connection: sqlite3.Connection, name: str, value: str, now: datetime | None = None) -> None:
    """Keep the value inside the caller's transaction; `now`: from when on its age counts."""
    connection.execute(
        "INSERT INTO remembered (name, value, at) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at",
        (name, value, stamp(now) if now is not None else ""),
    )


def whole_number(text: str) -> int | None:
    """Read a number that was kept; None for what is none: the screen's user can write this table too."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Drop the value inside the caller's transaction."""
    connection.execute("DELETE FROM remembered WHERE name = ?", (name,))
