"""What the queue's file keeps of what a portal tells of a dossier."""

from __future__ import annotations

from offline_queue.contract.portal_record import PortalRecord

DUE_DATE = "due_date"
"""A reason that stops nothing: the portal's due date cannot be, and nobody was told it."""
_WITHOUT_A_PART = len((DUE_DATE, "before"))


def doubt_about(receipt: PortalRecord) -> str:
    """Give what staff read where the portal's due date cannot be; "" where nothing is wrong with it."""
    return f"{DUE_DATE} {receipt.due_doubt}" if receipt.due_doubt else ""


def doubt_about_part(code: str, receipt: PortalRecord) -> str:
    """Give the same of one part of a linked group; it names the part."""
    doubt = doubt_about(receipt)
    return f"{doubt} {code}" if doubt else ""


def of_a_part(reason: str) -> str:
    """Give a reason that names a part of a linked group, for as long as nothing new is told of the parts."""
    return reason if len(reason.split()) > _WITHOUT_A_PART else ""


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
