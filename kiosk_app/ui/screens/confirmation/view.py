"""After the right code: saved, sent, slips."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.forms.export import delivery
from kiosk_app.session.facts.delivery import SubmissionState, linked_states
from kiosk_app.session.facts.filing import Filing, Papers
from kiosk_app.session.facts.payment import ToPay
from kiosk_app.session.facts.signer import Signer, SignInAnew
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.confirmation import AnotherErrand, PayNow, Reprint, Slips
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import due_in, money_in


class ConfirmationView(View):
    """Whether the dossier is saved and sent, and how its slips fare."""

    def project(self, state: VisitState) -> Shown:
        """How far the dossier and its slips are."""
        submission, slips = state.of(SubmissionState), state.of(Slips)
        procedure, given = state.of(Filing).procedure, submission.given
        scanned = [line.component for line in state.of(Papers).lines if line.pages]
        return {
            "phase": submission.phase.value,
            "problem": sentence(submission.problem),
            "maySignIn": submission.waits_for_sign_in,
            "code": submission.code,
            "official": submission.official_code,
            "due": "" if submission.due_at is None else due_in(submission.due_at, state.language),
            "promiseMinutes": procedure.promise_minutes if procedure else 0,
            "time": procedure.deadline.text.in_language(state.language) if procedure else "",
            "online": state.health.online,
            "fee": money_in(fee, state.language) if (fee := state.of(ToPay).fee_vnd) else "",
            "receipt": slips.receipt.value,
            "appointment": slips.appointment.value,
            "printProblem": sentence(slips.problem),
            "canReprint": slips.may_reprint,
            "verified": state.of(Signer).verified,
            "atCounter": given is None or delivery(given.procedure, given.answers) == "counter",
            "tasks": [
                {
                    "name": one.part.name.in_language(state.language),
                    "authority": one.part.authority.in_language(state.language),
                    "state": one.state(state.language),
                }
                for one in linked_states(submission)
            ],
            "originals": [one.short_name.in_language(state.language) for one in scanned],
            "handIn": [one.short_name.in_language(state.language) for one in scanned if one.hand_in],
        }

    @Slot()
    def signIn(self) -> None:
        """Anew: the dossier is still here, whole."""
        self._store.dispatch(SignInAnew())

    @Slot()
    def reprint(self) -> None:
        """Print the receipt again."""
        self._store.dispatch(Reprint())

    @Slot()
    def pay(self) -> None:
        """The fee, now."""
        self._store.dispatch(PayNow())

    @Slot()
    def another(self) -> None:
        """Something else, signed in as before."""
        self._store.dispatch(AnotherErrand())


VIEW = ConfirmationView
