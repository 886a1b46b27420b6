"""Rút hồ sơ."""

from __future__ import annotations

from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.view import Shown, View


class WithdrawalView(View):
    """What a withdrawal means."""

    def project(self, state: VisitState) -> Shown:
        """Which dossier it is."""
        found = state.of(Followed).found
        return {"code": found.code if found else "", "service": found.service_name if found else ""}


VIEW = WithdrawalView
