"""The welcome screen: what may be done here."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.due_services import DueServices
from kiosk_app.session.facts.service import ServiceWanted
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.day import DayState
from kiosk_app.session.kernel.events import Begin, Touched
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import brief_in, told_briefly_in


class WelcomeView(View):
    """The errands of this kiosk, and what cannot be done today."""

    def project(self, state: VisitState) -> Shown:
        """Errands, and why there are none."""
        identity = state.of(Signer).identity
        return {
            "accepting": _accepting(state),
            "board": state.presence.board,
            "hours": state.day.hours,
            "counterOpen": state.day.open,
            "rests": state.day.shut,
            "opensAt": _opens(state.day, state.language),
            "offlineSince": told_briefly_in(state.health.offline_since, state.language),
            "printer": not state.health.printer,
            "paperLow": state.health.paper_low,
            "scanner": not state.health.scanner,
            "reader": not state.health.reader,
            "notices": [
                {"title": one.title.in_language(state.language), "text": one.text.in_language(state.language)}
                for one in state.notices
                if not one.for_staff
            ],
            "fees": [
                {"title": one.title.in_language(state.language), "fee": one.fee.in_language(state.language)}
                for one in state.errands
                if one.fee.vi
            ],
            "online": state.health.online,
            "phone": self._around.counter.phone,
            "name": identity.claims.get("full_name") if identity else "",
            "due": [one.title for one in state.of(DueServices).open()],
            "errands": [_tile(one, state.language) for one in state.errands],
        }

    @Slot()
    def wake(self) -> None:
        """Somebody touched the board."""
        self._store.dispatch(Touched())

    @Slot()
    def service(self) -> None:
        """The corner was touched as staff do."""
        self._store.dispatch(ServiceWanted())

    @Slot(str, str)
    def begin(self, journey: str, subject: str) -> None:
        """An errand was touched."""
        self._store.dispatch(Begin(journey, subject))


def _accepting(state: VisitState) -> bool:
    shut = state.health.closed or state.day.shut
    return state.health.accepting and not shut and bool(state.errands)


def _opens(day: DayState, language: str) -> str:
    if day.opens_at is None:
        return ""
    return f"{day.opens_at:%H:%M}" if day.opens_today else brief_in(day.opens_at, language)


def _tile(errand: Errand, language: str) -> Shown:
    return {
        "journey": errand.journey,
        "subject": errand.subject,
        "title": errand.title.in_language(language),
        "summary": errand.summary.in_language(language),
        "icon": errand.icon,
    }


VIEW = WelcomeView
