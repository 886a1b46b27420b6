"""Tells the province how far this queue's history goes, so that a queue that was put back shows there too.

The witness (audit_witness.py) compares on the kiosk itself; whoever is root there could silence it. What the
province was told is out of reach. Each telling names the one before it and what the queue holds now at the
place where that one ended: a history that was written anew, or a file that is older, cannot fit. The tellings
are signed, because the screen's process writes small facts too.
"""

from __future__ import annotations

import json
import secrets
import sqlite3

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.envelope import OpeningKey
from offline_queue.store import audit_log, daemon_memory, export
from offline_queue.store.audit_witness import HistoryVerdict
from offline_queue.store.database import Database
from offline_queue.store.outbox import ItemKind

HISTORY_TOLD = "history_told"
EVERY_S = 3_600.0
_LONGEST = 1_000
_MOST = 2**62
_PURPOSE = b"kiosk history v1\0"


class HistoryTelling:
    """One for a daemon; not thread-safe."""

    def __init__(self, database: Database, kiosk_id: str, key: OpeningKey, clock: Clock) -> None:
        """`key` signs as exports to a stick are signed: the province knows the public half."""
        self._database = database
        self._kiosk_id = kiosk_id
        self._key = key
        self._clock = clock
        self._told_at: float | None = None
        self._uid = ""
        """Of the newest telling of this daemon."""

    def tell(self, found: HistoryVerdict) -> None:
        """Put a telling into the queue at the start, hourly where it went on, at once when it is wrong.

        While one waits that says the same, no other is added. Raises `QueueError`.
        """
        with self._database.reading() as connection:
            due = self._due(connection, found)
        if not due:
            return
        with self._database.writing() as connection:
            payload = self._payload(connection, found)
            self._uid = secrets.token_hex(16)
            connection.execute(
                "INSERT INTO item (uid, kind, payload, made_at) VALUES (?, ?, ?, ?)",
                (self._uid, ItemKind.HISTORY.value, _text(payload), stamp(self._clock.now())),
            )
            kept = {name: payload[name] for name in ("number", "event_id", "head", "condition")}
            daemon_memory.remember(connection, HISTORY_TOLD, _text(kept))
        self._told_at = self._clock.monotonic()

    def _due(self, connection: sqlite3.Connection, found: HistoryVerdict) -> bool:
        last = _last(connection)
        if last["condition"] != found.value and found in (HistoryVerdict.CHANGED, HistoryVerdict.OLDER):
            return True
        # Only this daemon's own: other processes can add rows, which may never be sent.
        waiting = connection.execute(
            "SELECT 1 FROM item WHERE uid = ? AND state = 'queued'", (self._uid,)
        ).fetchone()
        if waiting is not None:
            return False
        if self._told_at is None:
            return True
        went_on = audit_log.newest(connection) != (last["event_id"], last["head"])
        return went_on and self._clock.monotonic() - self._told_at >= EVERY_S

    def _payload(self, connection: sqlite3.Connection, found: HistoryVerdict) -> dict[str, str | int]:
        last = _last(connection)
        event_id, head = audit_log.newest(connection)
        since_id = int(last["event_id"])
        there = connection.execute("SELECT hash FROM event WHERE id = ?", (since_id,)).fetchone()
        (codes,) = connection.execute(
            "SELECT coalesce(max(value), 0) FROM counter WHERE name = 'provisional_code'"
        ).fetchone()
        payload: dict[str, str | int] = {
            "kiosk_id": self._kiosk_id,
            "number": int(last["number"]) + 1,
            "event_id": event_id,
            "head": head,
            "codes": int(codes),
            "since_event_id": since_id,
            "since_head": str(there[0]) if there else (audit_log.ORIGIN if since_id == 0 else ""),
            "condition": found.value,
            "told_at": stamp(self._clock.now()),
            "signer": export.signer_of(self._key),
        }
        signature = export.signature_of(self._key, _PURPOSE + _text(payload).encode())
        return {**payload, "signature": signature}


def _last(connection: sqlite3.Connection) -> dict[str, str | int]:
    """What was told last, as the queue itself remembers it: an older file remembers an older telling."""
    first: dict[str, str | int] = {"number": 0, "event_id": 0, "head": audit_log.ORIGIN, "condition": ""}
    try:
        told = json.loads(daemon_memory.recall(connection, HISTORY_TOLD)[:_LONGEST] or "{}")
        last = {name: type(value)(told.get(name, value)) for name, value in first.items()}
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return first
    return last if all(0 <= int(last[name]) < _MOST for name in ("number", "event_id")) else first


def _text(payload: dict[str, str | int]) -> str:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
