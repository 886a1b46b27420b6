"""A made-up treasury account, and fees that an authority asks for."""

from __future__ import annotations

from kiosk_app.session.facts.payment import Account, DossierFee, WaysToPay

CODE, UID = "H17.99.01-261124-0007", "uid-9"
ACCOUNT = Account("970436", "Vietcombank", "1234567890", "KHO BAC NHA NUOC")
WAYS = WaysToPay(ACCOUNT, ("card",))
DUE = DossierFee(
    CODE,
    UID,
    lines=(("Phí cấp bản sao trích lục hộ tịch", 16_000),),
    amount_vnd=16_000,
    total_vnd=16_000,
)
PAID = DossierFee(
    CODE,
    UID,
    lines=DUE.lines,
    amount_vnd=0,
    total_vnd=16_000,
    paid_vnd=16_000,
    paid_at="2026-11-24T08:40:00+07:00",
    proofs=("FT00000001",),
    times=1,
)
TWICE = DossierFee(
    CODE,
    UID,
    lines=DUE.lines,
    amount_vnd=0,
    total_vnd=16_000,
    paid_vnd=32_000,
    paid_at="2026-11-24T08:41:00+07:00",
    proofs=("FT00000001", "FT00000002"),
    times=2,
)
