"""What the queue's file keeps of what a portal tells of a dossier."""

from __future__ import annotations

from offline_queue.contract.portal_record import PortalRecord

DUE_DATE = "due_date"
"""A reason that stops nothing: the portal's due date cannot be, and nobody was told it."""


def doubt_about(receipt: PortalRecord) -> str:
    """Give what staff read where the portal's due date cannot be; "" where nothing is wrong with it."""
    return f"{DUE_DATE} {receipt.due_doubt}" if receipt.due_doubt else ""


def columns_of(receipt: PortalRecord) -> dict[str, str]:
    """Give the columns of the dossier."""
    return {
        "portal_id": receipt.portal_id,
        "official_code": receipt.official_code,
        "received_at": receipt.received_at,
        "due_at": receipt.due_at,
        "portal_status": receipt.status,
        "stage": receipt.stage,
    }
