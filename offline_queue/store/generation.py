"""Which life of the queue's file this is: a copy that was put back begins a new one.

Codes and reserved numbers were given out from the life before; what a restored file holds of them is old. The
file carries a generation, and so does a marker beside it, with the highest code that was given out.
A backup of this product says of itself that it is a copy; any other copy does not fit the marker.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from configuration.outside_file import read_outside
from offline_queue.store import audit_log, daemon_memory, queue_tickets
from vietnam.time_zone import in_vietnam

GENERATION = "generation"
_COPIED = "copied"
_CODES = "provisional_code"
_JUMP = 10_000
"""More codes than a kiosk gives out between two backups."""
_LARGEST_JUMPS = 9
"""A jump is 1 to 9 times as large, by chance: two restores from one backup give out different codes."""
_LONGEST = 1_000
_MOST_CODES = 1_000_000_000
"""Codes have at most nine digits (`provisional_code`)."""


@dataclass(frozen=True, slots=True)
class _Marker:
    generation: str
    ceiling: int


def settle(connection: sqlite3.Connection, path: Path, now: datetime) -> str:
    """Give the file's generation; a file that was put back gets a new one. Opens a transaction of its own.

    Its counter of codes jumps, reserved numbers that no dossier has are dropped, and so is a request for a
    block under way: they may have been given out, or asked for, in the meantime.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        own = daemon_memory.recall(connection, GENERATION)
        marker = _read(path)
        copied = bool(daemon_memory.recall(connection, _COPIED))
        fits = marker is not None and marker.generation == own and marker.ceiling <= _given(connection)
        if own and not copied and fits:
            connection.execute("ROLLBACK")
            return own
        generation = secrets.token_hex(8)
        if copied or own or marker is not None:
            _begin_anew(connection, 0 if marker is None else marker.ceiling, now)
        daemon_memory.remember(connection, GENERATION, generation)
        daemon_memory.forget(connection, _COPIED)
        ceiling = _given(connection)
        # The marker first: without the commit file and marker differ, and the next opening does this again.
        _write(path, _Marker(generation, ceiling))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return generation


def same(connection: sqlite3.Connection, generation: str) -> bool:
    """Whether the file still is of that generation."""
    return daemon_memory.recall(connection, GENERATION) == generation


def given(path: Path, generation: str, number: int) -> None:
    """Note beside the file that codes up to `number` were given out."""
    marker = _read(path)
    if marker is None or marker.generation != generation or marker.ceiling < number:
        with contextlib.suppress(OSError):
            _write(path, _Marker(generation, number))


def mark_as_copy(connection: sqlite3.Connection) -> None:
    """Let a backup say of itself that it is one. Commits."""
    daemon_memory.remember(connection, _COPIED, "1")
    connection.commit()


def let_begin_anew(connection: sqlite3.Connection) -> None:
    """Have the next opening take the file for a copy, inside the caller's transaction."""
    daemon_memory.remember(connection, _COPIED, "1")


def _begin_anew(connection: sqlite3.Connection, ceiling: int, now: datetime) -> None:
    jump = _JUMP * (1 + secrets.randbelow(_LARGEST_JUMPS))
    value = max(_given(connection), ceiling) + jump
    connection.execute(
        "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ?2",
        (_CODES, value),
    )
    queue_tickets.jump(connection, in_vietnam(now).date())
    dropped = connection.execute("DELETE FROM number WHERE dossier_id IS NULL").rowcount
    daemon_memory.forget(connection, daemon_memory.NUMBER_REQUEST)
    audit_log.append(
        connection,
        dossier_id=None,
        at=now,
        actor="store",
        name="put_back",
        cause=f"{dropped} numbers dropped",
    )


def _given(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM counter WHERE name = ?", (_CODES,)).fetchone()
    return 0 if row is None else int(row[0])


def _marker_path(path: Path) -> Path:
    return path.with_name(path.name + ".generation")


def _read(path: Path) -> _Marker | None:
    try:
        # The screen writes in this folder: what lies there may be a pipe, or have no end.
        found = json.loads(read_outside(_marker_path(path), _LONGEST))
        marker = _Marker(str(found["generation"]), int(found["ceiling"]))
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    # Beyond what a counter can hold: nobody gave that out.
    return marker if 0 <= marker.ceiling < _MOST_CODES else None


def _write(path: Path, marker: _Marker) -> None:
    """Replace the marker durably."""
    place = _marker_path(path)
    unfinished = place.with_name(place.name + ".unfinished")
    with contextlib.suppress(FileNotFoundError):
        unfinished.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(unfinished, flags, 0o660)
    try:
        os.fchmod(handle, 0o660)
        os.write(handle, json.dumps({"generation": marker.generation, "ceiling": marker.ceiling}).encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    unfinished.replace(place)
