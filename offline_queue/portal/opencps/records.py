"""Records of an OpenCPS portal: register, look up, hand in."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.portal.fields import says_known
from offline_queue.portal.opencps.wire import form_of, path_of, record_of
from offline_queue.portal.port import Outgoing, PortalError, RecordKey
from offline_queue.portal.transport import Transport


def known_already(error: PortalError) -> bool:
    """Whether a refusal says that the portal has this already."""
    return error.status == HTTPStatus.CONFLICT or says_known(error.text)


def _row_unless_known(transport: Transport, path: str, form: Mapping[str, str]) -> dict[str, Any] | None:
    """Post and give the row of the answer; None where the portal refuses because it has this already."""
    try:
        return transport.call("POST", path, form=form).row()
    except PortalError as error:
        if not known_already(error):
            raise
        return None


class OpencpsLookUp:
    """`GET /dossiers/{id}`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: RecordKey) -> PortalRecord:
        """Give the record; it must carry the reference uid."""
        path = quote(asked.portal_id or asked.reference_uid, safe="")
        return record_of(self._transport.call("GET", f"/dossiers/{path}").row(), asked.reference_uid)


class OpencpsRegister:
    """`POST /dossiers`; a portal that refuses a known uid is asked for its row instead."""

    def __init__(self, transport: Transport, look_up: OpencpsLookUp) -> None:
        self._transport = transport
        self._look_up = look_up

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Give the record as the portal keeps it."""
        uid = asked.manifest.reference_uid
        row = _row_unless_known(self._transport, "/dossiers", form_of(asked))
        return self._look_up(RecordKey("", uid)) if row is None else record_of(row, uid)


class OpencpsSubmit:
    """`POST /dossiers/{id}/submitting`; a row without its number is read again."""

    def __init__(self, transport: Transport, look_up: OpencpsLookUp) -> None:
        self._transport = transport
        self._look_up = look_up

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Give the record after handing in."""
        uid = asked.manifest.reference_uid
        row = _row_unless_known(self._transport, f"/dossiers/{path_of(asked)}/submitting", {})
        if row and row.get("dossierNo") and str(row.get("referenceUid", "")) == uid:
            return record_of(row, uid)
        return self._look_up(RecordKey(asked.portal_id, uid))
