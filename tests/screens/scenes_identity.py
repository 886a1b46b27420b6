"""Signing in with a card's chip, and a member of staff who confirms."""

from __future__ import annotations

from kiosk_app.identity.model import Claims, Identity, IdentityMethod, VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, StaffBadge, VneidToken
from kiosk_app.session.facts.chip import ChipProgress, ChipRead, ChipRefused
from kiosk_app.session.facts.phone_sign_in import PhoneAnswered, PhoneBegun
from kiosk_app.session.facts.qr_reader import QrSeen
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.facts.witness import BadgeVerdict
from kiosk_app.session.kernel.events import Next, Touched
from kiosk_app.session.steps.sign_in import SignInByPhone, TokenVerified
from tests.screens.scenes_filling import sign_in
from tests.screens.scenes_sending import review, saved_dossier
from tests.screens.stage import CLAIMS, Scene, Stage


def _waiting(stage: Stage) -> None:
    sign_in(stage)
    stage.send(QrSeen(stage.visit, CardQr(CLAIMS, 7)))


def _reading(stage: Stage) -> None:
    _waiting(stage)
    stage.send(ChipProgress(stage.visit, 42))


def _read(stage: Stage) -> None:
    _waiting(stage)
    stage.send(ChipRead(stage.visit, CLAIMS, ended=False))


def _refused(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        _waiting(stage)
        stage.send(ChipRefused(stage.visit, problem))

    return play


CHIP: dict[str, Scene] = {
    "sign-in-chip-reading": _reading,
    "sign-in-chip-read": _read,
    **{
        f"sign-in-{problem.replace('.', '-').replace('_', '-')}": _refused(problem)
        for problem in ("chip.removed", "chip.wrong_key", "chip.changed", "chip.expired_signer")
    },
}


def _by_card(scene: Scene) -> Scene:
    """The same page for who signed in by the card that lies on the glass."""

    def play(stage: Stage) -> None:
        scene(stage)
        stage.actor.dispatcher.state = stage.state.put(Signer(Identity(IdentityMethod.CARD_QR, CLAIMS)))
        stage.send(Touched())

    return play


def _staff(method: IdentityMethod = IdentityMethod.CARD_QR) -> Scene:
    def play(stage: Stage) -> None:
        review(stage)
        # The way here is as long as with VNeID; what differs is who signed in.
        signer = Signer(Identity(method, CLAIMS))
        stage.actor.dispatcher.state = stage.state.put(signer)
        stage.send(Next())
        if stage.state.step != "staff_check":
            raise AssertionError("nobody of the staff was asked for")

    return play


def _staff_checking(stage: Stage) -> None:
    _staff()(stage)
    stage.send(QrSeen(stage.visit, StaffBadge("badge")))


def _staff_problem(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        _staff_checking(stage)
        stage.send(BadgeVerdict(stage.visit, 1, problem))

    return play


def _staff_other_code(stage: Stage) -> None:
    _staff()(stage)
    stage.send(QrSeen(stage.visit, ForeignQr(ForeignKind.TEXT)))


STAFF: dict[str, Scene] = {
    "review-by-card": _by_card(review),
    "confirmation-by-card": _by_card(saved_dossier),
    "staff-check": _staff(),
    "staff-check-chip": _staff(IdentityMethod.CARD_CHIP),
    "staff-check-by-hand": _staff(IdentityMethod.STAFF),
    "staff-check-checking": _staff_checking,
    "staff-check-other-code": _staff_other_code,
    **{f"staff-check-{one}": _staff_problem(one) for one in ("unknown", "locked", "unavailable")},
}


def _phone(stage: Stage) -> None:
    sign_in(stage)
    stage.send(SignInByPhone())


def _phone_shown(stage: Stage) -> None:
    _phone(stage)
    address = "https://sso.example.vn/device?user_code=BDFG-HJKM"
    stage.send(PhoneBegun(stage.visit, "begun", "handle", address, "BDFG-HJKM", 180))


def _phone_answered(result: str) -> Scene:
    def play(stage: Stage) -> None:
        _phone_shown(stage)
        stage.send(PhoneAnswered(stage.visit, "handle", result, 2, CLAIMS, "ticket"))

    return play


PHONE: dict[str, Scene] = {
    "phone-sign-in-beginning": _phone,
    "phone-sign-in-shown": _phone_shown,
    "phone-sign-in-confirm": _phone_answered("verified"),
    **{f"phone-sign-in-{one}": _phone_answered(one) for one in ("denied", "expired", "level_1")},
}


def _organisation(stage: Stage) -> None:
    sign_in(stage)
    stage.send(QrSeen(stage.visit, VneidToken("t")))
    claims = Claims({**CLAIMS.values, "tax_code": "9900000016"})
    stage.send(TokenVerified(stage.visit, "t", VerifyResult.VERIFIED, 2, claims, "ticket"))


ORGANISATION: dict[str, Scene] = {"sign-in-organisation": _organisation}
