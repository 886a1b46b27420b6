"""Messages that wait for the broker, in the queue's own file; bounded: they never take a dossier's room."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from offline_queue.contract.clock import stamp
from offline_queue.store import daemon_memory
from offline_queue.store.database import Database, free_bytes

_DROPPED = "fleet_dropped"


@dataclass(frozen=True, slots=True)
class SpooledMessage:
    """A message that was not acknowledged yet."""

    id: int
    kind: str
    payload: str
    made_at: str


class Spool:
    """Short transactions only. The oldest goes when there is no room, and how many went is told."""

    def __init__(self, database: Database, most: int, reserve_bytes: int) -> None:
        """`most`: messages kept; `reserve_bytes`: free space below which nothing is added."""
        self._database = database
        self._most = most
        self._reserve_bytes = reserve_bytes

    def put(self, kind: str, payload: str, now: datetime) -> bool:
        """Keep a message; gives whether there was room. Raises `QueueError`.

        On a disk that fills up the room is the dossiers': the message is only counted as gone.
        """
        room = free_bytes(self._database.path) >= self._reserve_bytes
        with self._database.writing() as connection:
            gone = 0 if room else 1
            if room:
                connection.execute(
                    "INSERT INTO fleet_message (kind, payload, made_at) VALUES (?, ?, ?)",
                    (kind, payload, stamp(now)),
                )
                gone = connection.execute(
                    "DELETE FROM fleet_message WHERE id <= (SELECT max(id) FROM fleet_message) - ?",
                    (self._most,),
                ).rowcount
            if gone:
                daemon_memory.remember(connection, _DROPPED, str(_dropped(connection) + gone))
        return room

    def next(self) -> SpooledMessage | None:
        """Give the oldest. Raises `QueueError`."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT id, kind, payload, made_at FROM fleet_message ORDER BY id LIMIT 1"
            ).fetchone()
        return None if row is None else SpooledMessage(*row)

    def sent(self, message_id: int) -> None:
        """The broker has it. Raises `QueueError`."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM fleet_message WHERE id = ?", (message_id,))

    def dropped(self) -> int:
        """Give how many were lost for want of room, since the queue was made. Raises `QueueError`."""
        with self._database.reading() as connection:
            return _dropped(connection)

    def count(self) -> int:
        """Give how many wait. Raises `QueueError`."""
        with self._database.reading() as connection:
            (number,) = connection.execute("SELECT count(*) FROM fleet_message").fetchone()
        return int(number)


def _dropped(connection: sqlite3.Connection) -> int:
    return daemon_memory.whole_number(daemon_memory.recall(connection, _DROPPED)) or 0
