"""The queue as the daemon sees it: what is to be sent, changes of state with their events, sealed parts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import DeliveryState, Manifest, SubmissionKind
from offline_queue.contract.envelope import DamagedError, OpeningKey
from offline_queue.contract.messages import DossierNews
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.store import audit_log, handing_in, linked_parts, queries, targets
from offline_queue.store.catching_up import LEFT_ALONE, NONE, LeftAlone
from offline_queue.store.database import Database
from offline_queue.store.linked_parts import PartsTold
from offline_queue.store.receipt_columns import DUE_DATE, columns_of, doubt_about, of_a_part
from offline_queue.store.sealed_words import SealedWords
from offline_queue.store.targets import Target
from offline_queue.store.transitions import move, update_columns

State = DeliveryState

_MOST_FOLLOWED = 2_000
SUPPLEMENT_ASKED = "asked"
_LOST = "lost"


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


@dataclass(frozen=True, slots=True)
class FollowedDossier:
    """A delivered dossier that is asked for."""

    id: int
    reference_uid: str
    portal_id: str
    official_code: str
    reserved_code: str
    purged: bool
    stage: str
    """The national portal's code; "" until it was told."""
    kind: str
    linked: bool = False
    """A linked group, whose parts are with authorities of their own."""


_ENTRY = "SELECT id, reference_uid, state, failures, portal_id <> '' AS registered, retry_at FROM dossier "


class DeliveryStore:
    """Short transactions only; nothing here waits for the network."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        tell: Callable[[DossierNews], None],
        words: SealedWords | None = None,
    ) -> None:
        """`tell` is called after each change of state that is durable; `words`: None keeps none."""
        self._database = database
        self._clock = clock
        self._tell = tell
        self._words = words

    # What is to be done

    def next_immediate(self, *, registered: bool, left_alone: LeftAlone = NONE) -> DeliveryEntry | None:
        """Give the dossier to send next, of those that may be sent now: fewest failures, then oldest."""
        # Word for word the condition of the index: only then does SQLite use it, instead of sorting all rows.
        known = "portal_id <> ''" if registered else "portal_id = ''"
        index = "dossier_to_upload" if registered else "dossier_to_register"
        rows = self._select(
            f"{_ENTRY} INDEXED BY {index} WHERE state IN ('queued', 'sending', 'uploaded') AND {known} "
            f"AND {LEFT_ALONE} ORDER BY failures, id LIMIT 1",
            *left_alone.parameters,
        )
        return _entry(rows[0]) if rows else None

    def held(self) -> list[DeliveryEntry]:
        """Give the dossiers that wait for a time or a condition."""
        rows = self._select(
            f"{_ENTRY} WHERE state IN ('waiting', 'blocked_credentials', 'blocked_clock') "
            "ORDER BY failures, id"
        )
        return [_entry(row) for row in rows]

    def parcel(self, dossier_id: int) -> OutgoingDossier:
        """Give the present facts of one dossier."""
        (row,) = self._select(
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
        parts = self.parts(dossier_id)
        if not parts or parts[0].position != 0:
            raise DamagedError("the manifest is missing")
        part = parts[0]
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
            attempt = update_columns(connection, dossier_id, columns)
            self._event(connection, dossier_id, name, attempt, cause)

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
            self._event(connection, dossier_id, "addressed", attempt, fixed.authority_code)
        return fixed

    def numbered(self, dossier_id: int, addressed: FixedAddress, number: str) -> FixedAddress:
        """Keep the official number that the portal gave, before the first call that names it."""
        with self._database.writing() as connection:
            attempt = update_columns(connection, dossier_id, {"sent_number": number})
            self._event(connection, dossier_id, "numbered", attempt, number)
        return replace(addressed, number=number)

    def record_lost(self, dossier_id: int, name: str, portal_id: str) -> int:
        """The portal's record is gone or another dossier's: forget its id. Gives how often that happened."""
        with self._database.writing() as connection:
            attempt = update_columns(connection, dossier_id, {"portal_id": ""})
            connection.execute(
                "UPDATE dossier SET foreign_records = foreign_records + 1 WHERE id = ?", (dossier_id,)
            )
            connection.execute("UPDATE part SET upload_address = '' WHERE dossier_id = ?", (dossier_id,))
            self._event(connection, dossier_id, name, attempt, portal_id)
            (count,) = connection.execute(
                "SELECT foreign_records FROM dossier WHERE id = ?", (dossier_id,)
            ).fetchone()
        return int(count)

    def uploaded(self, dossier_id: int) -> None:
        """All files were verified at the portal."""
        self._move(dossier_id, State.UPLOADED, "")

    def accepted(self, dossier_id: int, receipt: PortalRecord, proof: str) -> None:
        """The portal has the dossier. `proof`: digest of the files that it listed after handing in."""
        moment = stamp(self._clock.now())
        self._move(
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

    def followed(
        self, dossier_id: int, receipt: PortalRecord, *, proof: str, parts: PartsTold | None = None
    ) -> bool:
        """Take over what the portal tells later. Gives whether anything was new.

        `proof`: digest of the files that the portal listed again, "" when it was not asked. `parts`: what was
        told of those of a linked group; None when nothing was.
        """
        columns = {name: value for name, value in columns_of(receipt).items() if value}
        columns["supplement"] = SUPPLEMENT_ASKED if receipt.supplement else ""
        names = ", ".join((*columns, "reason"))
        (row,) = self._select(f"SELECT {names}, kind FROM dossier WHERE id = ?", dossier_id)  # noqa: S608  own names
        words = "supplement asked" if row["kind"] == SubmissionKind.DOSSIER.value else "answered"
        if proof:
            with self._database.writing() as connection:
                proven = {"proof": proof, "proven_at": stamp(self._clock.now())}
                update_columns(connection, dossier_id, proven)
        if row["reason"].partition(" ")[0] in ("", DUE_DATE):
            of_parts = of_a_part(row["reason"]) if parts is None else parts.doubt
            columns["reason"] = doubt_about(receipt) or of_parts
        if all(row[name] == value for name, value in columns.items()):
            return False
        if self._words is not None and receipt.supplement and not row["supplement"]:
            self._words.keep(dossier_id, "supplement", receipt.supplement)
        told = (receipt.status, receipt.official_code, words if receipt.supplement else "")
        self.note(dossier_id, "portal_status", " ".join(word for word in told if word), **columns)
        self._say(dossier_id)
        return True

    def followed_parts(self, dossier_id: int, records: Mapping[str, PortalRecord]) -> PartsTold:
        """Take over what the authorities of a group tell, by service code."""
        with self._database.writing() as connection:
            told = linked_parts.told(connection, dossier_id, records)
        if told.changes:
            self.note(dossier_id, "portal_status", told.changes)
            self._say(dossier_id)
        return told

    def lost(self, one: FollowedDossier, what: str, status: int) -> None:
        """The portal no longer has what it accepted: the purge is held, and staff are told.

        `what`: "record" or "files". A dossier whose parts are purged stays so; the event and the reason tell.
        """
        reason = f"{_LOST} {what} {status or ''}".strip()
        if one.purged:
            (row,) = self._select("SELECT reason FROM dossier WHERE id = ?", one.id)
            if row["reason"] != reason:
                self.note(one.id, "portal_lost", what, reason=reason, proof="")
                self._say(one.id)
            return
        self._move(
            one.id,
            State.REJECTED,
            reason,
            columns={"reason": reason, "retry_at": "", "proof": "", "last_status": status},
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

    def target(self, wanted: str) -> Target | None:
        """Give the dossier of that uid or code; None when it is not one of this queue's."""
        with self._database.reading() as connection:
            return targets.target(connection, wanted)

    def waiting_for(self, dossier_id: int) -> list[int]:
        """Give the requests that wait until this dossier is delivered."""
        with self._database.reading() as connection:
            return targets.waiting_for(connection, dossier_id)

    def to_follow(self, final_stages: tuple[str, ...], kinds: tuple[str, ...]) -> list[FollowedDossier]:
        """Give the newest delivered ones of these kinds that the authority has not finished."""
        rows = self._select(
            "SELECT id, reference_uid, portal_id, official_code, reserved_code, state = 'purged' AS purged, "
            "stage, kind, id IN (SELECT dossier_id FROM linked_part) FROM dossier "
            "WHERE state IN ('accepted', 'purged') AND ended = '' "
            "AND portal_id <> '' AND stage NOT IN (SELECT value FROM json_each(?)) "
            "AND kind IN (SELECT value FROM json_each(?)) "
            "ORDER BY id DESC LIMIT ?",
            json.dumps(final_stages),
            json.dumps(kinds),
            _MOST_FOLLOWED,
        )
        return [
            FollowedDossier(
                row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6], row[7], bool(row[8])
            )
            for row in rows
        ]

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


def _entry(row: sqlite3.Row) -> DeliveryEntry:
    return DeliveryEntry(
        row["id"],
        row["reference_uid"],
        State(row["state"]),
        row["failures"],
        bool(row["registered"]),
        row["retry_at"],
    )
