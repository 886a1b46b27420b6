"""Delivered dossiers that the portal is asked about: which ones, and what it tells of them later."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import DeliveryState, SubmissionKind
from offline_queue.contract.messages import DossierNews
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.store import linked_parts
from offline_queue.store.database import Database
from offline_queue.store.dossier_changes import DossierChanges
from offline_queue.store.linked_parts import PartsTold
from offline_queue.store.receipt_columns import DUE_DATE, columns_of, doubt_about, of_a_part
from offline_queue.store.sealed_words import SealedWords
from offline_queue.store.transitions import update_columns

_MOST_FOLLOWED = 2_000
SUPPLEMENT_ASKED = "asked"
"""What `supplement` holds while the authority asks for papers; its words are sealed (`sealed_words`)."""
_LOST = "lost"


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


class FollowedDossiers:
    """Short transactions only. Every method raises `QueueError`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        tell: Callable[[DossierNews], None],
        words: SealedWords | None = None,
    ) -> None:
        """`tell`: called after each durable change; `words`: keeps what an authority asks, if at all."""
        self._database = database
        self._clock = clock
        self._words = words
        self._changes = DossierChanges(database, clock, tell)

    def to_follow(self, final_stages: tuple[str, ...], kinds: tuple[str, ...]) -> list[FollowedDossier]:
        """Give the newest delivered ones of these kinds that the authority has not finished."""
        rows = self._changes.select(
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

    def take_over(
        self, dossier_id: int, receipt: PortalRecord, *, proof: str, parts: PartsTold | None = None
    ) -> bool:
        """Take over what the portal tells later. Gives whether anything was new.

        `proof`: digest of the files that the portal listed again, "" when it was not asked. `parts`: what was
        told of those of a linked group; None when nothing was.
        """
        columns = {name: value for name, value in columns_of(receipt).items() if value}
        columns["supplement"] = SUPPLEMENT_ASKED if receipt.supplement else ""
        names = ", ".join((*columns, "reason"))
        (row,) = self._changes.select(f"SELECT {names}, kind FROM dossier WHERE id = ?", dossier_id)  # noqa: S608  own names
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
        self._changes.note(dossier_id, "portal_status", " ".join(word for word in told if word), **columns)
        self._changes.tell(dossier_id)
        return True

    def take_over_parts(self, dossier_id: int, records: Mapping[str, PortalRecord]) -> PartsTold:
        """Take over what the authorities of a group tell, by service code."""
        with self._database.writing() as connection:
            told = linked_parts.told(connection, dossier_id, records)
        if told.changes:
            self._changes.note(dossier_id, "portal_status", told.changes)
            self._changes.tell(dossier_id)
        return told

    def lost(self, one: FollowedDossier, what: str, status: int) -> None:
        """The portal no longer has what it accepted: the purge is held, and staff are told.

        `what`: "record" or "files". A dossier whose parts are purged stays so; the event and the reason tell.
        """
        reason = f"{_LOST} {what} {status or ''}".strip()
        if one.purged:
            (row,) = self._changes.select("SELECT reason FROM dossier WHERE id = ?", one.id)
            if row["reason"] != reason:
                self._changes.note(one.id, "portal_lost", what, reason=reason, proof="")
                self._changes.tell(one.id)
            return
        self._changes.move(
            one.id,
            DeliveryState.REJECTED,
            reason,
            columns={"reason": reason, "retry_at": "", "proof": "", "last_status": status},
        )
