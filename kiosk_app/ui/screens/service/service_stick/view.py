"""What to do with the stick, and how it went."""

from __future__ import annotations

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_stick import ServiceStick
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.view import Shown, View


class ServiceStickView(View):
    """The export."""

    def project(self, state: VisitState) -> Shown:
        """How far it is."""
        stick = state.of(ServiceStick)
        return {
            "running": stick.running,
            "written": stick.written,
            "said": stick.said,
            "problem": problem(stick.problem),
        }


VIEW = ServiceStickView
