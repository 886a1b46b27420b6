"""After the right code: saved, sent, slips."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot

from kiosk_app.session.facts.delivery import SubmissionState
from kiosk_app.session.facts.filing import Filing, Papers
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.confirmation import AnotherErrand, Reprint, Slips
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View

_MOMENT = {"vi": "%H:%M ngày %d/%m", "en": "%H:%M, %d/%m"}
_DAY = "%d/%m"


class ConfirmationView(View):
    """The confirmation screen."""

    def project(self, state: VisitState) -> Shown:
        """How far the dossier and its slips are."""
        submission, slips = state.of(SubmissionState), state.of(Slips)
        due, procedure = submission.due_at, state.of(Filing).procedure
        written = _MOMENT[state.language] if isinstance(due, datetime) else _DAY
        return {
            "phase": submission.phase.value,
            "problem": sentence(submission.problem),
            "code": submission.code,
            "official": submission.official_code,
            "due": due.strftime(written) if due else "",
            "promiseMinutes": procedure.promise_minutes if procedure else 0,
            "time": procedure.deadline.text.in_language(state.language) if procedure else "",
            "online": state.health.online,
            "receipt": slips.receipt.value,
            "appointment": slips.appointment.value,
            "printProblem": sentence(slips.problem),
            "canReprint": slips.may_reprint,
            "verified": state.of(Signer).verified,
            "originals": [
                line.component.short_name.in_language(state.language)
                for line in state.of(Papers).lines
                if line.pages
            ],
        }

    @Slot()
    def reprint(self) -> None:
        """Print the receipt again."""
        self._store.dispatch(Reprint())

    @Slot()
    def another(self) -> None:
        """Something else, signed in as before."""
        self._store.dispatch(AnotherErrand())


VIEW = ConfirmationView
