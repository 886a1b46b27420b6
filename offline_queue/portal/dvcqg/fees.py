"""Fees of the national portal: `DanhSachLePhi` of the dossier's row, and the province's list of payments."""

from __future__ import annotations

from dataclasses import replace

from offline_queue.contract.portal_record import FeeRecord
from offline_queue.contract.stages import Stage, of_number
from offline_queue.portal.dvcqg.records import DvcqgLookUp
from offline_queue.portal.fields import code_of
from offline_queue.portal.payments import AskPayments, fee_lines, state_of, total_of
from offline_queue.portal.port import FeeKey

_PAID_ONLINE = "1"
"""`DuocThanhToanTrucTuyen`."""


class DvcqgFee:
    """`TraCuuHoSo`; its format names the fees and whether they were paid online, not which payments came."""

    def __init__(self, look_up: DvcqgLookUp, payments: AskPayments) -> None:
        self._look_up = look_up
        self._payments = payments

    def __call__(self, asked: FeeKey) -> FeeRecord:
        """Give it; a dossier that the portal does not know says nothing."""
        row = self._look_up.row(asked.code)
        if row is None:
            return FeeRecord()
        told = self._payments(asked)
        lines, whole = fee_lines(row.get("DanhSachLePhi"), "TenPhiLePhi", "Gia")
        asked_for = of_number(row.get("TrangThaiHoSo")) == str(int(Stage.PAYMENT))
        if not lines and whole:
            return replace(told, state=told.state or ("due" if asked_for else ""))
        paid = code_of(row.get("DuocThanhToanTrucTuyen")) == _PAID_ONLINE
        return FeeRecord(
            state="paid" if paid else state_of(lines, whole, told.payments, asked_for=asked_for),
            lines=lines,
            amount_vnd=total_of(lines, whole),
            payments=told.payments,
            receipt=told.receipt,
            words=told.words,
        )
