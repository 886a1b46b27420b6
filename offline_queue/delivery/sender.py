"""Takes one dossier one step further: its record first, then its files, then handing in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import Manifest, PartInfo, sha256_of
from offline_queue.contract.envelope import DamagedError, OpeningKey
from offline_queue.portal.evidence import Believed, evidence_of
from offline_queue.portal.fields import note_for_officer
from offline_queue.portal.identity_service import UNAVAILABLE, IdentityClient
from offline_queue.portal.port import Outgoing, Portal, PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.store.delivery_store import DeliveryStore, Entry, SealedPart

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a sender works with."""

    store: DeliveryStore
    portal: Portal
    identity: IdentityClient
    key: OpeningKey
    attester: Attester
    step: Callable[[str], None]
    """Called with the name of each step, for whoever proves what a power cut there does."""
    yield_to_others: Callable[[], bool]
    """Asked between two files: whether a newer record waits to be registered first."""
    took: Callable[[int], None]
    """Called with the bytes of each file that the portal took: a limit learnt before may be gone."""
    successors: Mapping[str, str]
    """Authority that was merged or renamed → the one that gets its dossiers."""
    may_send: Callable[[], bool] = lambda: True
    """Asked before each file: whether files may be sent at this hour."""


class Sender:
    """Raises `PortalError` for what the portal did, `EnvelopeError` for what is wrong with stored parts."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def register(self, entry: Entry) -> None:
        """Make the dossier known to the portal; small, without files."""
        tools = self._tools
        manifest = self._open(entry)
        self._check_parts(entry)
        identity_result = self._identity_result(entry, manifest)
        outgoing = self._outgoing(entry, manifest, identity_result)
        successor = outgoing.manifest.authority_code
        if successor != manifest.authority_code:
            cause = f"{manifest.authority_code} → {successor}"
            tools.store.note(entry.id, "readdressed", cause, readdressed_to=successor)
        tools.step("register")
        receipt = tools.portal.register(outgoing)
        tools.step("registered")
        portal_id = receipt.portal_id or manifest.reference_uid
        tools.store.note(entry.id, "registered", portal_id, portal_id=portal_id)

    def upload(self, entry: Entry) -> bool:
        """Send what is missing, verify, hand in. Gives False when it gave way to a newer record."""
        tools = self._tools
        parcel = tools.store.parcel(entry.id)
        manifest = self._open(entry)
        outgoing = self._outgoing(entry, manifest, parcel.identity_result)
        sealed = {part.file_uid: part for part in tools.store.parts(entry.id)[1:]}
        present = tools.portal.present_files(outgoing)
        for info in _missing(manifest, present):
            if tools.yield_to_others() or not tools.may_send():
                return False
            content = self._content(info, sealed)
            tools.step("file")
            tools.portal.send_file(outgoing, info, content)
            tools.step("file_sent")
            tools.took(len(content))
            tools.store.note(entry.id, "file_sent", info.file_uid)
        self._verify(outgoing)
        tools.store.uploaded(entry.id)
        tools.step("submit")
        receipt = tools.portal.submit(outgoing)
        tools.step("submitted")
        if not receipt.submitted:
            raise PortalError(Outcome.NONSENSE, "handed in, but the portal still calls it new")
        tools.store.accepted(entry.id, receipt)
        tools.step("accepted")
        return True

    def _open(self, entry: Entry) -> Manifest:
        return self._tools.store.manifest(entry.id, self._tools.key)

    def _check_parts(self, entry: Entry) -> None:
        """Find damage before anything is sent: a dossier never goes without one of its documents."""
        for part in self._tools.store.parts(entry.id):
            if sha256_of(self._tools.store.sealed(part)) != part.sealed_sha256:
                raise DamagedError(f"part {part.position} is not what was stored")

    def _content(self, info: PartInfo, sealed: dict[str, SealedPart]) -> bytes:
        part = sealed.get(info.file_uid)
        if part is None:
            raise DamagedError("a part that the manifest names is missing")
        content = self._tools.key.open(self._tools.store.sealed(part), part.sealed_sha256)
        if len(content) != info.size or sha256_of(content) != info.sha256:
            raise DamagedError(f"part {part.position} is not what the manifest says")
        return content

    def _verify(self, outgoing: Outgoing) -> None:
        """Nothing is handed in before the portal itself lists every file in its full size."""
        missing = _missing(outgoing.manifest, self._tools.portal.present_files(outgoing))
        if missing:
            raise PortalError(Outcome.NONSENSE, f"{len(missing)} files were taken but are not listed")

    def _outgoing(self, entry: Entry, manifest: Manifest, identity_result: str) -> Outgoing:
        parcel = self._tools.store.parcel(entry.id)
        evidence = evidence_of(manifest, self._tools.attester)
        if evidence.requester in (Believed.UNPROVEN, Believed.SOMEBODY_ELSE):
            log.warning("identity not proven", dossier=entry.reference_uid, why=evidence.requester.value)
        successor = successor_of(manifest.authority_code, self._tools.successors)
        if successor == manifest.authority_code:
            note = note_for_officer(manifest, identity_result, evidence)
            return Outgoing(manifest, note, parcel.portal_id, parcel.reserved_code)
        # A number of the former authority's block is not the successor's to give: it stands in the note.
        note = note_for_officer(
            manifest,
            identity_result,
            evidence,
            readdressed_from=manifest.authority_code,
            printed_code=parcel.reserved_code,
        )
        readdressed = manifest.model_copy(update={"authority_code": successor})
        return Outgoing(readdressed, note, parcel.portal_id)

    def _identity_result(self, entry: Entry, manifest: Manifest) -> str:
        """Have a pending token checked once; it is spent then, so the result is kept."""
        known = self._tools.store.parcel(entry.id).identity_result
        if known or manifest.identity.method != "vneid_pending" or not manifest.identity.token:
            return known
        verified = self._tools.identity.verify(manifest.identity.token)
        result = verified.result
        if result == "verified" and verified.claims.get("personal_id") != manifest.applicant.personal_id:
            result = "mismatch"
        if result != UNAVAILABLE:
            self._tools.store.note(entry.id, "identity", result, identity_result=result)
        log.info("identity checked on receipt", dossier=entry.reference_uid, result=result)
        return result


def successor_of(authority_code: str, successors: Mapping[str, str]) -> str:
    """Give the authority that stands in today, after any number of mergers; itself when it still stands."""
    seen = {authority_code}
    while (following := successors.get(authority_code)) and following not in seen:
        seen.add(following)
        authority_code = following
    return authority_code


def _missing(manifest: Manifest, present: dict[str, int]) -> list[PartInfo]:
    return [part for part in manifest.parts if present.get(part.file_uid) != part.size]
