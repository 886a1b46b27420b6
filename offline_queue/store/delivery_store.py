"""The queue as the daemon sees it: what is to be sent, changes of state with their events, sealed parts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import DeliveryState, Manifest
from offline_queue.contract.envelope import DamagedError, EnvelopeError, OpeningKey
from offline_queue.contract.errors import IllegalTransitionError
from offline_queue.contract.messages import DossierNews
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.store import audit_log, queries
from offline_queue.store.database import Database
from offline_queue.store.redaction import redact

State = DeliveryState
_FROM_NETWORK = frozenset(
    {State.WAITING, State.BLOCKED_CREDENTIALS, State.BLOCKED_CLOCK, State.REJECTED, State.DAMAGED}
)
TRANSITIONS: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.DAMAGED}),
    State.SENDING: _FROM_NETWORK | {State.SENDING, State.UPLOADED, State.ACCEPTED},
    State.UPLOADED: _FROM_NETWORK | {State.SENDING, State.ACCEPTED},
    State.WAITING: frozenset({State.SENDING, State.QUEUED, State.DAMAGED}),
    State.BLOCKED_CREDENTIALS: frozenset({State.SENDING, State.QUEUED, State.DAMAGED}),
    State.BLOCKED_CLOCK: frozenset({State.SENDING, State.QUEUED, State.DAMAGED}),
    State.REJECTED: frozenset({State.QUEUED}),
    State.DAMAGED: frozenset({State.QUEUED}),
    State.ACCEPTED: frozenset({State.PURGED}),
    State.PURGED: frozenset(),
}
"""From REJECTED and DAMAGED a person leads back, never the daemon."""


_MOST_FOLLOWED = 2_000
_ASKED_ELSEWHERE = "xem nội dung trên cổng"
"""Stands for a request that came after the manifest was purged: its words may name the citizen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dossier that is to be sent, as the schedule sees it."""

    id: int
    reference_uid: str
    state: State
    failures: int
    registered: bool
    retry_at: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the sender needs of a dossier besides its parts."""

    id: int
    reference_uid: str
    state: State
    attempts: int
    portal_id: str
    identity_result: str
    authority_code: str
    reserved_code: str


@dataclass(frozen=True, slots=True)
class SealedPart:
    """A stored part; position 0 is the manifest."""

    id: int
    position: int
    file_uid: str
    sealed_sha256: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A delivered dossier that is asked for."""

    id: int
    reference_uid: str
    portal_id: str
    official_code: str


@dataclass(frozen=True, slots=True)
class Item:
    """A small fact on its way."""

    id: int
    uid: str
    kind: str
    payload: str
    attempts: int


_ENTRY = "SELECT id, reference_uid, state, failures, portal_id <> '' AS registered, retry_at FROM dossier "


class DeliveryStore:
    """Short transactions only; nothing here waits for the network."""

    def __init__(self, database: Database, clock: Clock, *, tell: Callable[[DossierNews], None]) -> None:
        """`tell` is called after each change of state that is durable."""
        self._database = database
        self._clock = clock
        self._tell = tell

    # What is to be done

    def next_immediate(self, *, registered: bool) -> Entry | None:
        """Give the first dossier that waits for nothing: fewest failures, then oldest."""
        rows = self._select(
            f"{_ENTRY} WHERE state IN ('queued', 'sending', 'uploaded') AND (portal_id <> '') = ? "
            "ORDER BY failures, id LIMIT 1",
            int(registered),
        )
        return _entry(rows[0]) if rows else None

    def held(self) -> list[Entry]:
        """Give the dossiers that wait for a time or a condition."""
        rows = self._select(
            f"{_ENTRY} WHERE state IN ('waiting', 'blocked_credentials', 'blocked_clock') "
            "ORDER BY failures, id"
        )
        return [_entry(row) for row in rows]

    def parcel(self, dossier_id: int) -> Parcel:
        """Give the present facts of one dossier."""
        (row,) = self._select(
            "SELECT id, reference_uid, state, attempts, portal_id, identity_result, authority_code, "
            "reserved_code FROM dossier WHERE id = ?",
            dossier_id,
        )
        return Parcel(
            row["id"],
            row["reference_uid"],
            State(row["state"]),
            row["attempts"],
            row["portal_id"],
            row["identity_result"],
            row["authority_code"],
            row["reserved_code"],
        )

    def parts(self, dossier_id: int) -> list[SealedPart]:
        """Give the stored parts, the manifest first."""
        rows = self._select(
            "SELECT id, position, file_uid, sealed_sha256 FROM part WHERE dossier_id = ? ORDER BY position",
            dossier_id,
        )
        return [SealedPart(*row) for row in rows]

    def sealed(self, part: SealedPart) -> bytes:
        """Give a part as it is stored. Raises `DamagedError` when it is not there."""
        rows = self._select("SELECT sealed FROM blob WHERE part_id = ?", part.id)
        if not rows:
            raise DamagedError(f"part {part.position} is missing")
        return bytes(rows[0][0])

    def manifest(self, dossier_id: int, key: OpeningKey) -> Manifest:
        """Open the manifest. Raises an `EnvelopeError`; a manifest of another dossier counts as damage."""
        part = self.parts(dossier_id)[0]
        content = key.open(self.sealed(part), part.sealed_sha256)
        try:
            manifest = Manifest.model_validate_json(content)
        except ValueError:
            manifest = None
        if manifest is None or manifest.reference_uid != self.parcel(dossier_id).reference_uid:
            raise DamagedError("the manifest is not this dossier's")
        return manifest

    # What happened

    def begin(self, dossier_id: int) -> None:
        """Write "sending" before the first call: a power cut from here on needs no repair."""
        self._move(dossier_id, State.SENDING, "", attempts=1)

    def note(self, dossier_id: int, name: str, cause: str = "", **columns: str) -> None:
        """Write an event, and columns with it, without a change of state."""
        with self._database.writing() as connection:
            attempt = _update(connection, dossier_id, columns)
            self._event(connection, dossier_id, name, attempt, cause)

    def uploaded(self, dossier_id: int) -> None:
        """All files were verified at the portal."""
        self._move(dossier_id, State.UPLOADED, "")

    def accepted(self, dossier_id: int, receipt: PortalRecord) -> None:
        """The portal has the dossier."""
        self._move(
            dossier_id,
            State.ACCEPTED,
            receipt.official_code,
            columns={
                "retry_at": "",
                "reason": "",
                "accepted_at": stamp(self._clock.now()),
                **_columns(receipt),
            },
        )

    def upload_address(self, file_uid: str) -> str:
        """Give where the upload of a file goes on, "" when none was begun."""
        rows = self._select("SELECT upload_address FROM part WHERE file_uid = ?", file_uid)
        return str(rows[0][0]) if rows else ""

    def keep_upload_address(self, file_uid: str, address: str) -> None:
        """Keep it; "" forgets."""
        with self._database.writing() as connection:
            connection.execute("UPDATE part SET upload_address = ? WHERE file_uid = ?", (address, file_uid))

    def followed(self, dossier_id: int, receipt: PortalRecord, key: OpeningKey) -> bool:
        """Take over what the portal tells later. Gives whether anything was new."""
        columns = {name: value for name, value in _columns(receipt).items() if value}
        columns["supplement"] = self._asked(dossier_id, receipt.supplement, key)
        names = ", ".join(columns)
        (row,) = self._select(f"SELECT {names} FROM dossier WHERE id = ?", dossier_id)  # noqa: S608  own names
        if not columns["supplement"] and receipt.supplement:
            # What names were in it cannot be told any more; what was kept while that was known stays.
            columns["supplement"] = row["supplement"] or _ASKED_ELSEWHERE
        if dict(row) == columns:
            return False
        asked = "supplement asked" if receipt.supplement else ""
        cause = " ".join(word for word in (receipt.status, receipt.official_code, asked) if word)
        self.note(dossier_id, "portal_status", cause, **columns)
        self._say(dossier_id)
        return True

    def _asked(self, dossier_id: int, words: str, key: OpeningKey) -> str:
        """Give the authority's words without what they repeat of the citizen, "" when that cannot be told."""
        if not words:
            return ""
        try:
            return redact(words, self.manifest(dossier_id, key))
        except EnvelopeError:
            return ""

    def hold(
        self,
        dossier_id: int,
        state: State,
        cause: str,
        *,
        steps_aside: bool,
        retry_at: datetime | None,
        status: int = 0,
    ) -> None:
        """It waits, is blocked, was refused or is damaged. `status`: of HTTP, 0 when no answer came."""
        self._move(
            dossier_id,
            state,
            cause,
            failures=int(steps_aside),
            columns={
                "reason": cause,
                "retry_at": stamp(retry_at) if retry_at is not None else "",
                "last_status": status,
            },
        )

    def to_follow(self, final_stages: tuple[str, ...]) -> list[Followed]:
        """Give the newest delivered dossiers whose way at the authority is not over."""
        rows = self._select(
            "SELECT id, reference_uid, portal_id, official_code FROM dossier "
            "WHERE state IN ('accepted', 'purged') AND portal_id <> '' AND stage NOT IN "
            "(SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?",
            json.dumps(final_stages),
            _MOST_FOLLOWED,
        )
        return [Followed(*row) for row in rows]

    # Small facts

    def next_item(self) -> Item | None:
        """Give the small fact with the fewest attempts, oldest first."""
        rows = self._select(
            "SELECT id, uid, kind, payload, attempts FROM item WHERE state = 'queued' "
            "ORDER BY attempts, id LIMIT 1"
        )
        return Item(*rows[0]) if rows else None

    def item_tried(self, item: Item) -> None:
        """Count the attempt, before the call."""
        with self._database.writing() as connection:
            connection.execute("UPDATE item SET attempts = attempts + 1 WHERE id = ?", (item.id,))

    def item_sent(self, item: Item) -> None:
        """The portal has it: nothing of it stays."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM item WHERE id = ?", (item.id,))

    def item_refused(self, item: Item, reason: str) -> None:
        """The portal has no place for it."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE item SET state = 'rejected', reason = ? WHERE id = ?", (reason, item.id)
            )

    def _select(self, statement: str, *parameters: object) -> list[sqlite3.Row]:
        with self._database.reading() as connection:
            return connection.execute(statement, parameters).fetchall()

    def _move(
        self,
        dossier_id: int,
        state: State,
        cause: str,
        *,
        attempts: int = 0,
        failures: int = 0,
        columns: Mapping[str, str | int] | None = None,
    ) -> None:
        with self._database.writing() as connection:
            move(
                connection,
                dossier_id,
                state,
                cause,
                at=self._clock.now(),
                actor="sync",
                attempts=attempts,
                failures=failures,
                columns=columns,
            )
        self._say(dossier_id)

    def _event(
        self, connection: sqlite3.Connection, dossier_id: int, name: str, attempt: int, cause: str
    ) -> None:
        audit_log.append(
            connection,
            dossier_id=dossier_id,
            at=self._clock.now(),
            actor="sync",
            name=name,
            attempt=attempt,
            cause=cause,
        )

    def _say(self, dossier_id: int) -> None:
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT reference_uid FROM dossier WHERE id = ?", (dossier_id,)
            ).fetchone()
            news = queries.news(connection, row[0])
        if news is not None:
            self._tell(news)


def move(
    connection: sqlite3.Connection,
    dossier_id: int,
    state: State,
    cause: str,
    *,
    at: datetime,
    actor: str,
    attempts: int = 0,
    failures: int = 0,
    columns: Mapping[str, str | int] | None = None,
) -> None:
    """Change the state inside the caller's transaction, with its event. Raises `IllegalTransitionError`."""
    row = connection.execute("SELECT state FROM dossier WHERE id = ?", (dossier_id,)).fetchone()
    before = State(row["state"])
    if state not in TRANSITIONS[before]:
        raise IllegalTransitionError(
            f"dossier {dossier_id}: {before} cannot become {state}; nothing was changed"
        )
    connection.execute(
        "UPDATE dossier SET state = ?, attempts = attempts + ?, failures = failures + ? WHERE id = ?",
        (state, attempts, failures, dossier_id),
    )
    attempt = _update(connection, dossier_id, columns or {})
    audit_log.append(
        connection,
        dossier_id=dossier_id,
        at=at,
        actor=actor,
        name=state.value,
        attempt=attempt,
        cause=cause,
    )


def _update(connection: sqlite3.Connection, dossier_id: int, columns: Mapping[str, str | int]) -> int:
    """Write columns (names are this module's own) and give the number of attempts."""
    for name, value in columns.items():
        connection.execute(f"UPDATE dossier SET {name} = ? WHERE id = ?", (value, dossier_id))  # noqa: S608  own names
    return int(connection.execute("SELECT attempts FROM dossier WHERE id = ?", (dossier_id,)).fetchone()[0])


def _columns(receipt: PortalRecord) -> dict[str, str]:
    return {
        "portal_id": receipt.portal_id,
        "official_code": receipt.official_code,
        "received_at": receipt.received_at,
        "due_at": receipt.due_at,
        "portal_status": receipt.status,
        "stage": receipt.stage,
    }


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        row["id"],
        row["reference_uid"],
        State(row["state"]),
        row["failures"],
        bool(row["registered"]),
        row["retry_at"],
    )
