"""Signing in."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot

from kiosk_app.identity.card import summary_of
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.sign_in import (
    GoOnUnverified,
    ReadChipAgain,
    SignIn,
    SignInByPhone,
    SignInWithStaff,
)
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import Shown, Surroundings, View


class SignInView(View):
    """What the reader waits for or saw, and what to do where it went wrong."""

    cameraChanged = Signal()

    def __init__(self, store: Store, around: Surroundings) -> None:
        """Follow the store, and the camera."""
        super().__init__(store, around)
        around.camera.changed.connect(self.cameraChanged)

    def project(self, state: VisitState) -> Shown:
        """Phase, problem, advice."""
        sign_in = state.of(SignIn)
        card = summary_of(sign_in.candidate.claims) if sign_in.candidate else None
        return {
            "phase": sign_in.phase.value,
            "problem": sentence(sign_in.problem),
            "advice": sign_in.advice,
            "name": card.name if card else "",
            "birthDate": card.birth_date if card else "",
            "lastDigits": card.last_digits if card else "",
            "doubt": sentence(f"card.{'_'.join(card.doubts)}") if card and card.doubts else "",
            "chip": sign_in.chip.value,
            "chipPercent": sign_in.chip_percent,
            "chipProblem": sentence(sign_in.chip_problem),
        }

    @Slot()
    def goOn(self) -> None:
        """Go on with what was read, unverified."""
        self._store.dispatch(GoOnUnverified())

    @Slot()
    def readChipAgain(self) -> None:
        """Lay the card on the chip reader once more."""
        self._store.dispatch(ReadChipAgain())

    @Slot()
    def byPhone(self) -> None:
        """The phone scans a code on the screen."""
        self._store.dispatch(SignInByPhone())

    @Slot()
    def withStaff(self) -> None:
        """No phone and no card."""
        self._store.dispatch(SignInWithStaff())

    def _get_picture(self) -> str:
        return str(self._around.camera.property("source"))

    picture = Property(str, _get_picture, notify=cameraChanged)


VIEW = SignInView
