"""The dossier that a request is about, at an OpenCPS portal."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from offline_queue.portal.fields import code_of
from offline_queue.portal.port import Outgoing, PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport


class OpencpsTarget:
    """`GET /dossiers/{id}` of the dossier that is meant."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def row(self, asked: Outgoing) -> dict[str, Any]:
        """Give its row. Raises `PortalError` for another dossier than the slip's, or another person's."""
        target = asked.manifest.target
        if target is None:
            raise PortalError(Outcome.REJECTED, own_words="the request names no dossier")
        key = asked.portal_id or asked.target_id or target.reference_uid or target.code
        row = self._transport.call("GET", f"/dossiers/{quote(key, safe='')}").row()
        uid = str(row.get("referenceUid") or "")
        if key not in (uid, code_of(row.get("dossierId")), code_of(row.get("dossierNo"))):
            # Not the one that was asked for: the portal mixed something up, and may do better next time.
            raise PortalError(Outcome.NONSENSE, own_words="another dossier was answered with", status=200)
        if target.reference_uid and uid != target.reference_uid:
            raise PortalError(Outcome.REJECTED, own_words="under this number stands another dossier")
        people = {str(row.get(name) or "") for name in ("applicantIdNo", "delegateIdNo")} - {""}
        if people and asked.manifest.applicant.personal_id not in people:
            raise PortalError(Outcome.REJECTED, own_words="the dossier is somebody else's")
        return row

    @staticmethod
    def id_of(row: dict[str, Any]) -> str:
        """Give by what the portal knows it."""
        return code_of(row.get("dossierId")) or code_of(row.get("referenceUid"))


def status_of(row: dict[str, Any]) -> str:
    """Give its `dossierStatus`."""
    return code_of(row.get("dossierStatus"))
