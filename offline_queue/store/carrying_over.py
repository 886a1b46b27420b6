"""Carries into a backup what the queue that stands there knows: it is newer.

Without that a dossier that was delivered, given another number, withdrawn or erased since the backup would
begin anew: handed in twice, or against the citizen's word. One that came after the backup and is done comes
along whole: else nobody would know its slip any more, and a stick that holds it would file it again.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from offline_queue.contract.clock import moment_from
from offline_queue.contract.dossier import DeliveryState
from offline_queue.store import audit_log, generation

_OF_A_DOSSIER = ("portal_words", "linked_part")
_STATES = frozenset(state.value for state in DeliveryState)
_DONE = (DeliveryState.ACCEPTED.value, DeliveryState.PURGED.value)


@dataclass(frozen=True, slots=True)
class Standing:
    """The queue that stands there, open for reading."""

    connection: sqlite3.Connection
    sound: bool
    """Whether SQLite finds its structure whole; of a damaged one only what fits is carried."""


@dataclass(frozen=True, slots=True)
class Carried:
    """References of dossiers whose newest facts are in the backup now."""

    both: frozenset[str] = field(default_factory=frozenset)
    """Of those that the backup had too."""
    done: frozenset[str] = field(default_factory=frozenset)
    """Of those that it lacked, and that are done."""


def carry_over(standing: Standing, fresh: sqlite3.Connection, now: datetime) -> Carried:
    """Bring the backup up to what the standing queue knows.

    Both are of this program's version; `fresh` is in autocommit. Raises `sqlite3.DatabaseError`, and then
    nothing was written.
    """
    fresh.execute("PRAGMA secure_delete = ON").fetchone()
    # What is purged here would stand in a journal on the disk.
    fresh.execute("PRAGMA journal_mode = MEMORY").fetchone()
    fresh.execute("BEGIN IMMEDIATE")
    try:
        carried = _carry(standing, fresh, now)
        fresh.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            fresh.execute("ROLLBACK")
        raise
    return carried


def _carry(standing: Standing, fresh: sqlite3.Connection, now: datetime) -> Carried:
    source = standing.connection
    theirs = _ids(source)
    ours = _ids(fresh)
    both = [uid for uid in theirs if uid in ours]
    carried = {uid for uid in both if _dossier(standing, fresh, theirs[uid], ours[uid])}
    done = {
        uid: brought
        for uid in theirs
        if uid not in ours and (brought := _bring(standing, fresh, theirs[uid])) is not None
    }
    same = {**{theirs[uid]: ours[uid] for uid in carried}, **{theirs[uid]: own for uid, own in done.items()}}
    if standing.sound:
        _numbers(source, fresh, same)
        _replace(source, fresh, "item", "1")
        _replace(source, fresh, "remembered", f"name NOT IN ('{generation.GENERATION}', 'copied')")
    _events(source, fresh, same, now)
    return Carried(frozenset(carried), frozenset(done))


def _ids(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        str(uid): int(number)
        for uid, number in connection.execute("SELECT reference_uid, id FROM dossier ORDER BY id")
    }


def _dossier(standing: Standing, fresh: sqlite3.Connection, theirs: int, ours: int) -> bool:
    """Carry one. Of a damaged queue what does not fit is left out; of a whole one it raises."""
    fresh.execute("SAVEPOINT one")
    try:
        _columns(standing.connection, fresh, theirs, ours)
        _parts(standing.connection, fresh, theirs, ours)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        if standing.sound:
            raise
        fresh.execute("ROLLBACK TO one")
        fresh.execute("RELEASE one")
        return False
    fresh.execute("RELEASE one")
    return True


def _bring(standing: Standing, fresh: sqlite3.Connection, theirs: int) -> int | None:
    """Bring a dossier that the backup lacks, if it is done; gives its number there, None for any other.

    What the portal has not got is left out: staff decide on it. Of a damaged queue only what needs no sealed
    part any more comes along.
    """
    source = standing.connection
    fresh.execute("SAVEPOINT one")
    try:
        (state,) = source.execute("SELECT state FROM dossier WHERE id = ?", (theirs,)).fetchone()
        wanted = _DONE if standing.sound else _DONE[1:]
        own = _inserted(source, fresh, theirs) if state in wanted else None
    except sqlite3.IntegrityError:
        # Its code is another dossier's here: it stays in the file that is kept.
        own = None
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        if standing.sound:
            raise
        own = None
    if own is None:
        fresh.execute("ROLLBACK TO one")
    fresh.execute("RELEASE one")
    return own


def _inserted(source: sqlite3.Connection, fresh: sqlite3.Connection, theirs: int) -> int:
    own = _copied(source, fresh, "dossier", "id = ?", theirs, {})[0]
    for part in source.execute("SELECT id FROM part WHERE dossier_id = ? ORDER BY id", (theirs,)).fetchall():
        (there,) = _copied(source, fresh, "part", "id = ?", part[0], {"dossier_id": own})
        sealed = source.execute("SELECT sealed FROM blob WHERE part_id = ?", (part[0],)).fetchone()
        if sealed is not None:
            fresh.execute("INSERT INTO blob (part_id, sealed) VALUES (?, ?)", (there, sealed[0]))
    for table in _OF_A_DOSSIER:
        _copied(source, fresh, table, "dossier_id = ?", theirs, {"dossier_id": own})
    return own


def _copied(
    source: sqlite3.Connection,
    fresh: sqlite3.Connection,
    table: str,
    which: str,
    of: int,
    instead: dict[str, int],
) -> list[int]:
    """Copy rows under new ids; gives them. `instead`: columns with what stands in them here."""
    names = [name for name in _names(fresh, table) if name != "id" and name not in instead]
    rows = source.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {which}", (of,)).fetchall()  # noqa: S608  own names
    marks = ", ".join("?" * (len(names) + len(instead)))
    columns = ", ".join((*names, *instead))
    return [
        int(
            fresh.execute(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608  own names
                (*row, *instead.values()),
            ).lastrowid
            or 0
        )
        for row in rows
    ]


def _columns(source: sqlite3.Connection, fresh: sqlite3.Connection, theirs: int, ours: int) -> None:
    names = [name for name in _names(fresh, "dossier") if name != "id"]
    values = source.execute(f"SELECT {', '.join(names)} FROM dossier WHERE id = ?", (theirs,)).fetchone()  # noqa: S608  own names
    wanted = ", ".join(f"{name} = ?" for name in names)
    fresh.execute(f"UPDATE dossier SET {wanted} WHERE id = ?", (*values, ours))  # noqa: S608  own names
    for table in _OF_A_DOSSIER:
        fresh.execute(f"DELETE FROM {table} WHERE dossier_id = ?", (ours,))  # noqa: S608  own names
        columns = [name for name in _names(fresh, table) if name not in {"id", "dossier_id"}]
        rows = source.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE dossier_id = ? ORDER BY rowid"  # noqa: S608  own names
            if table == "portal_words"
            else f"SELECT {', '.join(columns)} FROM {table} WHERE dossier_id = ?",  # noqa: S608  own names
            (theirs,),
        ).fetchall()
        marks = ", ".join("?" * (len(columns) + 1))
        fresh.executemany(
            f"INSERT INTO {table} (dossier_id, {', '.join(columns)}) VALUES ({marks})",  # noqa: S608  own names
            [(ours, *row) for row in rows],
        )


def _parts(source: sqlite3.Connection, fresh: sqlite3.Connection, theirs: int, ours: int) -> None:
    rows = source.execute(
        "SELECT upload_address, upload_began, upload_failures, file_uid FROM part WHERE dossier_id = ?",
        (theirs,),
    ).fetchall()
    fresh.executemany(
        "UPDATE part SET upload_address = ?, upload_began = ?, upload_failures = ? "
        "WHERE file_uid = ? AND dossier_id = ?",
        [(*row, ours) for row in rows],
    )
    fresh.execute(
        "DELETE FROM blob WHERE part_id IN (SELECT part.id FROM part JOIN dossier "
        "ON dossier.id = part.dossier_id WHERE dossier.id = ? AND (state = 'purged' OR ended <> ''))",
        (ours,),
    )


def _numbers(source: sqlite3.Connection, fresh: sqlite3.Connection, same: dict[int, int]) -> None:
    """Take over which dossier has which reserved number; free ones are dropped at the next opening anyway."""
    fresh.execute("DELETE FROM number WHERE dossier_id IS NULL")
    fresh.executemany("DELETE FROM number WHERE dossier_id = ?", [(ours,) for ours in same.values()])
    given = source.execute(
        "SELECT value, authority_code, dossier_id FROM number WHERE dossier_id IS NOT NULL ORDER BY position"
    ).fetchall()
    fresh.executemany(
        "INSERT INTO number (value, authority_code, position, dossier_id) "
        "VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM number), ?)",
        [(value, authority, same[theirs]) for value, authority, theirs in given if theirs in same],
    )


def _replace(source: sqlite3.Connection, fresh: sqlite3.Connection, table: str, which: str) -> None:
    names = _names(fresh, table)
    fresh.execute(f"DELETE FROM {table} WHERE {which}")  # noqa: S608  own names
    rows = source.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {which}").fetchall()  # noqa: S608  own names
    marks = ", ".join("?" * len(names))
    fresh.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608  own names


def _events(
    source: sqlite3.Connection, fresh: sqlite3.Connection, same: dict[int, int], now: datetime
) -> None:
    """Go on with the log where the backup's ends; of dossiers that the backup lacks nothing is written."""
    known = _hashes(fresh)
    try:
        rows = source.execute(
            "SELECT id, hash, dossier_id, at, actor, name, attempt, cause FROM event ORDER BY id"
        ).fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        rows = []
    for event_id, stored, dossier_id, at, actor, name, attempt, cause in rows:
        moment = moment_from(at)
        lost = dossier_id is not None and dossier_id not in same
        if known.get(event_id) == stored or moment is None or lost:
            continue
        audit_log.append(
            fresh,
            dossier_id=None if dossier_id is None else same[dossier_id],
            at=moment,
            actor=actor,
            name=name,
            attempt=attempt,
            cause=cause,
        )
    for ours in same.values():
        (state,) = fresh.execute("SELECT state FROM dossier WHERE id = ?", (ours,)).fetchone()
        told = [
            name
            for (name,) in fresh.execute(
                "SELECT name FROM event WHERE dossier_id = ? ORDER BY id DESC", (ours,)
            )
            if name in _STATES
        ]
        if told[:1] != [state]:
            audit_log.append(
                fresh,
                dossier_id=ours,
                at=now,
                actor="technician",
                name=state,
                cause="restored: as the queue before knew it",
            )


def _hashes(connection: sqlite3.Connection) -> dict[int, str]:
    return {int(number): str(told) for number, told in connection.execute("SELECT id, hash FROM event")}


def _names(connection: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
