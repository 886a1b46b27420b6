"""Copies of electronic results: noted before the printer is asked, settled once; told to the province.

A power cut between the sheet and its count leaves the note: the next program counts that copy as doubtful,
for nobody knows whether it came out. Whose result it was stands nowhere.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from enum import StrEnum

from offline_queue.contract.clock import stamp
from offline_queue.store import audit_log, daemon_memory

KIND = "result_copies"
"""As `ItemKind` has it."""
_BEGUN = "copy_begun:"
_PRINTED, _DOUBTED = "result_printed", "result_in_doubt"


class CopyFate(StrEnum):
    """What became of a copy."""

    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    DOUBTFUL = "doubtful"
    """It may have come out."""


def begin(connection: sqlite3.Connection, uid: str, pages: int, now: datetime) -> None:
    """Note one that the printer is about to be asked for, in the caller's transaction."""
    daemon_memory.remember(connection, _BEGUN + uid, str(pages), now)


def end(connection: sqlite3.Connection, uid: str, fate: CopyFate, kiosk_id: str, at: datetime) -> None:
    """Settle one, in the caller's transaction; what is settled stays so. Its fact has the same uid."""
    pages = daemon_memory.recall(connection, _BEGUN + uid)
    if not pages:
        return
    daemon_memory.forget(connection, _BEGUN + uid)
    if fate is CopyFate.NOT_PRINTED:
        return
    doubtful = fate is CopyFate.DOUBTFUL
    # 0 where it cannot be read any more how many pages it has.
    number = daemon_memory.whole_number(pages) or 0
    told = {"pages": number, "kiosk_id": kiosk_id, **({"doubtful": True} if doubtful else {})}
    connection.execute(
        "INSERT INTO item (uid, kind, payload, made_at) VALUES (?, ?, ?, ?)",
        (uid, KIND, json.dumps(told), stamp(at)),
    )
    name = _DOUBTED if doubtful else _PRINTED
    audit_log.append(connection, dossier_id=None, at=at, actor="kiosk", name=name, cause=f"{number} pages")


def doubt(connection: sqlite3.Connection, kiosk_id: str, at: datetime) -> int:
    """Settle every one that is left as doubtful, in the caller's transaction. Gives how many."""
    found = connection.execute("SELECT name FROM remembered WHERE name GLOB ? ORDER BY at", (_BEGUN + "*",))
    left = [str(row["name"]).removeprefix(_BEGUN) for row in found.fetchall()]
    for uid in left:
        end(connection, uid, CopyFate.DOUBTFUL, kiosk_id, at)
    return len(left)


def doubted(connection: sqlite3.Connection, since: datetime) -> int:
    """Count those in doubt that were settled since then."""
    row = connection.execute(
        "SELECT count(*) FROM event WHERE name = ? AND at >= ?", (_DOUBTED, stamp(since))
    ).fetchone()
    return int(row[0])
