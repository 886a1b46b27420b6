"""The officer's draft of a certificate."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.draft import LONGEST, CorrectionTyped, DraftReading, LineWrong
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import told_in


class DraftView(View):
    """What stands in the draft, and what the citizen says of it."""

    def project(self, state: VisitState) -> Shown:
        """The lines, or the one that is wrong."""
        found, reading = state.of(Followed).found, state.of(DraftReading)
        lines = found.draft if found else ()
        return {
            "lines": [{"name": name, "value": value} for name, value in lines],
            "until": told_in(found.draft_until if found else "", state.language),
            "wrong": reading.wrong,
            "value": dict(lines).get(reading.wrong, ""),
            "instead": reading.instead,
            "most": LONGEST,
            "problem": sentence(reading.problem),
        }

    @Slot(str)
    def mark(self, name: str) -> None:
        """ "Sai ở đây"."""
        self._store.dispatch(LineWrong(name))

    @Slot(str)
    def type(self, text: str) -> None:
        """What should stand there."""
        self._store.dispatch(CorrectionTyped(text))


VIEW = DraftView
