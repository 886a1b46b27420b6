"""The attention list in words, and the tiles of service mode."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.service import InService
from kiosk_app.session.kernel.state import Health, VisitState
from kiosk_app.session.steps.service_menu import (
    FOR_TECHNICIANS,
    PLACES,
    ClosingChosen,
    PlaceChosen,
    ServiceMenu,
)
from kiosk_app.ui.screens.service.words import problem, waiting
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import told_briefly_in


class ServiceMenuView(View):
    """The menu."""

    def project(self, state: VisitState) -> Shown:
        """Who is there, what waits, what may be done."""
        menu, person = state.of(ServiceMenu), state.of(InService)
        codes = [*_devices(state.health), *((one.code, one.figure) for one in menu.waiting)]
        return {
            "name": person.name,
            "technician": person.technician,
            "asking": menu.asking,
            "problem": problem(menu.problem),
            "closed": state.health.closed,
            "waiting": [_waiting(*one, state.language) for one in codes],
            "places": [one for one in PLACES if person.technician or one not in FOR_TECHNICIANS],
        }

    @Slot(str)
    def choose(self, place: str) -> None:
        """A tile."""
        self._store.dispatch(PlaceChosen(place))

    @Slot(bool)
    def close(self, closed: bool) -> None:
        """Close to citizens, or open."""
        self._store.dispatch(ClosingChosen(closed))


def _devices(health: Health) -> list[tuple[str, str]]:
    found = [(name, "") for name, trouble in health.devices.items() if trouble]
    return found if health.daemon else [("daemon", ""), *found]


def _waiting(code: str, figure: str, language: str) -> Shown:
    """Say what waits; a figure that is a moment is worded, a number or a word stays as it is."""
    moment = told_briefly_in(figure, language) if "T" in figure else ""
    return dict(zip(("said", "mend"), waiting(code, moment or figure), strict=True))


VIEW = ServiceMenuView
