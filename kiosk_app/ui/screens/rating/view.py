"""How satisfied the citizen is."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.rating import Rated
from kiosk_app.ui.view import Shown, View


class RatingView(View):
    """One question with five faces; nothing of the visit is shown."""

    def project(self, state: VisitState) -> Shown:
        """Nothing: the question is always the same."""
        del state
        return {}

    @Slot(int)
    def rate(self, stars: int) -> None:
        """1 to 5."""
        self._store.dispatch(Rated(stars))


VIEW = RatingView
