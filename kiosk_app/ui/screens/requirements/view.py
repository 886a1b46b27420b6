"""What a procedure needs, and taking it along."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.catalogue.guide import PaperToBring, contact_card
from kiosk_app.session.facts.guidance import Guidance
from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.requirements import CounterVisitAsked, PrintAsked, TakeAlong
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View

_PROBLEMS = {SlipPhase.WAITING: "guide.not_printed", SlipPhase.UNCONFIRMED: "guide.unconfirmed"}


class RequirementsView(View):
    """The screen of one procedure."""

    def project(self, state: VisitState) -> Shown:
        """Where, papers, time, fees; the code for the phone; how the slip fares."""
        guide, taken, language = state.of(Guidance).guide, state.of(TakeAlong), state.language
        counter = self._around.counter
        told: Shown = {
            "shown": guide is not None,
            "name": "",
            "place": "",
            "reason": "",
            "authority": "",
            "repealed": False,
            "time": "",
            "fees": [],
            "exempt": [],
            "exemptPerhaps": [],
            "always": [],
            "byCase": [],
            "code": "",
        }
        if guide is not None:
            told |= {
                "name": guide.name.in_language(language),
                "place": guide.place.value,
                "reason": guide.reason.in_language(language),
                "authority": guide.authority,
                "repealed": guide.repealed,
                "time": guide.time.in_language(language),
                "fees": [fee.in_language(language) for fee in guide.fees],
                "exempt": [who.in_language(language) for who in guide.exempt],
                "exemptPerhaps": [who.in_language(language) for who in guide.exempt_perhaps],
                "always": [_paper(one, language) for one in guide.papers if one.always],
                "byCase": [_paper(one, language) for one in guide.papers if not one.always],
                "code": contact_card(guide, counter.authority, counter.phone),
            }
        return told | {
            "books": taken.books,
            "print": taken.phase.value,
            "mayPrint": taken.may_print and taken.phase is not SlipPhase.PRINTING,
            "problem": sentence(_PROBLEMS.get(taken.phase, "")),
        }

    @Slot()
    def print(self) -> None:
        """Print the slip."""
        self._store.dispatch(PrintAsked())

    @Slot()
    def visit(self) -> None:
        """A half day at the counter."""
        self._store.dispatch(CounterVisitAsked())


def _paper(paper: PaperToBring, language: str) -> Shown:
    parts = (paper.count.in_language(language), paper.case.in_language(language))
    return {"name": paper.name.in_language(language), "note": ". ".join(filter(None, parts))}


VIEW = RequirementsView
