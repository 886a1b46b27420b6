"""A dossier that was filed: look it up, and hand in, confirm or withdraw what its state allows."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.identity.payload import SlipCode
from kiosk_app.session.facts.followed import Action, Followed
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.signer import SIGN_IN_ANEW, Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Door, Guard, Journey, Leg, never
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import (
    dossier,
    dossier_rating,
    draft,
    look_up,
    payment,
    phone_sign_in,
    request_sent,
    result,
    scan,
    sign_in,
    withdrawal,
)

NAME = "follow_up"
TITLE = Text("Hồ sơ đã nộp", "A dossier already filed")
SUMMARY = Text(
    "Xem đến đâu rồi, bổ sung giấy tờ, xác nhận bản nháp, in kết quả, rút hồ sơ, in lại phiếu.",
    "See how far it is, hand in papers, confirm a draft, print the result, withdraw, print the slip again.",
)


def _acts(*actions: Action) -> Guard:
    return lambda state: state.of(Followed).action in actions


def _wants_to_sign_in(state: VisitState) -> bool:
    return state.of(Followed).sign_in and not state.of(Signer).verified


def _something_to_send(state: VisitState) -> bool:
    return state.of(Followed).action in (Action.SUPPLEMENT, Action.WITHDRAWAL, Action.CONFIRMATION)


def _errands(context: Context) -> tuple[Errand, ...]:
    # With a clock that is wrong nobody could be told whether something is late.
    return (Errand(NAME, "", TITLE, SUMMARY, "filed"),) if context.procedures() else ()


JOURNEY = Journey(
    name=NAME,
    legs=(
        Leg(look_up.STEP, counted=False),
        Leg(
            sign_in.STEP,
            when=_wants_to_sign_in,
            counted=False,
            ways={sign_in.BY_PHONE: phone_sign_in.STEP.name},
        ),
        Leg(phone_sign_in.STEP, when=never, counted=False),
        Leg(
            dossier.STEP,
            ways={dossier.SIGN_IN: "sign_in", dossier.RESULT: "result"},
            # Signed in anew only to send: what was opened and given is still here.
            lacking=never,
            counted=False,
        ),
        Leg(result.STEP, when=never, counted=False),
        Leg(scan.STEP, when=_acts(Action.SUPPLEMENT), lacking=never, counted=False),
        Leg(withdrawal.STEP, when=_acts(Action.WITHDRAWAL), lacking=never, counted=False),
        Leg(draft.STEP, when=_acts(Action.CONFIRMATION), lacking=never, counted=False),
        Leg(payment.STEP, when=_acts(Action.PAYMENT), counted=False),
        Leg(dossier_rating.STEP, when=_acts(Action.RATING), counted=False),
        Leg(
            request_sent.STEP,
            when=_something_to_send,
            ways={SIGN_IN_ANEW: sign_in.STEP.name},
            changes=frozenset({SIGN_IN_ANEW}),
            counted=False,
        ),
    ),
    errands=_errands,
    doors=(
        # A slip goes straight to its dossier, wherever it is shown; what is under way is asked about first.
        Door(
            QrSeen,
            lambda event: isinstance(event.payload, SlipCode),
            between_errands=True,
            when_closed=False,
            watch=StartReader,
            unwatch=StopReader(),
            anywhere=True,
            question=Text("Xem hồ sơ của phiếu này?", "Look at the dossier of this slip?"),
            enter=Text("Xem hồ sơ này", "Look at this dossier"),
        ),
    ),
)
