"""File a dossier (nộp hồ sơ): from the choice of a procedure to the confirmation."""

from __future__ import annotations

from kiosk_app.session.facts.answers import first_section_with_error
from kiosk_app.session.facts.filing import Filing, Papers
from kiosk_app.session.facts.signer import Consent, Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import (
    code,
    components,
    confirmation,
    consent,
    form,
    procedures,
    rating,
    review,
    scan,
    sign_in,
)


def _not_agreed(state: VisitState) -> bool:
    return state.of(Consent).given_at is None


def _procedure_open(state: VisitState) -> bool:
    return not state.of(Filing).chosen_at_once


def _not_signed_in(state: VisitState) -> bool:
    return state.of(Signer).identity is None


def _something_to_scan(state: VisitState) -> bool:
    return bool(state.of(Papers).to_scan())


def _errors(state: VisitState) -> bool:
    return first_section_with_error(state) is not None


def _unscanned(state: VisitState) -> bool:
    return state.of(Papers).unfinished() is not None


def _begin(context: Context, state: VisitState, subject: str) -> VisitState:
    chosen = next((one for one in context.procedures() if one.code == subject), None)
    filing = Filing(context.new_reference_uid(), chosen_at_once=chosen is not None)
    state = state.put(filing)
    return state if chosen is None else procedures.choose(state, chosen)


def _errands(context: Context) -> tuple[Errand, ...]:
    return tuple(
        Errand("filing", one.code, one.short_name, one.summary, one.icon) for one in context.procedures()
    )


JOURNEY = Journey(
    name="filing",
    legs=(
        Leg(consent.STEP, when=_not_agreed, counted=False),
        Leg(procedures.STEP, when=_procedure_open, counted=False),
        Leg(sign_in.STEP, when=_not_signed_in),
        Leg(form.STEP, lacking=_errors),
        Leg(components.STEP),
        Leg(scan.STEP, when=_something_to_scan, lacking=_unscanned),
        Leg(
            review.STEP,
            ways={review.ANSWERS: "form", review.PAPERS: "components", review.PAGES: "scan"},
            changes=frozenset({review.ANSWERS, review.PAPERS, review.PAGES}),
        ),
        Leg(code.STEP),
        Leg(confirmation.STEP, back=False, counted=False),
        Leg(rating.STEP, back=False, counted=False),
    ),
    errands=_errands,
    begin=_begin,
)
