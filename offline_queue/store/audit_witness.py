"""Keeps, apart from the queue's file and under a key of the daemon's own, how far its history went.

The log of events links its rows by hashes, but whoever writes the file can write all rows anew. The daemon
therefore writes down the newest row that it saw, authenticated (HMAC-SHA-256), where only it can write. A
history that was changed before that row, or a file that is older than it, shows.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from offline_queue.store import audit_log
from offline_queue.store.database import Database

_LONGEST = 2_000


class HistoryVerdict(StrEnum):
    """What the comparison gave."""

    INTACT = "intact"
    CHANGED = "changed"
    """A row that was there has another content, or the rows no longer fit each other."""
    OLDER = "older"
    """The file ends before what was seen: another, older one was put in its place."""
    UNKNOWN = "unknown"
    """Nothing was written down yet, or what was written down is not this daemon's."""


@dataclass(frozen=True, slots=True)
class NewestSeenRow:
    """The newest row of the log when it was last looked at."""

    event_id: int
    head: str


class AuditWitness:
    """One for a daemon; not thread-safe."""

    def __init__(self, database: Database, path: Path, key: bytes) -> None:
        """`path`: a file in a folder that only the daemon can write. `key`: 32 secret bytes."""
        self._database = database
        self._path = path
        self._key = key
        self._whole_checked = False

    def look(self) -> HistoryVerdict:
        """Compare the log with what was written down, and write down how far it goes now.

        After a difference nothing is written: it stays told until a person has looked (`accept`). Raises
        `QueueError` when the queue cannot be read.
        """
        kept = self._read()
        with self._database.reading() as connection:
            found = self._compare(connection, kept)
            newest = NewestSeenRow(*audit_log.newest(connection))
        self._whole_checked = True
        if found in (HistoryVerdict.INTACT, HistoryVerdict.UNKNOWN):
            self._write(newest)
        return found

    def accept(self) -> None:
        """A person has looked: the history counts as it is from here on."""
        with self._database.reading() as connection:
            newest = NewestSeenRow(*audit_log.newest(connection))
        self._write(newest)

    def seen(self) -> NewestSeenRow | None:
        """Give what is written down, for telling the portal; None when nothing is."""
        return self._read()

    def _compare(self, connection: sqlite3.Connection, kept: NewestSeenRow | None) -> HistoryVerdict:
        if not self._whole_checked and audit_log.first_broken(connection) is not None:
            return HistoryVerdict.CHANGED
        if kept is None:
            return HistoryVerdict.UNKNOWN
        if kept.event_id == 0:
            return HistoryVerdict.INTACT
        row = connection.execute("SELECT hash FROM event WHERE id = ?", (kept.event_id,)).fetchone()
        if row is None:
            return HistoryVerdict.OLDER
        return HistoryVerdict.INTACT if str(row[0]) == kept.head else HistoryVerdict.CHANGED

    def _read(self) -> NewestSeenRow | None:
        try:
            with self._path.open("rb") as file:
                written = json.loads(file.read(_LONGEST))
            seen = NewestSeenRow(int(written["event_id"]), str(written["head"]))
            mac = str(written["mac"])
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        return seen if hmac.compare_digest(mac.encode(errors="replace"), self._mac(seen).encode()) else None

    def _write(self, seen: NewestSeenRow) -> None:
        content = json.dumps({"event_id": seen.event_id, "head": seen.head, "mac": self._mac(seen)})
        unfinished = self._path.with_name(self._path.name + ".unfinished")
        # What cannot be written is only not proven yet: the next look writes it down.
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            try:
                os.write(handle, content.encode())
                os.fsync(handle)
            finally:
                os.close(handle)
            unfinished.replace(self._path)

    def _mac(self, seen: NewestSeenRow) -> str:
        return hmac.digest(self._key, f"{seen.event_id}:{seen.head}".encode(), "sha256").hex()
