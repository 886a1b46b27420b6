"""The sandbox portal's data in one SQLite file, so that they survive a restart."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS dossier (
    id INTEGER PRIMARY KEY, reference_uid TEXT UNIQUE NOT NULL, status TEXT NOT NULL, number TEXT NOT NULL,
    submitted_at TEXT NOT NULL, due_at TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', fields TEXT NOT NULL,
    creations INTEGER NOT NULL DEFAULT 0, submissions INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY, dossier_uid TEXT NOT NULL, file_uid TEXT NOT NULL, fields TEXT NOT NULL,
    size INTEGER NOT NULL, sha256 TEXT NOT NULL, content BLOB NOT NULL, UNIQUE (dossier_uid, file_uid)
) STRICT;
CREATE TABLE IF NOT EXISTS item (
    uid TEXT PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS history (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, payload TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS block (
    request_uid TEXT PRIMARY KEY, numbers TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name (
    number TEXT PRIMARY KEY, reference_uid TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS about (
    reference_uid TEXT PRIMARY KEY, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS request (
    uid TEXT PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, number TEXT NOT NULL,
    received_at TEXT NOT NULL, answer TEXT NOT NULL, value TEXT NOT NULL, creations INTEGER NOT NULL,
    submissions INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS holder (kiosk_id TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a dossier."""

    file_id: int
    file_uid: str
    fields: dict[str, str]
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """A dossier's row."""

    dossier_id: int
    reference_uid: str
    status: str
    number: str
    submitted_at: str
    """ISO 8601 with zone; "" before the dossier is submitted."""
    due_at: str
    note: str
    fields: dict[str, str]
    creations: int
    submissions: int


class Store:
    """Dossiers, files, counters and reserved numbers. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        """Open or make `portal.sqlite` in the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(
            folder / "portal.sqlite", check_same_thread=False, isolation_level=None
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def secret(self) -> bytes:
        """Give the signing key, made at first use."""
        self._execute("INSERT OR IGNORE INTO secret VALUES ('tokens', ?)", secrets.token_bytes(32))
        row = self._one("SELECT value FROM secret WHERE name = 'tokens'")
        return bytes(row["value"]) if row else b""

    def create(self, reference_uid: str, fields: dict[str, str]) -> StoredDossier:
        """Create, or update what was created with that uid before."""
        self._execute(
            "INSERT INTO dossier (reference_uid, status, number, submitted_at, due_at, fields, creations) "
            "VALUES (?, 'new', '', '', '', ?, 1) ON CONFLICT (reference_uid) DO UPDATE SET "
            "fields = excluded.fields, creations = creations + 1",
            reference_uid,
            json.dumps(fields, ensure_ascii=False),
        )
        found = self.find(reference_uid)
        if found is None:
            raise LookupError(reference_uid)
        return found

    def find(self, key: str) -> StoredDossier | None:
        """Find by uid, by the portal's own number of the row, or by official number."""
        row = self._one(
            "SELECT * FROM dossier WHERE reference_uid = ?1 OR CAST(id AS TEXT) = ?1 "
            "OR (number = ?1 AND number <> '')",
            key,
        )
        return None if row is None else _dossier(row)

    def name(self, number: str, reference_uid: str) -> None:
        """Let a dossier be found by its sender's code. The first dossier with a code keeps it."""
        self._execute("INSERT OR IGNORE INTO name VALUES (?, ?)", number, reference_uid)

    def named(self, number: str) -> StoredDossier | None:
        """Find by the sender's code, or by anything that `find` takes."""
        row = self._one("SELECT reference_uid FROM name WHERE number = ?", number)
        return self.find(row["reference_uid"] if row else number)

    def of_person(self, personal_id: str) -> list[StoredDossier]:
        """Give all that a person owns or filed, newest first."""
        rows = self._all(
            "SELECT * FROM dossier WHERE ?1 IN (json_extract(fields, '$.applicantIdNo'), "
            "json_extract(fields, '$.delegateIdNo')) ORDER BY id DESC",
            personal_id,
        )
        return [_dossier(row) for row in rows]

    def about(self, reference_uid: str) -> dict[str, Any]:
        """Give what else an officer wrote about a dossier: draft, linked parts, lateness, results."""
        row = self._one("SELECT value FROM about WHERE reference_uid = ?", reference_uid)
        return dict(json.loads(row["value"])) if row else {}

    def write_about(self, reference_uid: str, **more: object) -> None:
        """Change some of it."""
        value = {**self.about(reference_uid), **more}
        text = json.dumps(value, ensure_ascii=False)
        self._execute("INSERT OR REPLACE INTO about VALUES (?, ?)", reference_uid, text)

    def dossiers(self) -> list[StoredDossier]:
        """Give all, newest first."""
        return [_dossier(row) for row in self._all("SELECT * FROM dossier ORDER BY id DESC")]

    def submit(self, reference_uid: str, number: str, submitted_at: str, due_at: str) -> None:
        """Submit the dossier to the authority. A second call only raises the count."""
        self._execute(
            "UPDATE dossier SET submissions = submissions + 1, "
            "number = CASE WHEN status = 'new' THEN ? ELSE number END, "
            "submitted_at = CASE WHEN status = 'new' THEN ? ELSE submitted_at END, "
            "due_at = CASE WHEN status = 'new' THEN ? ELSE due_at END, "
            "status = CASE WHEN status = 'new' THEN 'receiving' ELSE status END WHERE reference_uid = ?",
            number,
            submitted_at,
            due_at,
            reference_uid,
        )

    def set_status(self, reference_uid: str, status: str, note: str, taken_at: str) -> None:
        """Record a step that an officer took. The first one receives the dossier."""
        if status == "waiting":
            self._execute(
                "UPDATE dossier SET fields = json_set(fields, '$.askedAt', ?) WHERE reference_uid = ?",
                taken_at,
                reference_uid,
            )
        self._execute(
            "UPDATE dossier SET note = ?, fields = CASE WHEN status = 'receiving' "
            "THEN json_set(fields, '$.receivedAt', ?) ELSE fields END, status = ? WHERE reference_uid = ?",
            note,
            taken_at,
            status,
            reference_uid,
        )

    def put_file(self, dossier_uid: str, file_uid: str, fields: dict[str, str], content: bytes) -> StoredFile:
        """Attach a file. One with the same uid is replaced."""
        self._execute(
            "INSERT INTO file (dossier_uid, file_uid, fields, size, sha256, content) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (dossier_uid, file_uid) DO UPDATE SET "
            "fields = excluded.fields, "
            "size = excluded.size, sha256 = excluded.sha256, content = excluded.content",
            dossier_uid,
            file_uid,
            json.dumps(fields, ensure_ascii=False),
            len(content),
            hashlib.sha256(content).hexdigest(),
            content,
        )
        kept = self.file(dossier_uid, file_uid)
        if kept is None:
            raise LookupError(file_uid)
        return kept

    def file(self, dossier_uid: str, file_uid: str) -> StoredFile | None:
        """Give one file of a dossier, without reading the others, or None."""
        row = self._one(
            "SELECT id, file_uid, fields, size, sha256 FROM file WHERE dossier_uid = ? AND file_uid = ?",
            dossier_uid,
            file_uid,
        )
        return None if row is None else _file(row)

    def files(self, dossier_uid: str) -> list[StoredFile]:
        """Files of a dossier, oldest first."""
        rows = self._all(
            "SELECT id, file_uid, fields, size, sha256 FROM file WHERE dossier_uid = ? ORDER BY id",
            dossier_uid,
        )
        return [_file(row) for row in rows]

    def content(self, dossier_uid: str, file_uid: str) -> bytes | None:
        """Give the bytes of a file, or None."""
        row = self._one(
            "SELECT content FROM file WHERE dossier_uid = ? AND file_uid = ?", dossier_uid, file_uid
        )
        return None if row is None else bytes(row["content"])

    def count(self, name: str, step: int = 1) -> int:
        """Add to a counter and give its new value."""
        row = self._one(
            "INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = value + ?2 "
            "RETURNING value",
            name,
            step,
        )
        return int(row["value"]) if row else 0

    def counters(self) -> dict[str, int]:
        """Give all counters."""
        return {row["name"]: row["value"] for row in self._all("SELECT * FROM counter ORDER BY name")}

    def put_item(self, uid: str, kind: str, payload: object) -> None:
        """Keep a small record (a rating, a count) once."""
        text = json.dumps(payload, ensure_ascii=False)
        self._execute("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", uid, kind, text)

    def put_history(self, uid: str, payload: object) -> None:
        """Keep what a kiosk tells of its queue's history, once, in the order of arrival."""
        text = json.dumps(payload, ensure_ascii=False)
        self._execute("INSERT OR IGNORE INTO history (uid, payload) VALUES (?, ?)", uid, text)

    def histories(self) -> list[Any]:
        """Give all of it, in the order of arrival."""
        return [json.loads(row["payload"]) for row in self._all("SELECT * FROM history ORDER BY id")]

    def items(self) -> list[dict[str, Any]]:
        """Give all small records."""
        rows = self._all("SELECT * FROM item ORDER BY uid")
        return [
            {"uid": row["uid"], "kind": row["kind"], "payload": json.loads(row["payload"])} for row in rows
        ]

    def block(self, request_uid: str, numbers: list[str]) -> list[str]:
        """Keep a block of numbers for a request; the same request gets the same block."""
        self._execute("INSERT OR IGNORE INTO block VALUES (?, ?)", request_uid, json.dumps(numbers))
        row = self._one("SELECT numbers FROM block WHERE request_uid = ?", request_uid)
        return list(json.loads(row["numbers"])) if row else []

    def known_block(self, request_uid: str) -> list[str] | None:
        """Give the block of a request, or None."""
        row = self._one("SELECT numbers FROM block WHERE request_uid = ?", request_uid)
        return list(json.loads(row["numbers"])) if row else None

    def execute(self, statement: str, *values: object) -> None:
        """Run a statement of another part of the sandbox on this file."""
        self._execute(statement, *values)

    def select(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """Read rows of a table that another module keeps in this file."""
        return self._all(statement, *values)

    def holder(self, kiosk_id: str) -> dict[str, Any] | None:
        """Give what is known of who holds a kiosk's id, or None."""
        row = self._one("SELECT facts FROM holder WHERE kiosk_id = ?", kiosk_id)
        return dict(json.loads(row["facts"])) if row else None

    def holders(self) -> dict[str, Any]:
        """Give all holders by the kiosk's id."""
        return {row["kiosk_id"]: json.loads(row["facts"]) for row in self._all("SELECT * FROM holder")}

    def keep_holder(self, kiosk_id: str, facts: dict[str, Any]) -> None:
        """Keep who holds it."""
        self._execute(
            "INSERT INTO holder VALUES (?1, ?2) ON CONFLICT (kiosk_id) DO UPDATE SET facts = ?2",
            kiosk_id,
            json.dumps(facts),
        )

    def _execute(self, statement: str, *values: object) -> None:
        with self._lock:
            self._connection.execute(statement, values)

    def _one(self, statement: str, *values: object) -> sqlite3.Row | None:
        with self._lock:
            found: sqlite3.Row | None = self._connection.execute(statement, values).fetchone()
            return found

    def _all(self, statement: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()


def _file(row: sqlite3.Row) -> StoredFile:
    return StoredFile(row["id"], row["file_uid"], json.loads(row["fields"]), row["size"], row["sha256"])


def _dossier(row: sqlite3.Row) -> StoredDossier:
    return StoredDossier(
        row["id"],
        row["reference_uid"],
        row["status"],
        row["number"],
        row["submitted_at"],
        row["due_at"],
        row["note"],
        json.loads(row["fields"]),
        row["creations"],
        row["submissions"],
    )
