"""OpenCPS REST v2: a provincial portal. Idempotent by `referenceUid` for dossiers and for files."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import quote

from offline_queue.contract.dossier import PartInfo
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.stages import of_opencps
from offline_queue.portal.fields import moment_of, plain, says_known
from offline_queue.portal.multipart import encode
from offline_queue.portal.port import Outgoing, PortalError, ShortMemory, UploadMemory
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.small_facts import send_fact
from offline_queue.portal.transport import Transport

_NOT_SUBMITTED = frozenset({"", "new"})
_KNOWN_ALREADY = frozenset({409})


class OpencpsPortal:
    """The adapter. Its transport carries the `groupId` header."""

    def __init__(
        self, transport: Transport, memory: UploadMemory | None = None, *, facts_address: str = ""
    ) -> None:
        """`memory`: where begun uploads are kept; `facts_address`: where counts and counters go."""
        self._transport = transport
        self._resumable = Resumable(transport, memory or ShortMemory())
        self._facts_address = facts_address

    def probe(self) -> None:
        """Ask for something small that every portal of this kind answers in JSON, be it with "not found"."""
        try:
            self._transport.call("GET", "/serviceinfos/statistics/levels")
        except PortalError as error:
            if error.outcome is not Outcome.REJECTED:
                raise

    def register(self, outgoing: Outgoing) -> PortalRecord:
        """`POST /dossiers`; a portal that refuses a known uid is asked for its row instead."""
        manifest = outgoing.manifest
        try:
            answer = self._transport.call("POST", "/dossiers", form=_fields(outgoing))
        except PortalError as error:
            if error.status not in _KNOWN_ALREADY and not says_known(error.text):
                raise
            return self.status("", manifest.reference_uid)
        return _receipt(answer.row(), manifest.reference_uid)

    def present_files(self, outgoing: Outgoing) -> dict[str, int]:
        """`GET /dossiers/{id}/files`."""
        answer = self._transport.call("GET", f"/dossiers/{_path(outgoing)}/files")
        rows = answer.value
        if isinstance(rows, dict):
            rows = rows.get("data", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PortalError(Outcome.NONSENSE, "the list of files is no list", status=answer.status)
        return {str(row.get("referenceUid")): _number(row.get("fileSize")) for row in rows}

    def send_file(self, outgoing: Outgoing, part: PartInfo, content: bytes) -> None:
        """`POST /dossiers/{id}/files`: tus where it is offered, else multipart; the same uid replaces."""
        fields = {
            "referenceUid": part.file_uid,
            "dossierPartNo": part.part_no,
            "dossierTemplateNo": outgoing.manifest.template_no,
            "fileTemplateNo": part.template_no,
            "displayName": part.display_name,
            "fileType": part.file_name.rpartition(".")[2].lower() or "pdf",
            "isSync": "true",
            "formData": part.form_data,
            "eForm": "true" if part.form_data else "false",
        }
        path = f"/dossiers/{_path(outgoing)}/files"
        address = self._transport.endpoint.address.rstrip("/") + path
        if self._resumable.offered(address):
            named = {**fields, "filename": part.file_name, "filetype": part.media_type}
            self._resumable.send(address, part.file_uid, named, content)
            return
        content_type, body = encode(
            fields,
            file_name=part.file_name,
            media_type=part.media_type,
            content=content,
            boundary=uuid.uuid5(uuid.NAMESPACE_OID, part.sha256).hex,
        )
        try:
            self._transport.call("POST", path, body=body, headers={"Content-Type": content_type})
        except PortalError as error:
            # Whether it is there in full is looked up before anything is handed in.
            if not says_known(error.text):
                raise

    def submit(self, outgoing: Outgoing) -> PortalRecord:
        """`POST /dossiers/{id}/submitting`; a row without its number is read again."""
        uid = outgoing.manifest.reference_uid
        try:
            answer = self._transport.call("POST", f"/dossiers/{_path(outgoing)}/submitting", form={})
        except PortalError as error:
            if error.status not in _KNOWN_ALREADY and not says_known(error.text):
                raise
        else:
            row = answer.row()
            if row.get("dossierNo") and str(row.get("referenceUid", "")) == uid:
                return _receipt(row, uid)
        return self.status(outgoing.portal_id, uid)

    def status(self, outgoing_id: str, reference_uid: str) -> PortalRecord:
        """`GET /dossiers/{id}`."""
        path = quote(outgoing_id or reference_uid, safe="")
        return _receipt(self._transport.call("GET", f"/dossiers/{path}").row(), reference_uid)

    def reserve_numbers(self, request_uid: str, authority_code: str, count: int) -> tuple[str, ...]:
        """`POST /dossiernumbers`: an addition of this project that a portal may lack."""
        form = {"referenceUid": request_uid, "govAgencyCode": authority_code, "count": str(count)}
        answer = self._transport.call("POST", "/dossiernumbers", form=form)
        numbers = answer.row().get("numbers")
        if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
            raise PortalError(Outcome.NONSENSE, "the block of numbers is no list", status=answer.status)
        return tuple(numbers)

    def send_item(self, uid: str, kind: str, payload: dict[str, object]) -> None:
        """A rating goes to the voting of its procedure; other facts to the province's address for them.

        The voting has no field for an idempotency key: the uid stands in the comment, for whoever counts.
        """
        if kind != "rating":
            send_fact(self._transport, self._facts_address, uid, kind, payload)
            return
        service = quote(str(payload.get("service_code", "")), safe="")
        rows = self._transport.call("GET", f"/postal/votings/serviceinfo/{service}").value
        rows = rows.get("data", []) if isinstance(rows, dict) else rows
        votings = [row["votingId"] for row in rows if isinstance(row, dict) and row.get("votingId")]
        if not votings:
            raise PortalError(Outcome.REJECTED, "the portal has no voting for this procedure")
        comment = f"{payload.get('kiosk_id', '')} {payload.get('day', '')} {uid}".strip()
        form = {"selected": str(payload.get("stars", "")), "comment": comment, "email": ""}
        voting = quote(str(votings[0]), safe="")
        self._transport.call("POST", f"/postal/votings/{voting}/results", form=form)


def _path(outgoing: Outgoing) -> str:
    return quote(outgoing.portal_id or outgoing.manifest.reference_uid, safe="")


def _fields(outgoing: Outgoing) -> dict[str, str]:
    manifest = outgoing.manifest
    owner, applicant = manifest.owner, manifest.applicant
    number = {"dossierNo": outgoing.reserved_code} if outgoing.reserved_code else {}
    return {
        **number,
        "referenceUid": manifest.reference_uid,
        "serviceCode": manifest.service_code,
        "serviceName": manifest.service_name,
        "govAgencyCode": manifest.authority_code,
        "dossierTemplateNo": manifest.template_no,
        "applicantName": owner.full_name,
        "applicantIdType": "citizen",
        "applicantIdNo": owner.personal_id,
        "applicantIdDate": owner.id_issued_on,
        "address": owner.address,
        "cityCode": owner.province_code,
        "wardCode": owner.commune_code,
        "contactName": applicant.full_name,
        "contactTelNo": applicant.phone or owner.phone,
        "contactEmail": applicant.email or owner.email,
        "isSameAsApplicant": "true" if owner == applicant else "false",
        "delegateName": applicant.full_name,
        "delegateIdNo": applicant.personal_id,
        "delegateTelNo": applicant.phone,
        "delegateEmail": applicant.email,
        "delegateAddress": applicant.address,
        "delegateCityCode": applicant.province_code,
        "delegateWardCode": applicant.commune_code,
        "online": "true",
        "applicantNote": outgoing.note,
        "briefNote": manifest.summary,
        "sampleCount": str(manifest.copies),
        "viaPostal": "1" if manifest.delivery == "post" else "0",
        "postalAddress": applicant.address if manifest.delivery == "post" else "",
        "postalCityCode": applicant.province_code if manifest.delivery == "post" else "",
        "postalTelNo": applicant.phone if manifest.delivery == "post" else "",
    }


def _receipt(row: dict[str, Any], reference_uid: str) -> PortalRecord:
    """Read a dossier's row. A row of another dossier is nonsense, whatever its status."""
    if str(row.get("referenceUid", "")) != reference_uid:
        raise PortalError(Outcome.NONSENSE, "the portal answered with another dossier")
    status = plain(row.get("dossierStatus"), 50)
    return PortalRecord(
        portal_id=plain(row.get("dossierId"), 100),
        submitted=status not in _NOT_SUBMITTED,
        official_code=plain(row.get("dossierNo"), 100),
        received_at=moment_of(row.get("receiveDate") or row.get("submitDate")),
        due_at=moment_of(row.get("dueDate")),
        status=status,
        status_text=plain(row.get("dossierStatusText"), 200),
        stage=of_opencps(status),
        supplement=plain(row.get("lastActionNote"), 1000) if status == "waiting" else "",
    )


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return -1
