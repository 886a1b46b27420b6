"""What may be read of the queue without a key: the clear columns, for screen, staff and metrics."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from offline_queue.contract.clock import moment_from
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import UnknownDossierError
from offline_queue.contract.messages import DossierNews, LinkedNews
from offline_queue.contract.stages import NAMES, Stage, of_number
from offline_queue.store import linked_parts
from offline_queue.store.database import Database

OPEN_STATES = (
    DeliveryState.QUEUED,
    DeliveryState.SENDING,
    DeliveryState.UPLOADED,
    DeliveryState.WAITING,
    DeliveryState.BLOCKED_CREDENTIALS,
    DeliveryState.BLOCKED_CLOCK,
)
"""States in which the daemon still has something to send."""
ATTENTION_STATES = (DeliveryState.REJECTED, DeliveryState.DAMAGED)
"""States that wait for a person."""


class QueuedDossier(NamedTuple):
    """One line of the list. A tuple: ten thousand of them take a third of the time of frozen dataclasses."""

    id: int
    reference_uid: str
    provisional_code: str
    official_code: str
    service_code: str
    authority_code: str
    state: DeliveryState
    attempts: int
    failures: int
    parts: int
    sealed_bytes: int
    made_at: str
    clock_doubtful: bool
    retry_at: str
    reason: str
    portal_status: str
    kind: str
    """What was handed in (`SubmissionKind`)."""
    ended: str = ""
    """How it ended by law: "withdrawn", "erased", "returned"; "" when it did not. The portal need not have
    it then, though its state is that of what was deleted here."""


@dataclass(frozen=True, slots=True)
class QueuedPart:
    """One sealed part; position 0 is the manifest."""

    position: int
    file_uid: str
    sealed_size: int
    sealed_sha256: str
    kept: bool
    """False once the sealed bytes were purged."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One change in the life of a dossier."""

    id: int
    at: str
    actor: str
    name: str
    attempt: int
    cause: str
    hash: str


@dataclass(frozen=True, slots=True)
class DossierRecord:
    """All that is known of a dossier without opening it."""

    dossier: QueuedDossier
    accepted_at: str
    """When the portal had taken it whole; "" before."""
    received_at: str
    due_at: str
    identity_result: str
    reserved_code: str
    readdressed_to: str
    stage: str
    """`TrangThaiHoSo`, "" until the portal told it."""
    supplement: str
    exported_at: str
    consent_version: str
    consent_sha256: str
    consent_at: str
    last_status: int
    """HTTP status of the last answer that did not end well, 0 for none."""
    linked: tuple[LinkedNews, ...]
    """Parts of a linked group, each at an authority of its own."""
    parts: tuple[QueuedPart, ...]
    events: tuple[EventRow, ...]

    @property
    def stage_name(self) -> str:
        """The authority's state in words."""
        return NAMES[Stage(int(self.stage))] if of_number(self.stage) else ""


_LINE = (
    "id, reference_uid, provisional_code, official_code, service_code, authority_code, state, attempts, "
    "failures, parts, sealed_bytes, made_at, clock_doubtful, retry_at, reason, portal_status, "
    "kind, ended"
)
_COLUMNS = len(_LINE.split(","))
_STATES = {state.value: state for state in DeliveryState}


def listing(connection: sqlite3.Connection) -> list[QueuedDossier]:
    """Give every dossier, oldest first."""
    cursor = connection.cursor()
    # Columns by position, not by name: with ten thousand dossiers that is noticeably faster.
    cursor.row_factory = None
    cursor.execute(f"SELECT {_LINE} FROM dossier ORDER BY id")  # noqa: S608  constant
    return [_line(row) for row in cursor]


def record(connection: sqlite3.Connection, reference: str) -> DossierRecord:
    """Give one dossier by reference uid, provisional or official code. Raises `UnknownDossierError`."""
    row = connection.execute(
        f"SELECT {_LINE}, accepted_at, received_at, due_at, identity_result, reserved_code, readdressed_to, "  # noqa: S608  constant
        "stage, supplement, exported_at, consent_version, consent_sha256, consent_at, last_status "
        "FROM dossier "
        "WHERE reference_uid = ?1 OR provisional_code = ?1 "
        "OR (?1 IN (official_code, reserved_code) AND ?1 <> '')",
        (reference,),
    ).fetchone()
    if row is None:
        raise UnknownDossierError(f"{reference}: no such dossier in the queue; see `kioskctl queue list`")
    parts = connection.execute(
        "SELECT position, file_uid, sealed_size, sealed_sha256, blob.part_id IS NOT NULL FROM part "
        "LEFT JOIN blob ON blob.part_id = part.id WHERE dossier_id = ? ORDER BY position",
        (row["id"],),
    )
    events = connection.execute(
        "SELECT id, at, actor, name, attempt, cause, hash FROM event WHERE dossier_id = ? ORDER BY id",
        (row["id"],),
    )
    return DossierRecord(
        _line(tuple(row)[:_COLUMNS]),
        row["accepted_at"],
        row["received_at"],
        row["due_at"],
        row["identity_result"],
        row["reserved_code"],
        row["readdressed_to"],
        row["stage"],
        row["supplement"],
        row["exported_at"],
        row["consent_version"],
        row["consent_sha256"],
        row["consent_at"],
        row["last_status"],
        linked_parts.news(connection, row["id"]),
        tuple(QueuedPart(part[0], part[1], part[2], part[3], bool(part[4])) for part in parts),
        tuple(EventRow(*event) for event in events),
    )


def filed(connection: sqlite3.Connection) -> dict[str, int]:
    """Give procedure → how many dossiers of it went through this queue: numbers, nothing of anybody."""
    rows = connection.execute(
        "SELECT service_code, COUNT(*) FROM dossier WHERE kind = 'dossier' GROUP BY service_code"
    )
    return {row[0]: row[1] for row in rows}


def news_of(database: Database, reference_uid: str) -> DossierNews | None:
    """Give what the screen may know of a dossier. Raises `QueueError`."""
    with database.reading() as connection:
        return news(connection, reference_uid)


def newest_event(database: Database) -> datetime | None:
    """Give when the newest event was written, by the clock of then. Raises `QueueError`."""
    with database.reading() as connection:
        row = connection.execute("SELECT at FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else moment_from(row[0])


def news(connection: sqlite3.Connection, reference_uid: str) -> DossierNews | None:
    """Give what the screen may know of a dossier, or None when it is not in the queue."""
    row = connection.execute(
        "SELECT id, state, official_code, due_at, received_at, stage, reason FROM dossier "
        "WHERE reference_uid = ?",
        (reference_uid,),
    ).fetchone()
    if row is None:
        return None
    return DossierNews(
        reference_uid=reference_uid,
        state=DeliveryState(row["state"]),
        official_code=row["official_code"],
        due_at=row["due_at"],
        received_at=row["received_at"],
        stage=row["stage"],
        reason=row["reason"],
        linked=linked_parts.news(connection, row["id"]),
    )


def _line(row: tuple[Any, ...]) -> QueuedDossier:
    """`row`: the columns of `_LINE`."""
    return QueuedDossier(*(*row[:6], _STATES[row[6]], *row[7:12], row[12] != 0, *row[13:]))
