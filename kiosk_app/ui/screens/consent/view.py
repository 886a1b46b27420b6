"""The notice on personal data."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.helped import Helped
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.consent import ConsentGiven, ConsentRefused, HelpedBySomebody
from kiosk_app.ui.said_cards import helper_words
from kiosk_app.ui.view import Shown, View


class ConsentView(View):
    """The commune's notice on personal data, with two answers of equal weight."""

    def project(self, state: VisitState) -> Shown:
        """The notice of this commune."""
        return {
            "paragraphs": [
                {"text": one.text.in_language(state.language), "strong": one.strong}
                for one in self._around.counter.notice.paragraphs
            ],
            "filing": state.of(Filing).procedure is not None,
            "helper": helper_words(state.of(Helped), state.language),
        }

    @Slot()
    def helped(self) -> None:
        """ "Có người giúp tôi"."""
        self._store.dispatch(HelpedBySomebody())

    @Slot()
    def agree(self) -> None:
        """ "Đồng ý"."""
        self._store.dispatch(ConsentGiven())

    @Slot()
    def refuse(self) -> None:
        """ "Không đồng ý"."""
        self._store.dispatch(ConsentRefused())


VIEW = ConsentView
