"""A dossier is asked for: by its slip, by its code, or all of one's own."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.look_up import LONGEST, CodeEntered, LookUp, MineAsked
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class LookUpView(View):
    """The screen before a dossier is known."""

    def project(self, state: VisitState) -> Shown:
        """What was typed, and what came of it."""
        asked = state.of(LookUp)
        return {
            "text": asked.text,
            "most": LONGEST,
            "asking": asked.asking,
            "problem": sentence(asked.problem),
            "reader": not state.health.reader,
            "online": state.health.online,
        }

    @Slot(str)
    def type(self, text: str) -> None:
        """A letter of the code."""
        self._store.dispatch(CodeEntered(text))

    @Slot()
    def mine(self) -> None:
        """All of one's own."""
        self._store.dispatch(MineAsked())


VIEW = LookUpView
