"""Every message, those for staff first."""

from __future__ import annotations

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_notices import ServiceNotices
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.view import Shown, View


class ServiceNoticesView(View):
    """The messages."""

    def project(self, state: VisitState) -> Shown:
        """Their words, as they were signed."""
        told = sorted(state.notices, key=lambda one: not one.for_staff)
        return {
            "notices": [
                {
                    "title": one.title.in_language(state.language),
                    "text": one.text.in_language(state.language),
                    "staff": one.for_staff,
                }
                for one in told
            ],
            "problem": problem(state.of(ServiceNotices).problem),
        }


VIEW = ServiceNoticesView
