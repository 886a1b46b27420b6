"""Small facts that name no citizen: posted as JSON to the province's collecting address, once each."""

from __future__ import annotations

from offline_queue.portal.port import Fact, PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport

COLLECTED = ("rating", "queue_tickets", "health", "enrolment", "consent_refused", "result_copies", "history")
"""Kinds that the collecting address takes."""


class SendFact:
    """`POST` with the uid as `Idempotency-Key`; a rejection when there is no address."""

    def __init__(self, transport: Transport, address: str) -> None:
        self._transport = transport
        self._address = address

    def __call__(self, asked: Fact) -> None:
        """Send one."""
        if not self._address:
            raise PortalError(Outcome.REJECTED, f"no place for {asked.kind}: portal.facts_address is not set")
        self._transport.call(
            "POST",
            self._address,
            value={"uid": asked.uid, "kind": asked.kind, "payload": dict(asked.payload)},
            headers={"Idempotency-Key": asked.uid},
        )
