"""What the daemon must not forget between two runs, beside the dossiers themselves."""

from __future__ import annotations

import sqlite3

from offline_queue.store.delivery_store import DeliveryStore

FILE_LIMIT = "file_limit_bytes"
NUMBER_REQUEST = "number_request"
"""Idempotency key of a request for numbers that was not answered yet."""
CHECKED_AT = "checked_at"
CHECK_RESULT = "check_result"
BACKED_UP_AT = "backed_up_at"


def recall(connection: sqlite3.Connection, name: str) -> str:
    """Give the value, "" when there is none."""
    row = connection.execute("SELECT value FROM remembered WHERE name = ?", (name,)).fetchone()
    return "" if row is None else str(row[0])


def remember(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep the value inside the caller's transaction."""
    connection.execute(
        "INSERT INTO remembered (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Drop the value inside the caller's transaction."""
    connection.execute("DELETE FROM remembered WHERE name = ?", (name,))


class UploadAddresses:
    """The adapters' `UploadMemory`, in the queue's file."""

    def __init__(self, store: DeliveryStore) -> None:
        self._store = store

    def recall(self, file_uid: str) -> str:
        """Give the address, "" when none was begun."""
        return self._store.upload_address(file_uid)

    def remember(self, file_uid: str, address: str) -> None:
        """Keep it durably."""
        self._store.keep_upload_address(file_uid, address)
