"""The sandbox's requests in its SQLite file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from portal_sandbox.store import Store


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request's row."""

    uid: str
    kind: str
    status: str
    """"new", "received", "answered" or "refused"."""
    number: str
    received_at: str
    """ISO 8601 with zone; "" before it is handed in."""
    answer: str
    value: dict[str, Any]
    creations: int
    submissions: int


class RequestStore:
    """Requests by uid. Thread-safe."""

    def __init__(self, store: Store) -> None:
        """`store`: whose file it is."""
        self._store = store

    def create(self, uid: str, kind: str, value: dict[str, Any]) -> StoredRequest:
        """Keep it; the same uid again changes nothing but the count."""
        self._store.execute(
            "INSERT INTO request (uid, kind, status, number, received_at, answer, value, creations, "
            "submissions) VALUES (?, ?, 'new', '', '', '', ?, 1, 0) "
            "ON CONFLICT (uid) DO UPDATE SET creations = creations + 1",
            uid,
            kind,
            json.dumps(value, ensure_ascii=False),
        )
        return self._sure(uid)

    def submit(self, uid: str, received_at: str) -> StoredRequest:
        """Hand it in; a second time changes nothing but the count."""
        number = f"YC-{self._store.count('requests'):05d}"
        self._store.execute(
            "UPDATE request SET submissions = submissions + 1, "
            "number = CASE WHEN status = 'new' THEN ? ELSE number END, "
            "received_at = CASE WHEN status = 'new' THEN ? ELSE received_at END, "
            "status = CASE WHEN status = 'new' THEN 'received' ELSE status END WHERE uid = ?",
            number,
            received_at,
            uid,
        )
        return self._sure(uid)

    def answer(self, uid: str, answer: str, *, refused: bool = False) -> None:
        """Keep what the officer says. `refused`: it is why they do not do what was asked for."""
        status = "refused" if refused else "answered"
        self._store.execute("UPDATE request SET answer = ?, status = ? WHERE uid = ?", answer, status, uid)

    def find(self, uid: str) -> StoredRequest | None:
        """Give one, or None."""
        rows = self._store.select("SELECT * FROM request WHERE uid = ?", uid)
        return _request(rows[0]) if rows else None

    def all(self) -> list[StoredRequest]:
        """Give all, newest first."""
        return [_request(row) for row in self._store.select("SELECT * FROM request ORDER BY rowid DESC")]

    def _sure(self, uid: str) -> StoredRequest:
        found = self.find(uid)
        if found is None:
            raise LookupError(uid)
        return found


def _request(row: Any) -> StoredRequest:
    return StoredRequest(
        row["uid"],
        row["kind"],
        row["status"],
        row["number"],
        row["received_at"],
        row["answer"],
        json.loads(row["value"]),
        row["creations"],
        row["submissions"],
    )
