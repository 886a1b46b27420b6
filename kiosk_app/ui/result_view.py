"""After "Nộp hồ sơ": saved, sent, slips, rating."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session import events
from kiosk_app.session.state import JourneyState
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class ResultView(View):
    """Saved, originals, slip and rating screens."""

    def project(self, state: JourneyState) -> Shown:
        """How far the dossier and its slips are."""
        submission, slips = state.submission, state.slips
        due = submission.due_at
        return {
            "phase": submission.phase.value,
            "problem": sentence(submission.problem),
            "code": submission.code,
            "official": submission.official_code,
            "provisional": submission.provisional_code,
            "due": due.strftime("%H:%M, %d/%m/%Y") if due else "",
            "online": state.health.online,
            "receipt": slips.receipt.value,
            "appointment": slips.appointment.value,
            "printProblem": sentence(slips.problem),
            "canReprint": slips.may_reprint,
            "verified": state.identity is not None and state.identity.verified,
        }

    @Slot()
    def reprint(self) -> None:
        """Print the receipt again."""
        self._store.dispatch(events.Reprint())

    @Slot(int)
    def rate(self, stars: int) -> None:
        """1 to 5."""
        self._store.dispatch(events.Rated(stars))
