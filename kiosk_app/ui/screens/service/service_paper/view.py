"""One picture after the other, with what the printer itself says."""

from __future__ import annotations

from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_paper import PICTURES, ServicePaper
from kiosk_app.ui.screens.service.words import printing, problem
from kiosk_app.ui.view import Shown, View


class ServicePaperView(View):
    """The pictures."""

    def project(self, state: VisitState) -> Shown:
        """Which picture, how the test slip fares, and the printer's own word."""
        paper = state.of(ServicePaper)
        ours = paper.problem.startswith("service.")
        return {
            "picture": PICTURES[paper.at],
            "at": paper.at + 1,
            "count": len(PICTURES),
            "last": paper.at == len(PICTURES) - 1,
            "printing": paper.slip is SlipPhase.PRINTING,
            "printed": paper.slip is SlipPhase.PRINTED,
            "problem": problem(paper.problem) if ours else printing(paper.problem),
            "printer": state.health.printer,
        }


VIEW = ServicePaperView
