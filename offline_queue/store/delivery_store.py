"""The queue as the daemon sees it: what is to be sent, changes of state with their events, sealed parts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import DeliveryState, Manifest
from offline_queue.contract.envelope import DamagedError, OpeningKey
from offline_queue.contract.messages import DossierNews
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.store import handing_in, targets
from offline_queue.store.catching_up import LEFT_ALONE, NONE, LeftAlone
from offline_queue.store.database import Database
from offline_queue.store.dossier_changes import DossierChanges
from offline_queue.store.receipt_columns import columns_of, doubt_about
from offline_queue.store.targets import Target
from offline_queue.store.transitions import update_columns

State = DeliveryState


@dataclass(frozen=True, slots=True)
class DeliveryEntry:
    """A dossier that is to be sent, as the schedule sees it."""

    id: int
    reference_uid: str
    state: State
    failures: int
    registered: bool
    retry_at: str


@dataclass(frozen=True, slots=True)
class OutgoingDossier:
    """What the sender needs of a dossier besides its parts."""

    id: int
    reference_uid: str
    state: State
    attempts: int
    portal_id: str
    identity_result: str
    authority_code: str
    reserved_code: str
    sent_portal: str
    sent_authority: str
    sent_number: str
    provisional_code: str
    """Not the manifest's when staff renewed it."""


@dataclass(frozen=True, slots=True)
class FixedAddress:
    """By what the portal knows a dossier: fixed before its first call, so that every call is the same."""

    portal: str
    """The portal's protocol."""
    authority_code: str
    number: str
    """Official number from a block, "" lets the portal give one."""


@dataclass(frozen=True, slots=True)
class SealedPart:
    """A stored part; position 0 is the manifest."""

    id: int
    position: int
    file_uid: str
    sealed_sha256: str


_ENTRY = "SELECT id, reference_uid, state, failures, portal_id <> '' AS registered, retry_at FROM dossier "


class DeliveryStore:
    """Short transactions only; nothing here waits for the network."""

    def __init__(self, database: Database, clock: Clock, *, tell: Callable[[DossierNews], None]) -> None:
        """`tell` is called after each change of state that is durable."""
        self._database = database
        self._clock = clock
        self._changes = DossierChanges(database, clock, tell)

    # What is to be done

    def next_immediate(self, *, registered: bool, left_alone: LeftAlone = NONE) -> DeliveryEntry | None:
        """Give the dossier to send next, of those that may be sent now: fewest failures, then oldest."""
        # Word for word the condition of the index: only then does SQLite use it, instead of sorting all rows.
        known = "portal_id <> ''" if registered else "portal_id = ''"
        index = "dossier_to_upload" if registered else "dossier_to_register"
        rows = self._changes.select(
            f"{_ENTRY} INDEXED BY {index} WHERE state IN ('queued', 'sending', 'uploaded') AND {known} "
            f"AND {LEFT_ALONE} ORDER BY failures, id LIMIT 1",
            *left_alone.parameters,
        )
        return _entry(rows[0]) if rows else None

    def held(self) -> list[DeliveryEntry]:
        """Give the dossiers that wait for a time or a condition."""
        rows = self._changes.select(
            f"{_ENTRY} WHERE state IN ('waiting', 'blocked_credentials', 'blocked_clock') "
            "ORDER BY failures, id"
        )
        return [_entry(row) for row in rows]

    def dossier(self, dossier_id: int) -> OutgoingDossier:
        """Give the present facts of one dossier."""
        (row,) = self._changes.select(
            "SELECT id, reference_uid, state, attempts, portal_id, identity_result, authority_code, "
            "reserved_code, sent_portal, sent_authority, sent_number, provisional_code "
            "FROM dossier "
            "WHERE id = ?",
            dossier_id,
        )
        return OutgoingDossier(
            row["id"],
            row["reference_uid"],
            State(row["state"]),
            row["attempts"],
            row["portal_id"],
            row["identity_result"],
            row["authority_code"],
            row["reserved_code"],
            row["sent_portal"],
            row["sent_authority"],
            row["sent_number"],
            row["provisional_code"],
        )

    def parts(self, dossier_id: int) -> list[SealedPart]:
        """Give the stored parts, the manifest first."""
        rows = self._changes.select(
            "SELECT id, position, file_uid, sealed_sha256 FROM part WHERE dossier_id = ? ORDER BY position",
            dossier_id,
        )
        return [SealedPart(*row) for row in rows]

    def sealed(self, part: SealedPart) -> bytes:
        """Give a part as it is stored. Raises `DamagedError` when it is not there."""
        rows = self._changes.select("SELECT sealed FROM blob WHERE part_id = ?", part.id)
        if not rows:
            raise DamagedError(f"part {part.position} is missing")
        return bytes(rows[0][0])

    def manifest(self, dossier_id: int, key: OpeningKey) -> Manifest:
        """Open the manifest. Raises an `EnvelopeError`; a manifest of another dossier counts as damage."""
        parts = self.parts(dossier_id)
        if not parts or parts[0].position != 0:
            raise DamagedError("the manifest is missing")
        part = parts[0]
        content = key.open(self.sealed(part), part.sealed_sha256)
        try:
            manifest = Manifest.model_validate_json(content)
        except ValueError:
            manifest = None
        if manifest is None or manifest.reference_uid != self.dossier(dossier_id).reference_uid:
            raise DamagedError("the manifest is not this dossier's")
        return manifest

    # What happened

    def begin(self, dossier_id: int) -> None:
        """Write "sending" before the first call: a power cut from here on needs no repair."""
        self._changes.move(dossier_id, State.SENDING, "", attempts=1)

    def note(self, dossier_id: int, name: str, cause: str = "", **columns: str) -> None:
        """Write an event, and columns with it, without a change of state."""
        self._changes.note(dossier_id, name, cause, **columns)

    def may_be_there(self, dossier_id: int) -> bool:
        """See `handing_in`."""
        with self._database.reading() as connection:
            return handing_in.may_be_there(connection, dossier_id)

    def address(self, dossier_id: int, wanted: FixedAddress) -> FixedAddress:
        """Fix by what the dossier is known at the portal, before its first call; what was fixed stays.

        A staff member's `retry` of a dossier that was never registered lets the authority be decided anew.
        """
        with self._database.writing() as connection:
            (portal, authority, number) = connection.execute(
                "SELECT sent_portal, sent_authority, sent_number FROM dossier WHERE id = ?", (dossier_id,)
            ).fetchone()
            if portal and authority:
                return FixedAddress(portal, authority, number)
            # Once a number was in a call, another one would make another record.
            fixed = FixedAddress(wanted.portal, wanted.authority_code, number if portal else wanted.number)
            attempt = update_columns(
                connection,
                dossier_id,
                {
                    "sent_portal": fixed.portal,
                    "sent_authority": fixed.authority_code,
                    "sent_number": fixed.number,
                },
            )
            self._changes.event(connection, dossier_id, "addressed", attempt, fixed.authority_code)
        return fixed

    def numbered(self, dossier_id: int, addressed: FixedAddress, number: str) -> FixedAddress:
        """Keep the official number that the portal gave, before the first call that names it."""
        with self._database.writing() as connection:
            attempt = update_columns(connection, dossier_id, {"sent_number": number})
            self._changes.event(connection, dossier_id, "numbered", attempt, number)
        return replace(addressed, number=number)

    def record_lost(self, dossier_id: int, name: str, portal_id: str) -> int:
        """The portal's record is gone or another dossier's: forget its id. Gives how often that happened."""
        with self._database.writing() as connection:
            attempt = update_columns(connection, dossier_id, {"portal_id": ""})
            connection.execute(
                "UPDATE dossier SET foreign_records = foreign_records + 1 WHERE id = ?", (dossier_id,)
            )
            connection.execute("UPDATE part SET upload_address = '' WHERE dossier_id = ?", (dossier_id,))
            self._changes.event(connection, dossier_id, name, attempt, portal_id)
            (count,) = connection.execute(
                "SELECT foreign_records FROM dossier WHERE id = ?", (dossier_id,)
            ).fetchone()
        return int(count)

    def uploaded(self, dossier_id: int) -> None:
        """All files were verified at the portal."""
        self._changes.move(dossier_id, State.UPLOADED, "")

    def accepted(self, dossier_id: int, receipt: PortalRecord, proof: str) -> None:
        """The portal has the dossier. `proof`: digest of the files that it listed after handing in."""
        moment = stamp(self._clock.now())
        self._changes.move(
            dossier_id,
            State.ACCEPTED,
            receipt.official_code,
            columns={
                "retry_at": "",
                "reason": doubt_about(receipt),
                "accepted_at": moment,
                "proof": proof,
                "proven_at": moment,
                **columns_of(receipt),
            },
        )

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
        """Write down that an attempt failed, and how. `status`: of HTTP, 0 when no answer came."""
        self._changes.move(
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

    def target(self, wanted: str) -> Target | None:
        """Give the dossier of that uid or code; None when it is not one of this queue's."""
        with self._database.reading() as connection:
            return targets.target(connection, wanted)

    def waiting_for(self, dossier_id: int) -> list[int]:
        """Give the requests that wait until this dossier is delivered."""
        with self._database.reading() as connection:
            return targets.waiting_for(connection, dossier_id)


def _entry(row: sqlite3.Row) -> DeliveryEntry:
    return DeliveryEntry(
        row["id"],
        row["reference_uid"],
        State(row["state"]),
        row["failures"],
        bool(row["registered"]),
        row["retry_at"],
    )
