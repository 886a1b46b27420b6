"""Small facts that name no citizen: posted as JSON to the province's collecting address, once each."""

from __future__ import annotations

from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport


def send_fact(transport: Transport, address: str, uid: str, kind: str, payload: dict[str, object]) -> None:
    """Send one. `uid` is its idempotency key. Raises `PortalError`, a rejection when there is no address."""
    if not address:
        raise PortalError(Outcome.REJECTED, f"no place for {kind}: portal.facts_address is not set")
    transport.call(
        "POST",
        address,
        value={"uid": uid, "kind": kind, "payload": payload},
        headers={"Idempotency-Key": uid},
    )
