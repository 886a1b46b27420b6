"""Lines as they were recorded, redacted before they came here."""

from __future__ import annotations

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_log import ServiceLog
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.view import Shown, View


class ServiceLogView(View):
    """The lines, newest first."""

    def project(self, state: VisitState) -> Shown:
        """Everything there is."""
        log = state.of(ServiceLog)
        return {
            "running": log.running,
            "lines": list(reversed(log.lines)),
            "problem": problem(log.problem),
        }


VIEW = ServiceLogView
