"""Signing in."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session import events
from kiosk_app.session.state import JourneyState
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class SignInView(View):
    """The sign-in screen."""

    def project(self, state: JourneyState) -> Shown:
        """Phase, problem, advice."""
        sign_in = state.sign_in
        return {
            "phase": sign_in.phase.value,
            "problem": sentence(sign_in.problem),
            "advice": sign_in.advice,
            "name": sign_in.candidate.claims.get("full_name") if sign_in.candidate else "",
            "signedIn": state.identity is not None,
        }

    @Slot()
    def tryAgain(self) -> None:
        """Another try."""
        self._store.dispatch(events.TryAgain())

    @Slot()
    def goOn(self) -> None:
        """Go on with what was read, unverified."""
        self._store.dispatch(events.GoOnUnverified())

    @Slot()
    def withStaff(self) -> None:
        """No phone and no card."""
        self._store.dispatch(events.SignInWithStaff())
