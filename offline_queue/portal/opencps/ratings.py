"""Ratings of citizens in an OpenCPS portal's own voting."""

from __future__ import annotations

from urllib.parse import quote

from offline_queue.portal.port import Fact, PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport


class OpencpsSendRating:
    """Sends a rating to the voting of its procedure.

    The voting has no field for an idempotency key: the uid stands in the comment, for whoever counts.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: Fact) -> None:
        """Send one; a portal without a voting for the procedure rejects it."""
        payload = asked.payload
        service = quote(str(payload.get("service_code", "")), safe="")
        answer = self._transport.call("GET", f"/postal/votings/serviceinfo/{service}")
        votings = [row["votingId"] for row in answer.rows("votings") if row.get("votingId")]
        if not votings:
            raise PortalError(Outcome.REJECTED, "the portal has no voting for this procedure")
        comment = f"{payload.get('kiosk_id', '')} {payload.get('day', '')} {asked.uid}".strip()
        form = {"selected": str(payload.get("stars", "")), "comment": comment, "email": ""}
        voting = quote(str(votings[0]), safe="")
        self._transport.call("POST", f"/postal/votings/{voting}/results", form=form)
