"""The tables, and the way from every earlier version to this one."""

from __future__ import annotations

import sqlite3

from offline_queue.contract.errors import NewerDatabaseError

_FIRST = """
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference_uid TEXT NOT NULL UNIQUE,
    content_digest TEXT NOT NULL,
    provisional_code TEXT NOT NULL UNIQUE,
    kiosk_id TEXT NOT NULL,
    service_code TEXT NOT NULL,
    authority_code TEXT NOT NULL,
    made_at TEXT NOT NULL,
    clock_doubtful INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    sealed_bytes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'uploaded', 'accepted', 'purged', 'waiting',
        'blocked_credentials', 'blocked_clock', 'rejected', 'damaged')),
    attempts INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    retry_at TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    identity_result TEXT NOT NULL DEFAULT '',
    portal_id TEXT NOT NULL DEFAULT '',
    official_code TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL DEFAULT '',
    due_at TEXT NOT NULL DEFAULT '',
    portal_status TEXT NOT NULL DEFAULT '',
    accepted_at TEXT NOT NULL DEFAULT '',
    kept_s REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX dossier_by_state ON dossier (state, failures, id);

CREATE TABLE part (
    id INTEGER PRIMARY KEY,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    position INTEGER NOT NULL,
    file_uid TEXT NOT NULL,
    sealed_size INTEGER NOT NULL,
    sealed_sha256 TEXT NOT NULL,
    UNIQUE (dossier_id, position)
) STRICT;

CREATE TABLE blob (
    part_id INTEGER PRIMARY KEY REFERENCES part (id),
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    made_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'rejected')),
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX item_by_state ON item (state, attempts, id);

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dossier_id INTEGER REFERENCES dossier (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    cause TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_dossier ON event (dossier_id, id);
CREATE TRIGGER event_is_final BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
"""
"""Version 1. Clear columns hold nothing personal; see version 7 for `content_digest`."""

_SECOND = """
ALTER TABLE dossier ADD COLUMN reserved_code TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN readdressed_to TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN stage TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN supplement TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN exported_at TEXT NOT NULL DEFAULT '';
ALTER TABLE part ADD COLUMN upload_address TEXT NOT NULL DEFAULT '';

CREATE TABLE number (
    value TEXT PRIMARY KEY,
    authority_code TEXT NOT NULL,
    position INTEGER NOT NULL UNIQUE,
    dossier_id INTEGER UNIQUE REFERENCES dossier (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE remembered (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    made_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'rejected')),
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO fact SELECT * FROM item;
DROP TABLE item;
ALTER TABLE fact RENAME TO item;
"""
"""Version 2: reserved official numbers, the way back, uploads that go on where they were cut, and what the
daemon must not forget (the portal's limit, the last check). Small facts lose their indexes: each cost a page
in every commit, and there are few of them."""

_THIRD = """
ALTER TABLE dossier ADD COLUMN last_status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN sent_portal TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN sent_authority TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN sent_number TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN foreign_records INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN proof TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN proven_at TEXT NOT NULL DEFAULT '';
ALTER TABLE part ADD COLUMN upload_began TEXT NOT NULL DEFAULT '';
ALTER TABLE part ADD COLUMN upload_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE remembered ADD COLUMN at TEXT NOT NULL DEFAULT '';

CREATE TABLE portal_words (
    id INTEGER PRIMARY KEY,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX portal_words_by_dossier ON portal_words (dossier_id, id);
CREATE INDEX dossier_to_register ON dossier (failures, id)
    WHERE state IN ('queued', 'sending', 'uploaded') AND portal_id = '';
CREATE INDEX dossier_to_upload ON dossier (failures, id)
    WHERE state IN ('queued', 'sending', 'uploaded') AND portal_id <> '';
"""
"""Version 3: what makes a call repeatable is fixed before the first call (`sent_…`), a purge needs a proof
that is written down, begun uploads and remembered values have an age, and the portal's words are sealed.
`last_status` is the HTTP status of the last answer that did not end well, 0 for none. With fifty thousand
queued, the next one is found through an index of its own."""

_FOURTH = """
ALTER TABLE dossier ADD COLUMN ended TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN ended_at TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN consent_version TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN consent_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN consent_at TEXT NOT NULL DEFAULT '';
"""
"""Version 4: a dossier may end by law (store/ending.py), and what was agreed to, and when, stays when its
parts are gone: the reference is a pseudonym."""

_FIFTH = """
UPDATE dossier SET sent_number = provisional_code
    WHERE sent_portal = 'dvcqg' AND sent_number = '' AND portal_id = '';
"""
"""Version 5: the national portal gets no provisional codes any more. What was sent under one stays so: its
record may stand there, the answer lost."""

_SIXTH = """
ALTER TABLE dossier ADD COLUMN kind TEXT NOT NULL DEFAULT 'dossier';
ALTER TABLE dossier ADD COLUMN target TEXT NOT NULL DEFAULT '';
CREATE INDEX dossier_by_target ON dossier (target) WHERE target <> '';
"""
"""Version 6: what else a citizen hands in (a supplement, a withdrawal, …) lies in the same table. `target` is
the reference uid of the dossier that is meant, or its code where the uid is not known."""

_SEVENTH = """
UPDATE dossier SET content_digest = '';
"""
"""Version 7: `content_digest` is keyed, by a key in the sealed manifest. What earlier programs wrote
lets names be tried out, and is erased; such a dossier is known by its reference alone."""

_EIGHTH = """
CREATE TABLE linked_part (
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    authority TEXT NOT NULL,
    waits_for TEXT NOT NULL,
    official_code TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL DEFAULT '',
    due_at TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (dossier_id, code)
) STRICT, WITHOUT ROWID;
"""
"""Version 8: the parts of a linked group, each with the number and the state that its authority gave it."""

_NINTH = """
CREATE TABLE fleet_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;
"""
"""Version 9: what the kiosk tells the province of itself, while the broker cannot be reached."""

_TENTH = """
ALTER TABLE dossier ADD COLUMN signed_in TEXT NOT NULL DEFAULT '';
"""
"""Version 10: the way in (`SignInWay`), which is counted; "" for what an earlier program stored."""

MIGRATIONS: tuple[str, ...] = (
    _FIRST,
    _SECOND,
    _THIRD,
    _FOURTH,
    _FIFTH,
    _SIXTH,
    _SEVENTH,
    _EIGHTH,
    _NINTH,
    _TENTH,
)
"""Entry n brings version n to n + 1. An entry that was shipped never changes."""
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, until: int = VERSION) -> None:
    """Bring the file forward, each step in a transaction of its own. Raises `NewerDatabaseError`."""
    # Overwrite what a step replaces: freed pages would keep it readable in the file.
    usual = connection.execute("PRAGMA secure_delete").fetchone()[0]
    connection.execute("PRAGMA secure_delete = ON").fetchone()
    while (version := version_of(connection)) < until:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been first: what counts is the version under the lock.
            if version_of(connection) == version:
                for statement in _statements(MIGRATIONS[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    connection.execute(f"PRAGMA secure_delete = {usual}").fetchone()
    if version_of(connection) > VERSION:
        raise NewerDatabaseError(
            f"the queue was written by a newer program (version {version_of(connection)}, this one knows "
            f"{VERSION}); left untouched, install the newer program"
        )


def version_of(connection: sqlite3.Connection) -> int:
    """Give the file's version."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """Cut a script into statements; a trigger's body holds semicolons of its own."""
    statements: list[str] = []
    gathered = ""
    for piece in script.split(";"):
        gathered += piece + ";"
        if sqlite3.complete_statement(gathered):
            statements.append(gathered)
            gathered = ""
    return [statement for statement in statements if statement.strip("; \n")]
