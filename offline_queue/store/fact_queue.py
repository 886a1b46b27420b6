"""Small facts on their way: ratings and counters that name no citizen."""

from __future__ import annotations

from dataclasses import dataclass

from offline_queue.store.database import Database


@dataclass(frozen=True, slots=True)
class QueuedFact:
    """A small fact on its way."""

    id: int
    uid: str
    kind: str
    payload: str
    attempts: int


class FactQueue:
    """Short transactions only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self) -> QueuedFact | None:
        """Give the small fact with the fewest attempts, oldest first."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT id, uid, kind, payload, attempts FROM item WHERE state = 'queued' "
                "ORDER BY attempts, id LIMIT 1"
            ).fetchone()
        return None if row is None else QueuedFact(*row)

    def tried(self, item: QueuedFact) -> None:
        """Count the attempt, before the call."""
        with self._database.writing() as connection:
            connection.execute("UPDATE item SET attempts = attempts + 1 WHERE id = ?", (item.id,))

    def sent(self, item: QueuedFact) -> None:
        """The portal has it: nothing of it stays."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM item WHERE id = ?", (item.id,))

    def refused(self, item: QueuedFact, reason: str) -> None:
        """The portal has no place for it."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE item SET state = 'rejected', reason = ? WHERE id = ?", (reason, item.id)
            )
