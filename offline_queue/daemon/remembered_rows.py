"""The queue's own rows as the look-up sees them: names are opened with the daemon's key, when asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property

from offline_queue.contract.dossier import ANSWERED, DeliveryState, Manifest, SubmissionKind
from offline_queue.contract.envelope import EnvelopeError, OpeningKey
from offline_queue.contract.errors import UnknownDossierError
from offline_queue.contract.look_up_messages import FiledDossier
from offline_queue.contract.messages import LinkedNews
from offline_queue.contract.stages import NAMES, Stage, of_number
from offline_queue.store import queries
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.ending import ended_everywhere
from offline_queue.store.followed_dossiers import SUPPLEMENT_ASKED
from offline_queue.store.queries import DossierRecord
from offline_queue.store.sealed_words import open_words

_LOOKED_UP = frozenset(kind.value for kind in (SubmissionKind.DOSSIER, *ANSWERED))
_MOST_OPENED = 200
"""Newest dossiers whose manifests are opened for one person's list."""
_TELLING = frozenset({"portal_status", "accepted", "registered"})
"""Events by which the portal told something."""


@dataclass
class RememberedRow:
    """One dossier of the queue."""

    _database: Database = field(repr=False)
    _store: DeliveryStore = field(repr=False)
    _key: OpeningKey = field(repr=False)
    _record: DossierRecord

    @property
    def reference_uid(self) -> str:
        """Its uid."""
        return self._record.dossier.reference_uid

    @property
    def kind(self) -> str:
        """What was handed in."""
        return self._record.dossier.kind

    @property
    def provisional_code(self) -> str:
        """As on the slip."""
        return self._record.dossier.provisional_code

    @property
    def official_code(self) -> str:
        """The authority's number."""
        return self._record.dossier.official_code

    @property
    def state(self) -> DeliveryState:
        """Where it is on its way."""
        return self._record.dossier.state

    @property
    def ended(self) -> str:
        """How it ended by law, for the authority too."""
        return ended_everywhere(self._record.dossier.ended, self._record.accepted_at)

    @property
    def stage(self) -> str:
        """The authority's state."""
        return self._record.stage

    @property
    def received_at(self) -> str:
        """Reception."""
        return self._record.received_at

    @property
    def due_at(self) -> str:
        """Promised date."""
        return self._record.due_at

    @property
    def told_at(self) -> str:
        """When the portal last told anything."""
        return next((one.at for one in reversed(self._record.events) if one.name in _TELLING), "")

    def fee_vnd(self) -> int:
        """Give the fee that was told when it was filed."""
        return 0 if self._manifest is None else self._manifest.fee_vnd

    def persons(self) -> frozenset[str]:
        """Give the personal ids of owner and requester."""
        if self._manifest is None:
            return frozenset()
        ids = (self._manifest.owner.personal_id, self._manifest.applicant.personal_id)
        return frozenset(one for one in ids if one)

    def service_name(self) -> str:
        """Give the procedure's name."""
        return "" if self._manifest is None else self._manifest.service_name

    def authority_name(self) -> str:
        """Give the authority's name."""
        return "" if self._manifest is None else self._manifest.authority_name

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Give the parts of a linked group with their authorities and states."""
        names = {one.code: one.name for one in self._record.linked}
        return tuple(
            (f"{one.name} – {one.authority}", _state(one, names.get(one.waits_for, "")))
            for one in self._record.linked
        )

    def filed(self) -> FiledDossier | None:
        """Give what was filed, as the official slip names it."""
        manifest = self._manifest
        if manifest is None:
            return None
        applicant, owner = manifest.applicant, manifest.owner
        return FiledDossier(
            service_code=manifest.service_code,
            summary=manifest.summary,
            copies=manifest.copies,
            applicant_name=applicant.full_name,
            applicant_address=applicant.address,
            phone=applicant.phone,
            email=applicant.email,
            personal_id=applicant.personal_id,
            owner_name=owner.full_name,
            owner_address=owner.address,
            delivery=manifest.delivery,
            # A paper in several files is one paper.
            papers=tuple(
                {part.part_no: (part.display_name, part.scanned) for part in manifest.parts}.values()
            ),
        )

    def words(self) -> str:
        """Give what the authority asks to be handed in, or answered."""
        if self._record.supplement != SUPPLEMENT_ASKED:
            return ""
        try:
            with self._database.reading() as connection:
                kept = open_words(connection, self.reference_uid, self._key)
        except EnvelopeError:
            return ""
        return next((one.text for one in reversed(kept) if one.kind == "supplement"), "")

    @cached_property
    def _manifest(self) -> Manifest | None:
        try:
            return self._store.manifest(self._record.dossier.id, self._key)
        except EnvelopeError:
            return None


def _state(one: LinkedNews, awaited: str) -> str:
    if awaited:
        return f"Chờ: {awaited}"
    told = NAMES[Stage(int(one.stage))] if of_number(one.stage) else "Chưa có tin"
    return f"{one.official_code} – {told}" if one.official_code else told


class QueueMemory:
    """Reads the queue on a connection of its own."""

    def __init__(self, database: Database, store: DeliveryStore, key: OpeningKey) -> None:
        self._database = database
        self._store = store
        self._key = key

    def find(self, code: str) -> RememberedRow | None:
        """Give a dossier or an answered request by any of its codes; nobody looks up the other kinds."""
        try:
            with self._database.reading() as connection:
                record = queries.record(connection, code)
        except UnknownDossierError:
            return None
        if record.dossier.kind not in _LOOKED_UP:
            return None
        return RememberedRow(self._database, self._store, self._key, record)

    def of_person(self, person: str) -> tuple[RememberedRow, ...]:
        """Give those that are not purged and concern this person, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT reference_uid FROM dossier WHERE kind IN (SELECT value FROM json_each(?)) "
                "AND state <> 'purged' ORDER BY id DESC LIMIT ?",
                (json.dumps(sorted(_LOOKED_UP)), _MOST_OPENED),
            ).fetchall()
        found = (self.find(row[0]) for row in rows)
        return tuple(one for one in found if one is not None and person in one.persons())
