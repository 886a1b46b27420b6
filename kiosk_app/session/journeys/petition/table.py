"""A petition (phản ánh, kiến nghị): typed, with papers where there are some, named or not."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.filing import Papers
from kiosk_app.session.facts.petition import Petitioner, Petitions
from kiosk_app.session.facts.signer import SIGN_IN_ANEW, Consent, Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg, never
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import (
    consent,
    petition,
    petitioner,
    phone_sign_in,
    request_sent,
    scan,
    sign_in,
    voice,
)

NAME = "petition"
TITLE = Text("Phản ánh, kiến nghị", "Report or suggest something")
SUMMARY = Text(
    "Nói việc chưa được, hoặc góp ý. Nêu tên hay không đều được.",
    "Say what is wrong, or what could be better. With your name or without.",
)


def _not_agreed(state: VisitState) -> bool:
    return state.of(Petitioner).named and state.of(Consent).given_at is None


def _not_known(state: VisitState) -> bool:
    return state.of(Petitioner).named and state.of(Signer).identity is None


def _nameless(state: VisitState) -> bool:
    """Whether a name is to be given and no sign-in told one."""
    identity = state.of(Signer).identity
    return state.of(Petitioner).named and (identity is None or not identity.claims.get("full_name"))


def _same_author(state: VisitState) -> bool:
    return not request_sent.somebody_else(state)


def _something_to_scan(state: VisitState) -> bool:
    return bool(state.of(Papers).lines)


def _errands(context: Context) -> tuple[Errand, ...]:
    return (Errand(NAME, "", TITLE, SUMMARY, "speaker"),) if context.of(Petitions).taken else ()


JOURNEY = Journey(
    name=NAME,
    legs=(
        Leg(petition.STEP, ways={petition.VOICE: voice.STEP.name}, counted=False),
        Leg(voice.STEP, when=never, counted=False),
        Leg(consent.STEP, when=_not_agreed, counted=False),
        Leg(sign_in.STEP, when=_not_known, counted=False, ways={sign_in.BY_PHONE: phone_sign_in.STEP.name}),
        Leg(phone_sign_in.STEP, when=never, counted=False),
        Leg(petitioner.STEP, when=_nameless, lacking=_same_author, counted=False),
        Leg(scan.STEP, when=_something_to_scan, lacking=never, counted=False),
        Leg(
            request_sent.STEP,
            ways={SIGN_IN_ANEW: sign_in.STEP.name},
            changes=frozenset({SIGN_IN_ANEW}),
            counted=False,
        ),
    ),
    errands=_errands,
)
