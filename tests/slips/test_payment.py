"""What was paid, on paper: never more than is known, and never called the authority's receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk_app.runtime.payment_slips import payment_slip_of
from kiosk_app.session.facts.payment import PaymentMeans
from kiosk_app.session.steps.payment import Payment, PaymentPhase, PrintPayment
from kiosk_app.slips.render import render
from tests.runtime.workbench import KIOSK
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import NOON, OFFICIAL, PAYMENT
from tests.support.payments import CODE, DUE, PAID, TWICE
from vietnam.time_zone import VIETNAM

AT = datetime(2026, 11, 24, 8, 45, tzinfo=VIETNAM)


def _words(payment: Payment) -> str:
    slip = payment_slip_of(
        PrintPayment(1, payment, reprint=False), KIOSK, "https://tra.example", reprinted_at=None
    )
    return words(slip)


def test_what_the_portal_said_was_paid() -> None:
    told = _words(Payment(PaymentPhase.PAID, fee=PAID, at=AT))
    for part in ("ĐÃ NỘP PHÍ", CODE, "16.000 đồng", "FT00000001", "08 giờ 40 phút", "không phải biên lai"):
        assert part in told
    assert "Tiền thừa" not in told


def test_a_payment_that_came_twice_says_what_is_given_back() -> None:
    told = _words(Payment(PaymentPhase.PAID, fee=TWICE, at=AT))
    assert "Tiền thừa: 16.000 đồng" in told
    assert "không chuyển cho hồ sơ khác" in told


def test_a_claim_is_no_payment() -> None:
    payment = Payment(PaymentPhase.REPORTED, fee=DUE, notice="TAM-DN07-0012-B", at=AT)
    told = _words(payment)
    assert "PHIẾU BÁO ĐÃ CHUYỂN TIỀN" in told
    assert "TAM-DN07-0012-B" in told
    assert "ĐÃ NỘP PHÍ" not in told


def test_what_the_terminal_took() -> None:
    payment = Payment(
        PaymentPhase.PAID,
        fee=DUE,
        means=PaymentMeans.CARD,
        proof="000123",
        taken_vnd=16_000,
        notice="N",
        at=AT,
    )
    told = _words(payment)
    for part in ("Thẻ", "000123", "16.000 đồng", "08 giờ 45 phút"):
        assert part in told


def test_its_code_leads_back_to_the_dossier() -> None:
    assert any(OFFICIAL in one for one in qr_texts(picture(render(PAYMENT))))
    assert "BẢN IN LẠI" in words(replace(PAYMENT, reprinted_at=NOON))
