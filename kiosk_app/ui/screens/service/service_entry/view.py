"""A pad for the PIN; a badge is read beside it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_entry import SHORTEST, PinTyped, ServiceEntry
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.view import Shown, View


class ServiceEntryView(View):
    """Shows how many digits were typed, never which."""

    def project(self, state: VisitState) -> Shown:
        """Count of digits, and why it did not open."""
        entry = state.of(ServiceEntry)
        return {
            "typed": len(entry.typed),
            "ready": len(entry.typed) >= SHORTEST,
            "checking": entry.checking,
            "problem": problem(entry.problem, str(max(1, round(entry.wait_s / 60 + 0.49)))),
            "reader": not state.health.reader,
        }

    @Slot(str)
    def digit(self, digit: str) -> None:
        """A key of the pad."""
        self._store.dispatch(PinTyped(self._store.state.of(ServiceEntry).typed + digit))

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        self._store.dispatch(PinTyped(self._store.state.of(ServiceEntry).typed[:-1]))


VIEW = ServiceEntryView
