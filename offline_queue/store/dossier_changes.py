"""Writes changes of dossiers with their events, and tells whoever listens of each that is durable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.messages import DossierNews
from offline_queue.store import audit_log, queries, transitions
from offline_queue.store.database import Database
from offline_queue.store.transitions import update_columns

_ACTOR = "sync"


class DossierChanges:
    """What the daemon changes; each method is one short transaction. Every method raises `QueueError`."""

    def __init__(self, database: Database, clock: Clock, tell: Callable[[DossierNews], None]) -> None:
        """`tell` is called after each change of state that is durable."""
        self._database = database
        self._clock = clock
        self._tell = tell

    def select(self, statement: str, *parameters: object) -> list[sqlite3.Row]:
        """Read rows."""
        with self._database.reading() as connection:
            return connection.execute(statement, parameters).fetchall()

    def move(
        self,
        dossier_id: int,
        state: DeliveryState,
        cause: str,
        *,
        attempts: int = 0,
        failures: int = 0,
        columns: Mapping[str, str | int] | None = None,
    ) -> None:
        """Change the state, with its event, and tell. Raises `IllegalTransitionError`."""
        with self._database.writing() as connection:
            transitions.move(
                connection,
                dossier_id,
                state,
                cause,
                at=self._clock.now(),
                actor=_ACTOR,
                attempts=attempts,
                failures=failures,
                columns=columns,
            )
        self.tell(dossier_id)

    def note(self, dossier_id: int, name: str, cause: str = "", **columns: str) -> None:
        """Write an event, and columns with it, without a change of state."""
        with self._database.writing() as connection:
            attempt = update_columns(connection, dossier_id, columns)
            self.event(connection, dossier_id, name, attempt, cause)

    def event(
        self, connection: sqlite3.Connection, dossier_id: int, name: str, attempt: int, cause: str
    ) -> None:
        """Write an event inside the caller's transaction."""
        audit_log.append(
            connection,
            dossier_id=dossier_id,
            at=self._clock.now(),
            actor=_ACTOR,
            name=name,
            attempt=attempt,
            cause=cause,
        )

    def tell(self, dossier_id: int) -> None:
        """Tell what is known of a dossier now."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT reference_uid FROM dossier WHERE id = ?", (dossier_id,)
            ).fetchone()
            news = queries.news(connection, row[0])
        if news is not None:
            self._tell(news)
