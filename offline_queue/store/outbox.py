"""The queue as the screen sees it: put a dossier in, durably and once; it cannot be read back from here."""

from __future__ import annotations

import secrets
import sqlite3
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import pydantic_core

from configuration.delivery_tables import MEGABYTE
from offline_queue.contract import provisional_code
from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import (
    NUMBERED,
    UNLINKED,
    DeliveryState,
    Manifest,
    PartContent,
    Stored,
    Submission,
    SubmissionKind,
    sha256_of,
)
from offline_queue.contract.envelope import Recipients
from offline_queue.contract.errors import ConflictingSubmissionError, InconsistentSubmissionError
from offline_queue.contract.messages import DossierNews
from offline_queue.store import (
    audit_log,
    begun_payments,
    clear_digest,
    generation,
    id_holding,
    linked_parts,
    official_numbers,
    printed_copies,
    queries,
    queue_tickets,
)
from offline_queue.store.database import Database, free_bytes
from offline_queue.store.queries import DossierRecord, QueuedDossier

_LARGEST_DOSSIER = 64 * MEGABYTE
"""Room that one more dossier may need, the log included."""
_HASHED_AT_ONCE = 32_768
"""Bytes; a thirtieth of a millisecond."""


class _Digest:
    """SHA-256 of a content, computed on another thread unless that thread has not begun when it is needed.

    A small content is hashed at once: handing it to a thread takes longer.
    """

    def __init__(self, pool: ThreadPoolExecutor, content: bytes | bytearray) -> None:
        self._content = content
        at_once = isinstance(content, PartContent) or len(content) <= _HASHED_AT_ONCE
        self._known = sha256_of(content) if at_once else ""
        self._future = None if self._known else pool.submit(sha256_of, content)

    def result(self) -> str:
        if self._future is None:
            return self._known
        # On a busy machine, waiting for a thread that has not begun takes longer than hashing here.
        return sha256_of(self._content) if self._future.cancel() else self._future.result()


class ItemKind(StrEnum):
    """Small facts that travel beside dossiers. None of them names a citizen."""

    RATING = "rating"
    QUEUE_TICKETS = "queue_tickets"
    HEALTH = "health"
    CONSENT_REFUSED = "consent_refused"
    RESULT_COPIES = "result_copies"
    CHECK_INS = "check_ins"
    HISTORY = "history"
    """How far the history of the queue goes: the daemon tells it (`history_telling.py`)."""


def _ignore(_step: str) -> None:
    """Used when no test watches the steps."""


class Outbox:
    """Thread-safe. Every method may raise a `QueueError`; after one, what was stored before is as it was."""

    def __init__(
        self,
        database: Database,
        recipients: Recipients,
        clock: Clock,
        kiosk_id: str,
        reserve_bytes: int,
        step: Callable[[str], None],
    ) -> None:
        self._database = database
        self._recipients = recipients
        self._clock = clock
        self._kiosk_id = kiosk_id
        self._reserve_bytes = reserve_bytes
        self._step = step
        # Hashing releases the interpreter lock and sealing does not, so that both run at the same time.
        self._hashing = ThreadPoolExecutor(1, thread_name_prefix="outbox-hash")

    @classmethod
    def open(
        cls,
        path: Path,
        recipients: Sequence[str],
        clock: Clock,
        *,
        kiosk_id: str,
        reserve_mb: int = 200,
        step: Callable[[str], None] = _ignore,
    ) -> Outbox:
        """Open or make the queue's file.

        `recipients`: age public keys, at least two (raises `KeyFormatError`). `reserve_mb`: room kept for
        finishing what was begun. `step` is called with the name of each step: the
        fault tests cut the power there.
        """
        sealing = Recipients(recipients)
        return cls(Database.open(path), sealing, clock, kiosk_id, reserve_mb * MEGABYTE, step)

    def reserve_code(self) -> str:
        """Give a fresh provisional code; durable before it is given, so none is given twice.

        Raises `IdInUseError` while the province knows another holder of the kiosk's id.
        """
        with self._database.writing() as connection:
            id_holding.check(connection, self._kiosk_id)
            number = next_number(connection)
        generation.given(self._database.path, self._database.lineage, number)
        return provisional_code.make(self._kiosk_id, number)

    def submit(self, submission: Submission) -> Stored:
        """Store a dossier in one transaction. The same again stores nothing and tells so.

        Raises `InconsistentSubmissionError`, `ConflictingSubmissionError`, or what the file raises.
        """
        return self._store(submission, None)

    def _store(self, submission: Submission, printed_code: str | None) -> Stored:
        manifest = submission.manifest
        _check_parts(submission)
        hashes = [_Digest(self._hashing, content) for content in submission.contents]
        alike = clear_digest.alike(manifest)
        known = self._known(manifest.reference_uid, alike)
        if known is not None:
            _compare(manifest, hashes)
            return known
        contents = (manifest.model_dump_json().encode(), *submission.contents)
        parts = [self._seal(content) for content in contents]
        self._step("sealed")
        try:
            with self._database.writing_quickly() as connection:
                # Another submission of the same dossier (a double tap) may have been stored while this one
                # was being sealed.
                known = _find(connection, manifest.reference_uid, alike)
                if known is not None:
                    _compare(manifest, hashes)
                    return known
                dossier_id = self._insert(connection, manifest, alike[0], parts)
                # Compared only now, because the digests were computed while the parts were sealed and
                # written.
                _compare(manifest, hashes)
                if manifest.kind not in NUMBERED:
                    reserved = ""
                elif printed_code is None:
                    reserved = official_numbers.take(connection, dossier_id, manifest.authority_code)
                else:
                    reserved = official_numbers.bring(connection, dossier_id, printed_code)
                self._step("inserted")
        except sqlite3.IntegrityError as error:
            raise ConflictingSubmissionError(
                f"{manifest.reference_uid}: its provisional code is another dossier's; nothing was stored"
            ) from error
        self._step("committed")
        return Stored(
            reference_uid=manifest.reference_uid,
            provisional_code=manifest.provisional_code,
            repeated=False,
            reserved_code=reserved,
        )

    def take_over(self, submission: Submission, reserved_code: str) -> Stored:
        """Store a dossier that another kiosk made, with the number it printed ("" for none).

        Raises as `submit` does. Whoever of the two delivers it first, the portal has it once.
        """
        return self._store(submission, reserved_code)

    def enqueue(self, kind: ItemKind, payload: Mapping[str, str | int | float | bool]) -> str:
        """Store a small fact that names no citizen. Gives its uid."""
        uid = secrets.token_hex(16)
        text = pydantic_core.to_json(payload).decode()
        self._database.put(
            "INSERT INTO item (uid, kind, payload, made_at) VALUES (?, ?, ?, ?)",
            (uid, kind.value, text, stamp(self._clock.now())),
        )
        return uid

    def issue_queue_ticket(
        self,
        letter: str,
        at: datetime,
        *,
        priority: bool,
        first: int = 1,
        step: int = 1,
        appointment: str = "",
    ) -> int:
        """Give out the next queue number of that letter, and tell it as a small fact, in one transaction.

        `at`: the commune's own time; numbers begin anew each day. Whatever happens after the return, the
        number is given out to nobody else. `appointment`: code of the one that is checked in by it; raises
        `CheckedInError` where that was done here before, `IdInUseError` as `reserve_code` does.
        """
        with self._database.writing() as connection:
            queue_tickets.refuse_second(connection, appointment)
            # A second holder of the id would call the same numbers at the same counter.
            id_holding.check(connection, self._kiosk_id)
            number = queue_tickets.next_number(connection, at.date(), letter, first=first, step=step)
            self._step("ticket_numbered")
            given = queue_tickets.IssuedQueueTicket(
                letter, number, at, self._kiosk_id, appointment, priority=priority
            )
            queue_tickets.tell(connection, given, stamp(self._clock.now()))
        self._step("ticket_committed")
        return number

    def begin_payment(self, uid: str, words: str) -> None:
        """Note durably that a terminal is about to be asked for money."""
        with self._database.writing() as connection:
            begun_payments.begin(connection, uid, words, self._clock.now())
        self._step("payment_begun")

    def begun_payments(self) -> dict[str, str]:
        """Give those of which nobody knows yet what became of them: uid → words."""
        with self._database.reading() as connection:
            return begun_payments.begun(connection)

    def end_payment(self, uid: str) -> None:
        """What became of it is known, and stored."""
        with self._database.writing() as connection:
            begun_payments.end(connection, uid)

    def rating_uid(self, code: str) -> str:
        """Give the reference of a dossier's rating: one a dossier, and a pseudonym outside this queue."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"rating {self._database.lineage} {code}"))

    def begin_copy(self, pages: int) -> str:
        """Note durably that a copy of a result is about to be printed. Gives the uid for `end_copy`."""
        uid = secrets.token_hex(16)
        with self._database.writing() as connection:
            printed_copies.begin(connection, uid, pages, self._clock.now())
        self._step("copy_begun")
        return uid

    def end_copy(self, uid: str, fate: printed_copies.CopyFate) -> None:
        """What became of it: counted in the same transaction, once."""
        with self._database.writing() as connection:
            printed_copies.end(connection, uid, fate, self._kiosk_id, self._clock.now())
            self._step("copy_counted")

    def doubt_begun_copies(self) -> int:
        """Count as doubtful what an earlier program left without an end. Gives how many."""
        with self._database.writing() as connection:
            return printed_copies.doubt(connection, self._kiosk_id, self._clock.now())

    def news(self, reference_uid: str) -> DossierNews | None:
        """Give what is known of a dossier's way, or None when it is not here."""
        with self._database.reading() as connection:
            return queries.news(connection, reference_uid)

    def filed(self) -> dict[str, int]:
        """Give procedure → how many dossiers of it went through this queue."""
        with self._database.reading() as connection:
            return queries.filed(connection)

    def list(self) -> list[QueuedDossier]:
        """Give every dossier, oldest first."""
        with self._database.reading() as connection:
            return queries.listing(connection)

    def show(self, reference: str) -> DossierRecord:
        """Give one dossier's clear facts and events. Raises `UnknownDossierError`."""
        with self._database.reading() as connection:
            return queries.record(connection, reference)

    def space_ok(self) -> bool:
        """Whether the disk could take another dossier and still keep its reserve."""
        return free_bytes(self._database.path) >= self._reserve_bytes + _LARGEST_DOSSIER

    def close(self) -> None:
        """Close the file."""
        self._hashing.shutdown()
        self._database.close()

    def _known(self, reference_uid: str, alike: tuple[str, ...]) -> Stored | None:
        with self._database.reading() as connection:
            return _find(connection, reference_uid, alike)

    def _seal(self, content: bytes) -> tuple[bytearray, _Digest]:
        sealed = self._recipients.seal_at_once(content)
        return sealed, _Digest(self._hashing, sealed)

    def _insert(
        self,
        connection: sqlite3.Connection,
        manifest: Manifest,
        digest: str,
        sealed: Sequence[tuple[bytearray, _Digest]],
    ) -> int:
        """`sealed`: the parts, the manifest first.

        Their digests are computed while they are being written.
        """
        dossier_id = connection.execute(
            "INSERT INTO dossier (reference_uid, content_digest, provisional_code, kiosk_id, service_code, "
            "authority_code, made_at, clock_doubtful, parts, sealed_bytes, state, consent_version, "
            "consent_sha256, consent_at, kind, target, signed_in) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                manifest.reference_uid,
                digest,
                manifest.provisional_code,
                manifest.kiosk_id,
                manifest.service_code,
                manifest.authority_code,
                stamp(manifest.clock.made_at),
                int(manifest.clock.doubtful),
                len(manifest.parts),
                sum(len(content) for content, _ in sealed),
                DeliveryState.QUEUED,
                manifest.consent.text_version,
                manifest.consent.text_sha256,
                stamp(manifest.consent.given_at),
                manifest.kind.value,
                _target_of(manifest),
                manifest.identity.way.value,
            ),
        ).lastrowid
        if manifest.kind is SubmissionKind.PAYMENT:
            # Struck off in the transaction that stores the notice: no cut between the two.
            begun_payments.end(connection, manifest.reference_uid)
        if manifest.linked and dossier_id is not None:
            linked_parts.keep(connection, dossier_id, manifest.linked)
        uids = ("manifest", *(part.file_uid for part in manifest.parts))
        part_ids = []
        for position, (file_uid, (content, _)) in enumerate(zip(uids, sealed, strict=True)):
            part_id = connection.execute(
                "INSERT INTO part (dossier_id, position, file_uid, sealed_size, sealed_sha256) "
                "VALUES (?, ?, ?, ?, '')",
                (dossier_id, position, file_uid, len(content)),
            ).lastrowid
            connection.execute("INSERT INTO blob (part_id, sealed) VALUES (?, ?)", (part_id, content))
            part_ids.append(part_id)
        connection.executemany(
            "UPDATE part SET sealed_sha256 = ? WHERE id = ?",
            [(sha256.result(), part_id) for (_, sha256), part_id in zip(sealed, part_ids, strict=True)],
        )
        audit_log.append(
            connection,
            dossier_id=dossier_id,
            at=self._clock.now(),
            actor="kiosk",
            name=DeliveryState.QUEUED.value,
            cause="clock doubtful" if manifest.clock.doubtful else "",
        )
        return int(dossier_id or 0)


def _target_of(manifest: Manifest) -> str:
    """Give the dossier that is meant, as it stands in the clear."""
    if manifest.target is None or manifest.kind in UNLINKED:
        return ""
    return manifest.target.reference_uid or manifest.target.code


def next_number(connection: sqlite3.Connection) -> int:
    """Give the next number of a provisional code inside the caller's transaction."""
    row = connection.execute(
        "INSERT INTO counter (name, value) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
        ("provisional_code",),
    ).fetchone()
    return int(row[0])


def _find(connection: sqlite3.Connection, reference_uid: str, alike: tuple[str, ...]) -> Stored | None:
    row = connection.execute(
        "SELECT content_digest, provisional_code, reserved_code FROM dossier WHERE reference_uid = ?",
        (reference_uid,),
    ).fetchone()
    if row is None:
        return None
    # "": stored by an earlier version, which kept no digest to compare with. Then the reference, which is
    # drawn by chance before anything is asked, is enough to say that it is the same dossier.
    if "" not in (row["content_digest"], *alike) and row["content_digest"] not in alike:
        raise ConflictingSubmissionError(
            f"{reference_uid}: stored before with other contents; the first is kept, nothing was changed"
        )
    return Stored(
        reference_uid=reference_uid,
        provisional_code=row["provisional_code"],
        repeated=True,
        reserved_code=row["reserved_code"],
    )


def _check_parts(submission: Submission) -> None:
    parts = submission.manifest.parts
    if len(parts) != len(submission.contents):
        raise InconsistentSubmissionError("the manifest names other parts than were handed over")
    if len({part.file_uid for part in parts}) != len(parts):
        raise InconsistentSubmissionError("two parts carry the same file uid")
    for part, content in zip(parts, submission.contents, strict=True):
        if part.size != len(content):
            raise InconsistentSubmissionError(f"part {part.file_uid} is not what the manifest says")


def _compare(manifest: Manifest, hashes: Sequence[_Digest]) -> None:
    """Check that what is stored is what the citizen reviewed.

    `hashes`: of the contents, in the manifest's order.
    """
    for part, sha256 in zip(manifest.parts, hashes, strict=True):
        if part.sha256 != sha256.result():
            raise InconsistentSubmissionError(f"part {part.file_uid} is not what the manifest says")
