"""The tiles of the procedures."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.catalogue.model import Procedure
from kiosk_app.forms.totals import fee_words, is_for_each
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.procedures import ProcedureChosen, Procedures
from kiosk_app.ui.view import Shown, View


class ProceduresView(View):
    """The choice of a procedure."""

    def project(self, state: VisitState) -> Shown:
        """Tiles."""
        return {"tiles": [_tile(one, state.language) for one in state.of(Procedures).offered]}

    @Slot(str)
    def choose(self, code: str) -> None:
        """A tile was touched."""
        self._store.dispatch(ProcedureChosen(code))


def _tile(procedure: Procedure, language: str) -> Shown:
    return {
        "code": procedure.code,
        "name": procedure.short_name.in_language(language),
        "summary": procedure.summary.in_language(language),
        "icon": procedure.icon,
        "time": procedure.deadline.text.in_language(language),
        "promiseMinutes": procedure.promise_minutes,
        "fee": fee_words(procedure).in_language(language),
        "perCopy": is_for_each(procedure),
    }


VIEW = ProceduresView
