"""A portal's words about a dossier: they may name the citizen, so they are kept sealed and not for ever."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import sha256_of
from offline_queue.contract.envelope import OpeningKey, Recipients
from offline_queue.store.database import Database

_MOST = 8
"""Of one dossier; the oldest go first."""


@dataclass(frozen=True, slots=True)
class PortalWords:
    """What a portal said."""

    at: str
    kind: str
    """The outcome that it came with, or "supplement" for what the authority asks the citizen for."""
    text: str

    def __repr__(self) -> str:
        return f"PortalWords({self.at}, {self.kind})"


class SealedWords:
    """Keeps words; only who holds the key can read them."""

    def __init__(self, database: Database, recipients: Recipients, clock: Clock) -> None:
        self._database = database
        self._recipients = recipients
        self._clock = clock

    def keep(self, dossier_id: int, kind: str, text: str) -> None:
        """Seal and keep them; no words are not kept."""
        if not text:
            return
        sealed = self._recipients.seal(text.encode())
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO portal_words (dossier_id, at, kind, sealed) VALUES (?, ?, ?, ?)",
                (dossier_id, stamp(self._clock.now()), kind, sealed),
            )
            connection.execute(
                "DELETE FROM portal_words WHERE dossier_id = ?1 AND id NOT IN (SELECT id FROM portal_words "
                "WHERE dossier_id = ?1 ORDER BY id DESC LIMIT ?2)",
                (dossier_id, _MOST),
            )


def forget_words(connection: sqlite3.Connection, dossier_id: int) -> None:
    """Drop them inside the caller's transaction: they go with the parts."""
    connection.execute("DELETE FROM portal_words WHERE dossier_id = ?", (dossier_id,))


def open_words(connection: sqlite3.Connection, reference_uid: str, key: OpeningKey) -> list[PortalWords]:
    """Read them, oldest first. Raises `EnvelopeError` for another kiosk's."""
    rows = connection.execute(
        "SELECT portal_words.at, portal_words.kind, sealed FROM portal_words "
        "JOIN dossier ON dossier.id = dossier_id WHERE reference_uid = ? ORDER BY portal_words.id",
        (reference_uid,),
    )
    return [PortalWords(row[0], row[1], key.open(row[2], sha256_of(row[2])).decode()) for row in rows]
