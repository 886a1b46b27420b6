"""What is due to who signs in: the portal knows of a birth, a licence that ends, a year of school."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.portal_takes import PortalTakes
from kiosk_app.session.facts.signer import SIGN_IN_ANEW, Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg, never
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import due_services, phone_sign_in, sign_in

NAME = "due_services"
TITLE = Text("Việc tôi đến lúc phải làm", "What is due to me")
SUMMARY = Text(
    "Đăng nhập, máy cho biết việc nào đến hạn, như khai sinh cho con, gia hạn giấy phép.",
    "Sign in to see what is due, such as registering a birth or renewing a licence.",
)


def _not_verified(state: VisitState) -> bool:
    return not state.of(Signer).verified


def _errands(context: Context) -> tuple[Errand, ...]:
    # With a clock that is wrong nobody could be told what is due today.
    told = context.of(PortalTakes).due_services
    return (Errand(NAME, "", TITLE, SUMMARY, "clock"),) if told and context.procedures() else ()


JOURNEY = Journey(
    name=NAME,
    legs=(
        Leg(sign_in.STEP, when=_not_verified, counted=False, ways={sign_in.BY_PHONE: "phone_sign_in"}),
        Leg(phone_sign_in.STEP, when=never, counted=False),
        Leg(due_services.STEP, ways={SIGN_IN_ANEW: sign_in.STEP.name}, counted=False),
    ),
    errands=_errands,
)
