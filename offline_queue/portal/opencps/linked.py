"""Parts of a linked group at an OpenCPS portal: dossiers of their own that name the group as their origin."""

from __future__ import annotations

from urllib.parse import urlencode

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.portal.fields import code_of
from offline_queue.portal.opencps.wire import record_of
from offline_queue.portal.port import RecordKey
from offline_queue.portal.transport import Transport


class OpencpsListLinked:
    """`GET /dossiers?originDossierId={id}`: docs/domain/portal.md#linked-groups."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: RecordKey) -> dict[str, PortalRecord]:
        """Give service code → record; empty before the portal has split the group."""
        answer = self._transport.call("GET", f"/dossiers?{urlencode({'originDossierId': asked.portal_id})}")
        # A portal that does not know the filter answers with dossiers of other people.
        own = [row for row in answer.rows("parts") if code_of(row.get("originDossierId")) == asked.portal_id]
        return {
            code: record_of(row, str(row.get("referenceUid", "")))
            for row in own
            if (code := code_of(row.get("serviceCode")))
        }
