"""Fees of an OpenCPS portal: `GET /dossiers/{id}/payments`.

The names of the fields are the portal's. What `paymentStatus` means, and that `confirmPayload` lists what the
bank or the terminal said, is this project's reading (docs/domain/money-and-ratings.md).
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from offline_queue.contract.portal_record import FeeRecord
from offline_queue.portal.fields import code_of, plain
from offline_queue.portal.payments import fee_lines, payments_of, state_of, total_of
from offline_queue.portal.port import FeeKey
from offline_queue.portal.transport import Transport

_DONE = "5"
_NOT_ASKED = "0"


class OpencpsFee:
    """Tells what is to be paid for a dossier, and what was."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: FeeKey) -> FeeRecord:
        """Give it; a dossier without a row of payment says nothing."""
        path = quote(asked.reference_uid or asked.code, safe="")
        answer = self._transport.call("GET", f"/dossiers/{path}/payments")
        rows = [row for row in answer.rows("payments") if code_of(row.get("paymentStatus")) != _NOT_ASKED]
        if not rows:
            return FeeRecord()
        lines, whole = fee_lines(rows, "paymentFee", "paymentAmount")
        payments = tuple(one for row in rows for one in payments_of(_payload(row)))
        done = all(code_of(row.get("paymentStatus")) == _DONE for row in rows)
        state = state_of(lines, whole, payments, asked_for=True)
        return FeeRecord(
            # An officer may take it at the counter: then the portal knows no transfer, only that it is paid.
            state="paid" if done else state,
            lines=lines,
            amount_vnd=total_of(lines, whole),
            payments=payments,
            receipt=next((found for row in rows if (found := code_of(row.get("invoiceNo")))), ""),
            words=plain(next((row.get("paymentNote") for row in rows if row.get("paymentNote")), ""), 500),
        )


def _payload(row: dict[str, Any]) -> object:
    try:
        return json.loads(str(row.get("confirmPayload") or "[]"))
    except (ValueError, RecursionError):
        return []
