"""The welcome screen: what may be done here."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.due_services import DueServices
from kiosk_app.session.facts.service import ServiceWanted
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.events import Begin
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.ui.view import Shown, View


class WelcomeView(View):
    """The welcome screen."""

    def project(self, state: VisitState) -> Shown:
        """Errands, and why there are none."""
        identity = state.of(Signer).identity
        return {
            "accepting": state.health.accepting and not state.health.closed and bool(state.errands),
            "closed": state.health.closed,
            "online": state.health.online,
            "phone": self._around.counter.phone,
            "authority": self._around.counter.authority,
            "name": identity.claims.get("full_name") if identity else "",
            "due": [one.title for one in state.of(DueServices).open()],
            "errands": [_tile(one, state.language) for one in state.errands],
        }

    @Slot()
    def service(self) -> None:
        """The corner was touched as staff do."""
        self._store.dispatch(ServiceWanted())

    @Slot(str, str)
    def begin(self, journey: str, subject: str) -> None:
        """An errand was touched."""
        self._store.dispatch(Begin(journey, subject))


def _tile(errand: Errand, language: str) -> Shown:
    return {
        "journey": errand.journey,
        "subject": errand.subject,
        "title": errand.title.in_language(language),
        "summary": errand.summary.in_language(language),
        "icon": errand.icon,
    }


VIEW = WelcomeView
