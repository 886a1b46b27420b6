"""Who helps: a member of staff by the badge, or somebody else by name."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.helped import RELATIONS, Helped
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.who_helps import NAME, HelperForm, HelperNamed, NobodyHelps, RelationChosen
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class WhoHelpsView(View):
    """The helper as named so far: a badge, or a name and what they are to the citizen."""

    def project(self, state: VisitState) -> Shown:
        """What was said so far."""
        form = state.of(HelperForm)
        return {
            "name": form.name,
            "most": NAME.max_length,
            "relation": form.relation,
            "relations": [{"value": one.vi, "name": one.in_language(state.language)} for one in RELATIONS],
            "checking": form.checking,
            "problem": sentence(form.problem),
            "reader": not state.health.reader,
            "known": bool(state.of(Helped).kind),
        }

    @Slot(str)
    def type(self, text: str) -> None:
        """A letter of the name."""
        self._store.dispatch(HelperNamed(text))

    @Slot(str)
    def relate(self, relation: str) -> None:
        """What the helper is to the citizen."""
        self._store.dispatch(RelationChosen(relation))

    @Slot()
    def nobody(self) -> None:
        """ "Không có ai giúp"."""
        self._store.dispatch(NobodyHelps())


VIEW = WhoHelpsView
