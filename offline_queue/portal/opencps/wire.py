"""Fields and rows of an OpenCPS portal."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from offline_queue.contract.dossier import same_person
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.stages import of_opencps
from offline_queue.portal.dates import date_of, due_of
from offline_queue.portal.fields import code_of, plain, posted_to
from offline_queue.portal.port import Outgoing, PortalError
from offline_queue.portal.response_policy import Outcome

_NOT_SUBMITTED = frozenset({"", "new"})


def path_of(outgoing: Outgoing) -> str:
    """Give the dossier's piece of a path."""
    return quote(outgoing.portal_id or outgoing.manifest.reference_uid, safe="")


def form_of(outgoing: Outgoing) -> dict[str, str]:
    """Give the fields of `POST /dossiers`."""
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
        "applicantIdType": "business" if manifest.organisation else "citizen",
        "applicantIdNo": manifest.organisation.tax_code if manifest.organisation else owner.personal_id,
        "applicantIdDate": owner.id_issued_on,
        "address": owner.address,
        "cityCode": owner.province_code,
        "wardCode": owner.commune_code,
        "contactName": applicant.full_name,
        "contactTelNo": applicant.phone or owner.phone,
        "contactEmail": applicant.email or owner.email,
        "isSameAsApplicant": "true" if same_person(owner, applicant) else "false",
        "delegateName": applicant.full_name,
        "delegateIdNo": applicant.personal_id,
        "delegateTelNo": applicant.phone,
        "delegateEmail": applicant.email,
        "delegateAddress": applicant.address,
        "delegateCityCode": applicant.province_code,
        "delegateWardCode": applicant.commune_code,
        "online": "true" if outgoing.own_account else "false",
        "applicantNote": outgoing.note,
        "briefNote": manifest.summary,
        "sampleCount": str(manifest.copies),
        "viaPostal": "1" if manifest.delivery == "post" else "0",
        "postalAddress": posted_to(manifest).address,
        "postalCityCode": posted_to(manifest).province_code,
        "postalTelNo": applicant.phone if manifest.delivery == "post" else "",
    }


def record_of(row: dict[str, Any], reference_uid: str) -> PortalRecord:
    """Read a dossier's row. Raises `PortalError` for a row of another dossier, whatever its status."""
    if str(row.get("referenceUid", "")) != reference_uid:
        raise PortalError(Outcome.FOREIGN_RECORD, "the portal answered with another dossier")
    status = code_of(row.get("dossierStatus"))
    received_at = date_of(row.get("receiveDate") or row.get("submitDate"))
    due_at, due_doubt = due_of(row.get("dueDate"), received_at)
    return PortalRecord(
        portal_id=code_of(row.get("dossierId")),
        submitted=status not in _NOT_SUBMITTED,
        official_code=code_of(row.get("dossierNo")),
        received_at=received_at,
        due_at=due_at,
        due_doubt=due_doubt,
        status=status,
        status_text=plain(row.get("dossierStatusText"), 200),
        stage=of_opencps(status),
        supplement=plain(row.get("lastActionNote"), 1000) if status == "waiting" else "",
    )
