"""Name and telephone of who sends a petition and has no account that tells them."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.petitioner import FIELDS, PHONE, PetitionerForm, PetitionerTyped
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class PetitionerView(View):
    """Two boxes."""

    def project(self, state: VisitState) -> Shown:
        """What was typed, and what is wrong with it."""
        form = state.of(PetitionerForm)
        return {
            "fields": [
                {
                    "label": one.asked(state.language),
                    "value": form.answers.get(one.key, ""),
                    "problem": sentence(form.problems.get(one.key, ""), str(one.max_length)),
                    "keyboard": "digits" if one is PHONE else "name",
                    "most": one.max_length,
                }
                for one in FIELDS
            ]
        }

    @Slot(str, str)
    def type(self, key: str, text: str) -> None:
        """A letter."""
        self._store.dispatch(PetitionerTyped(key, text))


VIEW = PetitionerView
