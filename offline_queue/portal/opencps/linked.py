"""Parts of a linked group at an OpenCPS portal: dossiers of their own that name the group as their origin."""

from __future__ import annotations

from urllib.parse import urlencode

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.portal.fields import code_of
from offline_queue.portal.opencps.wire import record_of
from offline_queue.portal.port import PortalError, RecordKey
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport


class OpencpsListLinked:
    """`GET /dossiers?originDossierId={id}`: docs/domain/portal.md#linked-groups."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: RecordKey) -> dict[str, PortalRecord]:
        """Give service code → record; empty before the portal has split the group."""
        answer = self._transport.call("GET", f"/dossiers?{urlencode({'originDossierId': asked.portal_id})}")
        rows = answer.value.get("data", []) if isinstance(answer.value, dict) else answer.value
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PortalError(Outcome.NONSENSE, "the list of parts is no list", status=answer.status)
        # A portal that does not know the filter answers with dossiers of other people.
        own = [row for row in rows if code_of(row.get("originDossierId")) == asked.portal_id]
        return {
            code: record_of(row, str(row.get("referenceUid", "")))
            for row in own
            if (code := code_of(row.get("serviceCode")))
        }
