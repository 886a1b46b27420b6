"""Takes one dossier one step further: its record first, then its files, then handing in, then the proof."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import (
    FINAL,
    NUMBERED,
    UNLINKED,
    Applicant,
    DeliveryState,
    Manifest,
    PartInfo,
    SubmissionKind,
    sha256_of,
)
from offline_queue.contract.envelope import DamagedError, OpeningKey
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.delivery.background_jobs import REFUSED
from offline_queue.portal.evidence import Assurance, evidence_of
from offline_queue.portal.fields import note_for_officer
from offline_queue.portal.identity_service import UNAVAILABLE, IdentityClient
from offline_queue.portal.port import (
    NumberRequest,
    Outgoing,
    OutgoingFile,
    Portal,
    PortalError,
    SubmissionCalls,
)
from offline_queue.portal.response_policy import Outcome
from offline_queue.store import official_numbers
from offline_queue.store.delivery_store import (
    DeliveryEntry,
    DeliveryStore,
    FixedAddress,
    OutgoingDossier,
    SealedPart,
)
from offline_queue.store.handing_in import HANDING_IN, NOT_TAKEN
from vietnam.names import same_name

log = structlog.get_logger(__name__)

_NUMBERS = uuid.UUID("5b0a6a52-7a5f-4a0e-9d0c-3f1f6f0f2d11")
"""Namespace of requests for one dossier's official number."""
_DELIVERED = frozenset({DeliveryState.ACCEPTED, DeliveryState.PURGED})
_TRACELESS = frozenset({SubmissionKind.SUPPLEMENT, SubmissionKind.WITHDRAWAL, SubmissionKind.RATING})
"""Kinds that a portal's own protocol takes without their uid: asked later, it may not know of them."""
_RIGHT = "verified"
"""The account is who the form says hands it in."""
_ASK_AGAIN = "the citizen signs in and asks again, or staff do it at the portal; then kioskctl queue return"
"""For staff, about a request whose proof no longer holds: sending it again would end the same way."""


@dataclass(frozen=True, slots=True)
class SenderParts:
    """What a sender works with."""

    store: DeliveryStore
    portal: Portal
    identity: IdentityClient
    key: OpeningKey
    attester: Attester
    step: Callable[[str], None]
    """Called with the name of each step: the fault tests cut the power there."""
    yield_to_others: Callable[[], bool]
    """Asked between two files: whether a newer record waits to be registered first."""
    took: Callable[[int], None]
    """Called with the size in bytes of each file that the portal took: its limit may have been raised."""
    successors: Mapping[str, str]
    """Authority that was merged or renamed → the one that gets its dossiers."""
    may_send: Callable[[], bool] = lambda: True
    """Asked before each file: whether files may be sent at this hour."""


class Sender:
    """Raises `PortalError` for what the portal did, `EnvelopeError` for what is wrong with stored parts."""

    def __init__(self, parts: SenderParts) -> None:
        self._parts = parts

    def register(self, entry: DeliveryEntry) -> None:
        """Make the dossier known to the portal; small, without files."""
        store = self._parts.store
        manifest = self._open(entry)
        self._check_parts(entry)
        identity_result = self._identity_result(entry, manifest)
        dossier = store.dossier(entry.id)
        addressed = self._addressed(entry, manifest, dossier)
        if addressed.authority_code != manifest.authority_code:
            cause = f"{manifest.authority_code} → {addressed.authority_code}"
            store.note(entry.id, "readdressed", cause, readdressed_to=addressed.authority_code)
        if self._parts.portal.numbered and manifest.kind in NUMBERED and not addressed.number:
            addressed = self._numbered(entry, dossier, addressed)
        outgoing = self._outgoing(entry, manifest, addressed, identity_result)
        self._parts.step("register")
        record = self._calls(manifest).register(outgoing)
        self._parts.step("registered")
        portal_id = record.portal_id or manifest.reference_uid
        store.note(entry.id, "registered", portal_id, portal_id=portal_id)

    def upload(self, entry: DeliveryEntry) -> bool:
        """Send what is missing, verify, hand in, prove. Gives False when it gave way to a newer record."""
        parts = self._parts
        manifest = self._open(entry)
        calls = self._calls(manifest)
        outgoing = self._known(entry, manifest)
        sealed = {part.file_uid: part for part in parts.store.parts(entry.id)[1:]}
        missing = _missing(manifest, self._listed(outgoing))
        if missing:
            self._check_record(outgoing)
        for info in missing:
            if parts.yield_to_others() or not parts.may_send():
                return False
            content = self._content(info, sealed)
            parts.step("file")
            calls.send_file(OutgoingFile(outgoing, info, content))
            parts.step("file_sent")
            parts.took(len(content))
            parts.store.note(entry.id, "file_sent", info.file_uid)
        self._verify(outgoing, "files were taken but are not listed")
        parts.store.uploaded(entry.id)
        self._check_record(outgoing)
        parts.step("submit")
        record = self._hand_in(entry, outgoing)
        parts.step("submitted")
        if not record.submitted:
            raise PortalError(Outcome.NONSENSE, own_words="handed in, but the portal still calls it new")
        proof = self._verify(outgoing, "files are gone after handing in")
        parts.store.accepted(entry.id, record, proof)
        parts.step("accepted")
        return True

    def _hand_in(self, entry: DeliveryEntry, outgoing: Outgoing) -> PortalRecord:
        """Hand it in; what leaves no trace of its own at the portal leaves one here first."""
        calls, store = self._calls(outgoing.manifest), self._parts.store
        if outgoing.manifest.kind not in _TRACELESS or outgoing.may_be_there:
            return calls.submit(outgoing)
        store.note(entry.id, HANDING_IN)
        try:
            return calls.submit(outgoing)
        except PortalError as error:
            if 400 <= error.status < 500:
                store.note(entry.id, NOT_TAKEN, str(error.status))
            raise

    def _known(self, entry: DeliveryEntry, manifest: Manifest) -> Outgoing:
        """Give the dossier as it was registered; one from before the address was fixed is fixed now."""
        dossier = self._parts.store.dossier(entry.id)
        addressed = self._addressed(entry, manifest, dossier)
        return self._outgoing(entry, manifest, addressed, self._known_result(entry, manifest))

    def _addressed(self, entry: DeliveryEntry, manifest: Manifest, dossier: OutgoingDossier) -> FixedAddress:
        """Give by what the portal knows the dossier, from its first call on.

        What was fixed before the first call lies in the clear, where others can write it. It is believed only
        as far as it follows from the sealed manifest and the configuration. Raises `PortalError`.
        """
        addressed = self._parts.store.address(entry.id, self._wanted(manifest, dossier))
        if addressed.portal != self._parts.portal.kind:
            # The portal where it was begun may hold its record: sending it here too could make a second one.
            raise PortalError(
                Outcome.REJECTED, own_words=f"begun at a portal of another kind ({addressed.portal})"
            )
        if addressed.authority_code not in succession(manifest.authority_code, self._parts.successors):
            raise PortalError(
                Outcome.MISADDRESSED,
                own_words=f"begun for {addressed.authority_code}, to which no entry of [queue] successors "
                f"leads from {manifest.authority_code}: add it where there was such a merger, "
                "then kioskctl queue retry",
            )
        return addressed

    def _wanted(self, manifest: Manifest, dossier: OutgoingDossier) -> FixedAddress:
        """Give the address that the dossier would get if it were registered today."""
        successor = successor_of(manifest.authority_code, self._parts.successors)
        # A number of the former authority's block is not the successor's to give: it stands in the note.
        number = dossier.reserved_code if successor == manifest.authority_code else ""
        return FixedAddress(self._parts.portal.kind, successor, number)

    def _numbered(
        self, entry: DeliveryEntry, dossier: OutgoingDossier, addressed: FixedAddress
    ) -> FixedAddress:
        """Have an official number given, and keep it before anything is sent under it.

        The same request, as after a lost answer, gets the same number. A code that staff renewed makes it
        another request.
        """
        asked = f"{dossier.reference_uid} {addressed.authority_code} {dossier.provisional_code}"
        request = NumberRequest(str(uuid.uuid5(_NUMBERS, asked)), addressed.authority_code, 1)
        try:
            numbers = self._parts.portal.reserve_numbers(request)
        except PortalError as error:
            if error.outcome not in REFUSED:
                raise
            raise PortalError(
                Outcome.NO_NUMBER,
                error.text,
                status=error.status,
                own_words="the portal hands out no numbers",
            ) from error
        if len(numbers) != 1 or not official_numbers.is_official(numbers[0]):
            raise PortalError(Outcome.NONSENSE, own_words="what the portal hands out is no official number")
        return self._parts.store.numbered(entry.id, addressed, numbers[0])

    def _listed(self, outgoing: Outgoing) -> Mapping[str, int]:
        try:
            return self._calls(outgoing.manifest).list_files(outgoing)
        except PortalError as error:
            if error.gone:
                raise PortalError(Outcome.RECORD_GONE, error.text, status=error.status) from error
            raise

    def _check_record(self, outgoing: Outgoing) -> None:
        """Check with the portal that the record is this dossier's, before anything is sent to it."""
        try:
            self._calls(outgoing.manifest).check(outgoing)
        except PortalError as error:
            if error.gone:
                raise PortalError(Outcome.RECORD_GONE, error.text, status=error.status) from error
            raise

    def _calls(self, manifest: Manifest) -> SubmissionCalls:
        return self._parts.portal.calls_of(manifest.kind)

    def _target(self, manifest: Manifest) -> str:
        """Give by what the portal knows the dossier that a request is about; "" where none is.

        Raises `PortalError` for one of this queue that is not at the portal yet, or that ended before it was.
        """
        if manifest.target is None:
            return ""
        if manifest.kind in UNLINKED:
            return manifest.target.code
        # As the sealed manifest names it: the column in the clear is there for others to write.
        found = self._parts.store.target(manifest.target.reference_uid or manifest.target.code)
        if found is None:
            return manifest.target.code
        if found.ended:
            raise PortalError(Outcome.REJECTED, own_words=f"its dossier was {found.ended}")
        if found.state not in _DELIVERED:
            raise PortalError(Outcome.TARGET_WAITS, own_words=f"its dossier is {found.state.value}")
        return found.portal_id or found.reference_uid

    def _open(self, entry: DeliveryEntry) -> Manifest:
        return self._parts.store.manifest(entry.id, self._parts.key)

    def _check_parts(self, entry: DeliveryEntry) -> None:
        """Find damage before anything is sent: a dossier never goes without one of its documents."""
        for part in self._parts.store.parts(entry.id):
            if sha256_of(self._parts.store.sealed(part)) != part.sealed_sha256:
                raise DamagedError(f"part {part.position} is not what was stored")

    def _content(self, info: PartInfo, sealed: dict[str, SealedPart]) -> bytes:
        part = sealed.get(info.file_uid)
        if part is None:
            raise DamagedError("a part that the manifest names is missing")
        content = self._parts.key.open(self._parts.store.sealed(part), part.sealed_sha256)
        if len(content) != info.size or sha256_of(content) != info.sha256:
            raise DamagedError(f"part {part.position} is not what the manifest says")
        return content

    def _verify(self, outgoing: Outgoing, what: str) -> str:
        """Have the portal itself list every file in its full size. Gives the proof of it."""
        present = self._listed(outgoing)
        missing = _missing(outgoing.manifest, present)
        if missing:
            raise PortalError(Outcome.NONSENSE, own_words=f"{len(missing)} {what}")
        return proof_of(outgoing.manifest, present)

    def _outgoing(
        self, entry: DeliveryEntry, manifest: Manifest, addressed: FixedAddress, identity_result: str
    ) -> Outgoing:
        dossier = self._parts.store.dossier(entry.id)
        evidence = evidence_of(manifest, self._parts.attester)
        if manifest.kind in FINAL and evidence.requester is not Assurance.VERIFIED:
            raise PortalError(
                Outcome.UNPROVEN,
                own_words=f"who asks is not proven ({evidence.requester.value}): {_ASK_AGAIN}",
            )
        target_id = self._target(manifest)
        if evidence.requester in (
            Assurance.UNPROVEN,
            Assurance.SOMEBODY_ELSE,
            Assurance.OTHER_CARD,
        ):
            log.warning("identity not proven", dossier=entry.reference_uid, why=evidence.requester.value)
        if dossier.provisional_code != manifest.provisional_code:
            # Staff renewed it: the one in the sealed manifest turned out to be another dossier's.
            manifest = manifest.model_copy(update={"provisional_code": dossier.provisional_code})
        moved = addressed.authority_code != manifest.authority_code
        note = note_for_officer(
            manifest,
            identity_result,
            evidence,
            readdressed_from=manifest.authority_code if moved else "",
            printed_code=dossier.reserved_code if moved else "",
        )
        # A code read offline is the same account, asked about later.
        verified = evidence.requester is Assurance.VERIFIED or (
            evidence.requester is Assurance.ON_RECEIPT and identity_result == _RIGHT
        )
        return Outgoing(
            manifest.model_copy(update={"authority_code": addressed.authority_code}),
            note,
            dossier.portal_id,
            addressed.number,
            target_id,
            account_verified=verified,
            own_account=verified and manifest.helper is None,
            may_be_there=manifest.kind in _TRACELESS and self._parts.store.may_be_there(entry.id),
        )

    def _identity_result(self, entry: DeliveryEntry, manifest: Manifest) -> str:
        """Have a pending token checked once; it is spent then, so the result is kept."""
        known = self._known_result(entry, manifest)
        if known or manifest.identity.method != "vneid_pending" or not manifest.identity.token:
            return known
        verified = self._parts.identity.verify(manifest.identity.token)
        result = verified.result
        if result == _RIGHT:
            result = _compared(verified.claims, manifest.applicant)
        if result != UNAVAILABLE:
            word = self._parts.attester.token_word(*_whose(manifest), result)
            self._parts.store.note(entry.id, "identity", result, identity_result=word)
        log.info("identity checked on receipt", dossier=entry.reference_uid, result=result)
        return result

    def _known_result(self, entry: DeliveryEntry, manifest: Manifest) -> str:
        """Give what an earlier try found out; what somebody else wrote into the queue is nothing."""
        written = self._parts.store.dossier(entry.id).identity_result
        return self._parts.attester.read_token_word(*_whose(manifest), written) if written else ""


def _compared(told: Mapping[str, str], requester: Applicant) -> str:
    """Compare an account with what was typed by hand, as nothing of it was known at the kiosk."""
    if told.get("personal_id") != requester.personal_id:
        return "mismatch"
    name = told.get("full_name", "")
    return "other_name" if name and not same_name(name, requester.full_name) else _RIGHT


def _whose(manifest: Manifest) -> tuple[str, str, str]:
    """Give what a token word is bound to."""
    return manifest.reference_uid, manifest.applicant.personal_id, manifest.identity.token


def succession(authority_code: str, successors: Mapping[str, str]) -> list[str]:
    """Give the authority and all that stood in for it since, the one of today last."""
    following = [authority_code]
    while (named := successors.get(following[-1])) and named not in following:
        following.append(named)
    return following


def successor_of(authority_code: str, successors: Mapping[str, str]) -> str:
    """Give the authority that stands in today, after any number of mergers; itself when it still stands."""
    return succession(authority_code, successors)[-1]


def proof_of(manifest: Manifest, present: Mapping[str, int]) -> str:
    """Give a digest of what the portal lists of this dossier; "" when a file is missing or not whole."""
    if _missing(manifest, present):
        return ""
    listed = sorted((part.file_uid, present[part.file_uid]) for part in manifest.parts)
    return hashlib.sha256(json.dumps([manifest.reference_uid, listed]).encode()).hexdigest()


def _missing(manifest: Manifest, present: Mapping[str, int]) -> list[PartInfo]:
    return [part for part in manifest.parts if present.get(part.file_uid) != part.size]
