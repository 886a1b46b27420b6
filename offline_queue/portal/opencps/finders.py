"""Dossiers of an OpenCPS portal by number, and by person."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from offline_queue.contract.portal_record import FoundDossier
from offline_queue.portal.fields import code_of, plain
from offline_queue.portal.one_person import of_person
from offline_queue.portal.opencps.wire import record_of
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport

_MOST = 200


class OpencpsFind:
    """`GET /dossiers/{id}`, where the id is a number or a reference uid."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: str) -> FoundDossier:
        """Give it. Raises `PortalError`, `gone` for none, also for a row that is another one's."""
        row = self._transport.call("GET", f"/dossiers/{quote(asked, safe='')}").row()
        if asked not in (str(row.get("dossierNo") or ""), str(row.get("referenceUid") or "")):
            raise PortalError(Outcome.NONSENSE, "the portal answered with another dossier", status=200)
        return _found(row)


class OpencpsMine:
    """`GET /dossiers?applicantIdNo=…`: this project's reading of the search that a portal may lack."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: str) -> tuple[FoundDossier, ...]:
        """Give those of which the row itself says that they are this person's."""
        rows = self._transport.call("GET", "/dossiers", query={"applicantIdNo": asked}).rows("dossiers")
        return of_person([_found(row) for row in rows[:_MOST]], asked)


def _found(row: dict[str, Any]) -> FoundDossier:
    uid = str(row.get("referenceUid") or "")
    ids = (str(row.get(name) or "") for name in ("applicantIdNo", "delegateIdNo"))
    return FoundDossier(
        reference_uid=uid,
        code=code_of(row.get("dossierNo")),
        record=record_of(row, uid),
        persons=frozenset(one for one in ids if one),
        service_name=plain(row.get("serviceName"), 300),
        authority_name=plain(row.get("govAgencyName"), 200),
    )
