"""An electronic certified copy: scanned, compared, signed by an officer; or the way to the counter."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.certified_copy import CertifiedCopies, CertifiedCopy
from kiosk_app.session.facts.filing import Filing, Papers
from kiosk_app.session.facts.petition import Petitioner
from kiosk_app.session.facts.signer import ACCOUNTS, SIGN_IN_ANEW, Consent, Signer
from kiosk_app.session.facts.witness import MustBeSeen, Witness
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg, never
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import (
    certified_copy,
    compare,
    consent,
    petitioner,
    phone_sign_in,
    request_sent,
    scan,
    sign_in,
    staff_check,
    visit_day,
)

NAME = "certified_copy"
TITLE = Text("Chứng thực bản sao điện tử", "Electronic certified copy")
SUMMARY = Text(
    "Quét bản chính, so trên màn hình, cán bộ đối chiếu rồi ký. Phải mang bản chính.",
    "Scan the original, compare on screen, an officer compares and signs. Bring the original.",
)


def _asked(state: VisitState) -> bool:
    return bool(state.of(CertifiedCopy).paper)


def _visit(state: VisitState) -> bool:
    return state.of(CertifiedCopy).visit


def _wanted(state: VisitState) -> bool:
    return _asked(state) or _visit(state)


def _not_agreed(state: VisitState) -> bool:
    return _wanted(state) and state.of(Consent).given_at is None


def _not_known(state: VisitState) -> bool:
    """Whether a sign-in is offered: a copy takes an account or staff, for a visit it saves typing."""
    return _not_seen(state) or (_visit(state) and state.of(Signer).identity is None)


def _nameless(state: VisitState) -> bool:
    identity = state.of(Signer).identity
    return _wanted(state) and (identity is None or not identity.claims.get("full_name"))


def _not_seen(state: VisitState) -> bool:
    """Whether a member of staff has to see who asks: no account vouches for them, and nobody has yet."""
    identity = state.of(Signer).identity
    unknown = identity is None or identity.method not in ACCOUNTS
    return _asked(state) and unknown and not state.of(Witness).confirmation


def _same_person(state: VisitState) -> bool:
    return not request_sent.somebody_else(state)


def _something_given(state: VisitState) -> bool:
    """Whether anything was typed or scanned."""
    scanned = any(line.pages for line in state.of(Papers).lines)
    return scanned or bool(state.of(Petitioner).told or state.of(petitioner.PetitionerForm).answers)


def _begin(context: Context, state: VisitState, _subject: str) -> VisitState:
    """Under which reference it goes: the badge of who saw the citizen is bound to it."""
    uid = context.new_reference_uid()
    return state.put(
        Filing(reference_uid=uid), request_sent.Sending(reference_uid=uid), MustBeSeen(required=True)
    )


def _errands(context: Context) -> tuple[Errand, ...]:
    offered = context.of(CertifiedCopies).offered
    return (Errand(NAME, "", TITLE, SUMMARY, "stamp"),) if offered else ()


JOURNEY = Journey(
    name=NAME,
    legs=(
        Leg(certified_copy.STEP, counted=False),
        Leg(visit_day.STEP, when=_visit, counted=False),
        Leg(consent.STEP, when=_not_agreed, counted=False),
        # Come to again by "Quay lại" from the screen that waits for staff: signing in is another way on.
        Leg(sign_in.STEP, when=_not_known, counted=False, ways={sign_in.BY_PHONE: phone_sign_in.STEP.name}),
        Leg(phone_sign_in.STEP, when=never, counted=False),
        Leg(petitioner.STEP, when=_nameless, lacking=_same_person, counted=False),
        # Before the scanning, so that nobody scans and is refused then.
        Leg(staff_check.STEP, when=_not_seen, lacking=_same_person, counted=False),
        Leg(scan.STEP, when=_asked, lacking=never, counted=False),
        Leg(compare.STEP, when=_asked, lacking=never, counted=False),
        Leg(
            request_sent.STEP,
            when=_wanted,
            ways={SIGN_IN_ANEW: sign_in.STEP.name},
            changes=frozenset({SIGN_IN_ANEW}),
            counted=False,
        ),
    ),
    errands=_errands,
    begin=_begin,
    loses=_something_given,
)
