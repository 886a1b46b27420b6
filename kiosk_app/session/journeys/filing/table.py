"""File a dossier (nộp hồ sơ): from the choice of a procedure to the confirmation."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.forms.portal_answers import with_portal_answers
from kiosk_app.forms.totals import fee_words
from kiosk_app.identity.model import IdentityMethod
from kiosk_app.session.facts.account import wrong_account
from kiosk_app.session.facts.delivery import SubmissionState
from kiosk_app.session.facts.due_services import DueServices
from kiosk_app.session.facts.filing import Filing, Form, Papers
from kiosk_app.session.facts.helped import Helped
from kiosk_app.session.facts.papers import EXPECTED, listed
from kiosk_app.session.facts.payment import ToPay
from kiosk_app.session.facts.questions import errors
from kiosk_app.session.facts.signer import SIGN_IN_ANEW, Consent, Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg, never
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import (
    code,
    confirmation,
    consent,
    form,
    papers,
    payment,
    phone_sign_in,
    procedures,
    rating,
    read_aloud,
    review,
    scan,
    sign_in,
    staff_check,
    who_helps,
)

_WITHOUT_ACCOUNT = (IdentityMethod.CARD_CHIP, IdentityMethod.CARD_QR, IdentityMethod.STAFF)
OTHERS = Text("Thủ tục khác", "Another procedure")
TILES = 6
"""Procedures that the welcome screen names; all others stand on the list."""


def _procedure_open(state: VisitState) -> bool:
    return not state.of(Filing).chosen_at_once


def _not_agreed(state: VisitState) -> bool:
    return state.of(Consent).given_at is None


def _not_verified(state: VisitState) -> bool:
    """Nobody, or somebody with an organisation's account from an errand before, of a person's procedure."""
    identity = state.of(Signer).identity
    return not state.of(Signer).verified or (identity is not None and wrong_account(state, identity.claims))


def _not_signed_in(state: VisitState) -> bool:
    identity = state.of(Signer).identity
    return identity is None or wrong_account(state, identity.claims)


def _not_seen(state: VisitState) -> bool:
    """Whether a member of staff should see them: no account vouches for who they are, now or on receipt."""
    identity = state.of(Signer).identity
    return identity is None or identity.method in _WITHOUT_ACCOUNT


def _something_to_scan(state: VisitState) -> bool:
    return bool(listed(state).of(Papers).to_scan())


def _something_wrong(state: VisitState) -> bool:
    return bool(errors(state)) and not _waits_for_signer(state)


def _helped(state: VisitState) -> bool:
    return bool(state.of(Helped).kind)


def _code(state: VisitState) -> str:
    procedure = state.of(Filing).procedure
    return procedure.code if procedure else ""


def _not_scanned(state: VisitState) -> bool:
    return not _waits_for_signer(state) and listed(state).of(Papers).unfinished() is not None


def _waits_for_signer(state: VisitState) -> bool:
    """Whether the dossier is whole and its sign-in is over: whoever signs in is led past all of it."""
    return state.of(SubmissionState).waits_for_sign_in


def _something_given(state: VisitState) -> bool:
    """Whether anything was answered, scanned, or said of a helper."""
    scanned = any(line.pages for line in state.of(Papers).lines)
    return bool(state.of(Form).answers) or scanned or _helped(state)


def _pays_now(state: VisitState) -> bool:
    return state.of(ToPay).wanted


def _begin(context: Context, state: VisitState, subject: str) -> VisitState:
    chosen = next((one for one in context.procedures() if one.code == subject), None)
    filing = Filing(context.new_reference_uid(), chosen_at_once=chosen is not None)
    state = state.put(filing)
    if chosen is None:
        return state
    state = procedures.choose(state, chosen)
    due = state.of(DueServices).being_filed(chosen.code)
    if due is None:
        return state
    identity = state.of(Signer).identity or EXPECTED
    return state.put(Form(answers=with_portal_answers(chosen, identity, dict(due.answers), context.today())))


def _errands(context: Context) -> tuple[Errand, ...]:
    offered = context.procedures()
    tiles = [
        Errand("filing", one.code, one.short_name, one.summary, one.icon, fee_words(one))
        for one in offered[:TILES]
    ]
    if len(offered) > TILES:
        tiles.append(Errand("filing", "", OTHERS, icon="papers"))
    return tuple(tiles)


JOURNEY = Journey(
    name="filing",
    legs=(
        Leg(procedures.STEP, when=_procedure_open, counted=False),
        Leg(papers.STEP, when=papers.matter),
        # Placed before the notice, which is then the step after it. Nobody comes to it but by the notice's
        # button.
        Leg(who_helps.STEP, when=never, counted=False),
        Leg(consent.STEP, when=_not_agreed, counted=False, ways={consent.HELPED: who_helps.STEP.name}),
        Leg(
            sign_in.STEP, when=_not_verified, lacking=_not_signed_in, ways={sign_in.BY_PHONE: "phone_sign_in"}
        ),
        Leg(phone_sign_in.STEP, when=never, counted=False),
        Leg(form.STEP, lacking=_something_wrong),
        Leg(scan.STEP, when=_something_to_scan, lacking=_not_scanned),
        # From here on nothing is gone through again: the one way back past it is a sign-in that was over.
        Leg(
            review.STEP,
            lacking=never,
            ways={review.ANSWERS: "form", review.PAGES: "scan", review.HELPED: who_helps.STEP.name},
            changes=frozenset({review.ANSWERS, review.PAGES, review.HELPED}),
        ),
        Leg(read_aloud.STEP, when=_helped, lacking=never, counted=False),
        Leg(staff_check.STEP, when=_not_seen, lacking=never, counted=False),
        Leg(code.STEP, lacking=never),
        Leg(
            confirmation.STEP,
            back=False,
            ways={SIGN_IN_ANEW: sign_in.STEP.name},
            changes=frozenset({SIGN_IN_ANEW}),
            counted=False,
        ),
        Leg(payment.STEP, when=_pays_now, back=False, counted=False),
        Leg(rating.STEP, back=False, counted=False),
    ),
    errands=_errands,
    begin=_begin,
    about=_code,
    assisted=_helped,
    loses=_something_given,
)
