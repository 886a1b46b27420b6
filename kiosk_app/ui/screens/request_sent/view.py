"""A request is made durable, and its slip printed."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.filing import Papers
from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.facts.signer import SignInAnew
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.request_sent import RequestSlipAsked, Sending, may_go_back, may_sign_in
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View

_PROBLEMS = {SlipPhase.WAITING: "request.not_printed", SlipPhase.UNCONFIRMED: "guide.unconfirmed"}


class RequestSentView(View):
    """The screen that ends a request."""

    def project(self, state: VisitState) -> Shown:
        """How far it is."""
        sending, followed = state.of(Sending), state.of(Followed)
        printing = sending.slip is SlipPhase.PRINTING
        return {
            "phase": sending.phase.value,
            "action": followed.action.value,
            "code": sending.code,
            "key": sending.key,
            "dossier": followed.found.code if followed.found else "",
            "online": state.health.online,
            "problem": sentence(sending.problem, _papers(state)),
            "mayGoBack": may_go_back(sending),
            "maySignIn": may_sign_in(sending),
            "print": sending.slip.value,
            "printProblem": sentence(_PROBLEMS.get(sending.slip, "")),
            "mayPrint": not printing and sending.slip is not SlipPhase.NOT_ASKED and sending.may_print,
        }

    @Slot()
    def signIn(self) -> None:
        """Anew: what is to be sent is still here."""
        self._store.dispatch(SignInAnew())

    @Slot()
    def print(self) -> None:
        """The slip again."""
        self._store.dispatch(RequestSlipAsked())


def _papers(state: VisitState) -> str:
    names = (line.component.name.in_language(state.language) for line in state.of(Papers).lines)
    return ", ".join(names)


VIEW = RequestSentView
