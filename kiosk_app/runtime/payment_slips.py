"""From a payment to what its slip says."""

from __future__ import annotations

from datetime import datetime

from configuration.delivery_tables import KioskIdentity
from kiosk_app.runtime.slip_contents import authority_of
from kiosk_app.session.facts.payment import PaymentMeans
from kiosk_app.session.steps.payment import PaymentPhase, PrintPayment
from kiosk_app.slips.model import PaymentSlip
from vietnam.wording import moment_words, money_words

_MEANS = {PaymentMeans.TRANSFER: "Chuyển khoản", PaymentMeans.CARD: "Thẻ", PaymentMeans.CASH: "Tiền mặt"}


def payment_slip_of(
    effect: PrintPayment, kiosk: KioskIdentity, lookup_address: str, *, reprinted_at: datetime | None
) -> PaymentSlip:
    """Say what was paid, or that the citizen says so. `effect`: of a payment that is over."""
    payment = effect.payment
    fee, at = payment.fee, payment.at
    if at is None:
        raise ValueError("a slip was asked for before anything was paid")
    reported = payment.phase is PaymentPhase.REPORTED
    amount = payment.taken_vnd or (fee.amount_vnd if reported else fee.paid_vnd or fee.total_vnd) or 0
    proofs = (payment.proof,) if payment.proof else fee.proofs
    return PaymentSlip(
        authority=authority_of(kiosk),
        reported=reported,
        dossier_code=fee.code,
        lines=tuple((name, money_words(one)) for name, one in fee.lines) if len(fee.lines) > 1 else (),
        amount=money_words(amount) if amount else "",
        means=_MEANS[payment.means] if payment.proof or payment.notice or fee.proofs else "",
        proofs=() if reported else proofs,
        at=moment_words(_paid_at(fee.paid_at) or at),
        notice=payment.notice,
        too_much=money_words(fee.too_much_vnd) if fee.too_much_vnd else "",
        receipt=fee.receipt,
        lookup_address=lookup_address,
        reprinted_at=reprinted_at,
    )


def _paid_at(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None
