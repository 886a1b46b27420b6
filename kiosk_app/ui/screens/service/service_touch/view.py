"""The crosses, one after the other, and what came of them."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_touch import (
    CROSSES,
    CrossesLeft,
    CrossesWanted,
    CrossTouched,
    ServiceTouch,
)
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.view import Shown, View

_CROSSES = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.5, 0.5))
"""Where `kioskctl touch` expects them: a test holds both to each other."""


class ServiceTouchView(View):
    """The touch panel."""

    def project(self, state: VisitState) -> Shown:
        """Which cross stands there now."""
        told = state.of(ServiceTouch)
        x, y = _CROSSES[len(told.points)]
        return {
            "asking": told.asking,
            "at": len(told.points) + 1,
            "most": CROSSES,
            "x": x,
            "y": y,
            "running": told.running,
            "done": told.done,
            "said": told.said,
            "problem": problem(told.problem),
        }

    @Slot()
    def begin(self) -> None:
        """ "Bắt đầu"."""
        self._store.dispatch(CrossesWanted())

    @Slot(float, float)
    def touch(self, x: float, y: float) -> None:
        """A touch, as shares of the glass."""
        self._store.dispatch(CrossTouched(x, y))

    @Slot()
    def leave(self) -> None:
        """Nobody touches any more."""
        self._store.dispatch(CrossesLeft())


VIEW = ServiceTouchView
