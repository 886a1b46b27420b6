"""Copies of electronic results that came out: told to the province, and kept in the history.

Whose result it was stands in neither.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from offline_queue.contract.clock import stamp
from offline_queue.store import audit_log

KIND = "result_copies"
"""As `ItemKind` has it."""


def count(connection: sqlite3.Connection, uid: str, pages: int, kiosk_id: str, at: datetime) -> None:
    """Count one, in the caller's transaction. `uid`: of the small fact that tells of it."""
    text = json.dumps({"pages": pages, "kiosk_id": kiosk_id})
    connection.execute(
        "INSERT INTO item (uid, kind, payload, made_at) VALUES (?, ?, ?, ?)", (uid, KIND, text, stamp(at))
    )
    audit_log.append(
        connection, dossier_id=None, at=at, actor="kiosk", name="result_printed", cause=f"{pages} pages"
    )
