"""A finished electronic result."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.results import ChosenResult
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.result import CopiesChosen, ResultShown
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import money_in

_PARTLY, _UNCONFIRMED = "document_printer.partly", "document_printer.unconfirmed"


class ResultView(View):
    """Its pages, how many copies are wanted, and how far the printer is."""

    def project(self, state: VisitState) -> Shown:
        """What is shown of it."""
        shown = state.of(ResultShown)
        amount = "" if shown.amount_vnd is None else money_in(shown.amount_vnd, state.language)
        code = "result.unpaid_unknown" if shown.problem == "result.unpaid" and not amount else shown.problem
        return {
            "name": state.of(ChosenResult).name,
            "phase": shown.phase.value,
            "problem": sentence(code, amount),
            "partly": sentence(_PARTLY if shown.partly and shown.problem != _UNCONFIRMED else ""),
            "signature": shown.signature,
            "signer": shown.signer,
            "pages": [one.page_id for one in shown.pages],
            "installed": shown.installed,
            "elsewhere": shown.elsewhere,
            "most": shown.most_copies,
            "wanted": shown.wanted,
            "printed": shown.printed,
            "again": bool(shown.problem) and shown.phase.value != "printing",
        }

    @Slot(int)
    def copies(self, number: int) -> None:
        """How many are wanted."""
        self._store.dispatch(CopiesChosen(number))


VIEW = ResultView
