"""The greeting screen's view-model."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.view import Shown, View
from tests.shape.greeting import Greeted, Greeting


class GreetingView(View):
    """The greeting screen."""

    def project(self, state: VisitState) -> Shown:
        """How often somebody was greeted."""
        return {"times": state.of(Greeting).times}

    @Slot()
    def greet(self) -> None:
        """The button."""
        self._store.dispatch(Greeted())


VIEW = GreetingView
