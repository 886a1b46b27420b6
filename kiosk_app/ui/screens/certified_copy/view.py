"""Which paper is to be certified, or that the counter does it here."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.certified_copy import PAPERS, CertifiedCopy
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.certified_copy import CounterAsked, PaperChosen, VisitWanted
from kiosk_app.ui.view import Shown, View


class CertifiedCopyView(View):
    """What it takes, and the list of papers."""

    def project(self, state: VisitState) -> Shown:
        """What the commune has arranged, and what was chosen."""
        copy = state.of(CertifiedCopy)
        return {
            "signed": copy.signed,
            "most": copy.most_pages,
            "fee": copy.fee.in_language(state.language),
            "numbers": copy.numbers,
            "books": copy.books,
            "paper": copy.paper,
            "papers": [{"code": one.code, "name": one.name.in_language(state.language)} for one in PAPERS],
        }

    @Slot(str)
    def choose(self, code: str) -> None:
        """Which paper."""
        self._store.dispatch(PaperChosen(code))

    @Slot()
    def counter(self) -> None:
        """A number for the counter."""
        self._store.dispatch(CounterAsked())

    @Slot()
    def visit(self) -> None:
        """On another day."""
        self._store.dispatch(VisitWanted())


VIEW = CertifiedCopyView
