"""What came for a dossier's fee, at the province's address for requests: `GET …/payments/{reference uid}`."""

from __future__ import annotations

from typing import Any

from offline_queue.contract.portal_record import FeeRecord
from offline_queue.portal.dates import date_of
from offline_queue.portal.fields import code_of, plain
from offline_queue.portal.general_requests import RequestsEndpoint
from offline_queue.portal.port import FeeKey, PortalError
from offline_queue.portal.response_policy import Outcome
from vietnam.vietqr import MOST_VND

_MOST_ROWS = 40
"""Fees, and payments, of one dossier that are read; a portal that tells more is not believed without end."""


class AskPayments:
    """Tells fees and payments; nothing where the province has no such address, or nothing to say."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: FeeKey) -> FeeRecord:
        """Give what is told."""
        try:
            row = self._endpoint.told_of(asked.reference_uid or asked.code, "payments")
        except PortalError as error:
            if error.outcome is Outcome.REJECTED:
                return FeeRecord()
            raise
        lines, whole = fee_lines(row.get("fees"), "name", "amount")
        payments = payments_of(row.get("payments"))
        return FeeRecord(
            state=state_of(lines, whole, payments, asked_for=row.get("due") is True),
            lines=lines,
            amount_vnd=total_of(lines, whole),
            payments=payments,
            receipt=code_of(row.get("receipt")),
            words=plain(row.get("words"), 500),
        )


def vnd_of(value: object) -> int | None:
    """Give an amount in đồng; None for what is none: below nothing, too large, a fraction, words."""
    if isinstance(value, bool) or not isinstance(value, int | str | float):
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(MOST_VND)):
        return None
    return int(text) if int(text) <= MOST_VND else None


def fee_lines(rows: object, name: str, amount: str) -> tuple[tuple[tuple[str, int], ...], bool]:
    """Give (name, amount) of each fee, and whether every one of them has an amount."""
    if not isinstance(rows, list):
        return (), True
    read = [(plain(row.get(name), 200), vnd_of(row.get(amount))) for row in rows if isinstance(row, dict)]
    lines = tuple((said or "Phí, lệ phí", found) for said, found in read[:_MOST_ROWS] if found is not None)
    return lines, len(lines) == len(rows)


def total_of(lines: tuple[tuple[str, int], ...], whole: bool) -> int | None:
    """Give the sum; None where an amount is missing, for a part of a sum is no sum."""
    return sum(amount for _, amount in lines) if lines and whole else None


def payments_of(rows: object) -> tuple[tuple[int, str, str], ...]:
    """Give each payment that has an amount."""
    found = rows if isinstance(rows, list) else []
    read = [_payment(row) for row in found[:_MOST_ROWS] if isinstance(row, dict)]
    return tuple(one for one in read if one is not None)


def _payment(row: dict[str, Any]) -> tuple[int, str, str] | None:
    amount = vnd_of(row.get("amount"))
    return None if not amount else (amount, date_of(row.get("at")), code_of(row.get("reference")))


def state_of(
    lines: tuple[tuple[str, int], ...],
    whole: bool,
    payments: tuple[tuple[int, str, str], ...],
    *,
    asked_for: bool,
) -> str:
    """Say whether something is to be paid. A part that was paid leaves the rest due."""
    total, paid = total_of(lines, whole), sum(amount for amount, _, _ in payments)
    if total is not None:
        return "none" if total == 0 else "paid" if paid >= total else "due"
    return "due" if asked_for or not whole else "paid" if paid else ""
