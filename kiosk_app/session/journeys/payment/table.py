"""Pay the fee of a dossier (nộp phí, lệ phí): by its slip, nobody signs in."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.payment import WaysToPay
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg
from kiosk_app.session.kernel.state import Errand
from kiosk_app.session.steps import look_up, payment

NAME = "payment"
TITLE = Text("Nộp phí, lệ phí", "Pay a fee")
SUMMARY = Text("Quét mã bằng ứng dụng ngân hàng. Không phải đăng nhập.", "By your banking app. No sign-in.")


def _errands(context: Context) -> tuple[Errand, ...]:
    return (Errand(NAME, "", TITLE, SUMMARY, "money"),) if context.of(WaysToPay).offered else ()


JOURNEY = Journey(
    name=NAME,
    legs=(Leg(look_up.STEP, counted=False), Leg(payment.STEP, counted=False)),
    errands=_errands,
    achieved=lambda state: state.of(payment.Payment).phase is payment.PaymentPhase.PAID,
)
