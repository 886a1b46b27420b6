"""What was handed in and may have arrived: written down before the call, and a portal's own no behind it."""

from __future__ import annotations

import sqlite3

HANDING_IN = "handing_in"
"""Event: it is handed in now; whether that arrived, a lost answer does not say."""
NOT_TAKEN = "not_taken"
"""Event: the portal said that it did not take what was handed in."""


def may_be_there(connection: sqlite3.Connection, dossier_id: int) -> bool:
    """Tell whether it was handed in and the answer is missing."""
    row = connection.execute(
        "SELECT name FROM event WHERE dossier_id = ? AND name IN (?, ?) ORDER BY id DESC LIMIT 1",
        (dossier_id, HANDING_IN, NOT_TAKEN),
    ).fetchone()
    return row is not None and row[0] == HANDING_IN
