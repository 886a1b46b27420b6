"""The frame that a card is held against, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_panel import CardFits, FrameSized, ServicePanel
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.view import Shown, View


class ServicePanelView(View):
    """The panel."""

    def project(self, state: VisitState) -> Shown:
        """How wide the frame is."""
        panel = state.of(ServicePanel)
        return {
            "card": panel.card_mm,
            "running": panel.running,
            "said": panel.said,
            "problem": problem(panel.problem),
        }

    @Slot(float)
    def size(self, by_mm: float) -> None:
        """Wider or narrower."""
        self._store.dispatch(FrameSized(by_mm))

    @Slot(float)
    def fits(self, told_mm: float) -> None:
        """ "Khung vừa bằng thẻ"."""
        self._store.dispatch(CardFits(told_mm))


VIEW = ServicePanelView
