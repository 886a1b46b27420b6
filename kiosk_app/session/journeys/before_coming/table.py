"""Ask what a procedure needs (trước khi đi): find it, read it, take it along. Nobody signs in for that.

Where it is handed in at the counter, a half day there can be asked for: then whoever asks gives a name.
"""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.booking import VisitMatter
from kiosk_app.session.facts.petition import Petitioner
from kiosk_app.session.facts.signer import SIGN_IN_ANEW, Consent, Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg, never
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import (
    consent,
    find_procedure,
    petitioner,
    phone_sign_in,
    request_sent,
    requirements,
    sign_in,
    visit_day,
)

NAME = "before_coming"
TITLE = Text("Hỏi trước khi làm thủ tục", "Ask before you apply")
SUMMARY = Text(
    "Xem cần giấy tờ gì, bao lâu, bao nhiêu tiền. Không phải đăng nhập.",
    "What to bring, how long, how much. No sign-in.",
)


def _visit(state: VisitState) -> bool:
    return bool(state.of(VisitMatter).name)


def _not_agreed(state: VisitState) -> bool:
    return _visit(state) and state.of(Consent).given_at is None


def _not_known(state: VisitState) -> bool:
    """Whether a sign-in is offered: it saves typing the name."""
    return _visit(state) and state.of(Signer).identity is None


def _nameless(state: VisitState) -> bool:
    identity = state.of(Signer).identity
    return _visit(state) and (identity is None or not identity.claims.get("full_name"))


def _something_given(state: VisitState) -> bool:
    return bool(state.of(Petitioner).told or state.of(petitioner.PetitionerForm).answers)


def _errands(context: Context) -> tuple[Errand, ...]:
    # With a clock that is wrong nobody could be told what holds today.
    return (Errand(NAME, "", TITLE, SUMMARY, "search"),) if context.procedures() else ()


JOURNEY = Journey(
    name=NAME,
    legs=(
        Leg(find_procedure.STEP, counted=False),
        Leg(requirements.STEP, counted=False),
        Leg(visit_day.STEP, when=_visit, counted=False),
        Leg(consent.STEP, when=_not_agreed, counted=False),
        Leg(sign_in.STEP, when=_not_known, counted=False, ways={sign_in.BY_PHONE: phone_sign_in.STEP.name}),
        Leg(phone_sign_in.STEP, when=never, counted=False),
        Leg(petitioner.STEP, when=_nameless, counted=False),
        Leg(
            request_sent.STEP,
            when=_visit,
            ways={SIGN_IN_ANEW: sign_in.STEP.name},
            changes=frozenset({SIGN_IN_ANEW}),
            counted=False,
        ),
    ),
    errands=_errands,
    loses=_something_given,
)
