"""Payments that a terminal at the kiosk was asked for: noted before, struck off once the notice is stored.

A power cut in between leaves the note, and the next program asks the terminal what became of it. Nothing of
who pays stands in it.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from offline_queue.store import daemon_memory

_PREFIX = "payment_begun:"


def begin(connection: sqlite3.Connection, uid: str, words: str, now: datetime) -> None:
    """Note it inside the caller's transaction."""
    daemon_memory.remember(connection, _PREFIX + uid, words, now)


def begun(connection: sqlite3.Connection) -> dict[str, str]:
    """Give what is noted: uid → words."""
    rows = connection.execute(
        "SELECT name, value FROM remembered WHERE name GLOB ? ORDER BY at", (_PREFIX + "*",)
    )
    return {row["name"].removeprefix(_PREFIX): row["value"] for row in rows}


def end(connection: sqlite3.Connection, uid: str) -> None:
    """Strike it off inside the caller's transaction."""
    daemon_memory.forget(connection, _PREFIX + uid)
