"""The list of components."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.filing import PaperLine, Papers
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.components import ComponentConfirmed
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class ComponentsView(View):
    """The list of components."""

    def project(self, state: VisitState) -> Shown:
        """Lines, and what stopped "Tiếp tục"."""
        return {"lines": [_line(one, state) for one in state.of(Papers).lines]}

    @Slot(str, bool)
    def confirm(self, part_no: str, has_it: bool) -> None:
        """Answer one line."""
        self._store.dispatch(ComponentConfirmed(part_no, has_it))


def _line(line: PaperLine, state: VisitState) -> Shown:
    language, part_no = state.language, line.component.part_no
    problem = ""
    if state.of(Papers).problem == part_no:
        problem = "component.lacking" if line.answered else "component.unanswered"
    return {
        "partNo": part_no,
        "name": line.component.name.in_language(language),
        "when": line.component.when.in_language(language),
        "need": line.need.value,
        "answered": line.answered,
        "confirmed": line.confirmed,
        "pages": len(line.pages),
        "problem": sentence(problem),
    }


VIEW = ComponentsView
