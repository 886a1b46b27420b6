"""What a citizen thinks of a finished dossier, and of who handled it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.dossier_rating import LONGEST, DossierRating, LevelChosen, RatingWordsTyped
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class DossierRatingView(View):
    """Two questions, words for who wants to say more, and thanks."""

    def project(self, state: VisitState) -> Shown:
        """The question that is asked now."""
        rating, found = state.of(DossierRating), state.of(Followed).found
        return {
            "phase": rating.phase.value,
            "levels": rating.levels,
            "dossier": rating.dossier,
            "officials": rating.officials,
            "who": ", ".join(found.officials) if found else "",
            "words": rating.words,
            "most": LONGEST,
            "online": state.health.online,
            "problem": sentence(rating.problem),
        }

    @Slot(int)
    def choose(self, level: int) -> None:
        """A face."""
        self._store.dispatch(LevelChosen(level))

    @Slot(str)
    def type(self, text: str) -> None:
        """Words besides."""
        self._store.dispatch(RatingWordsTyped(text))


VIEW = DossierRatingView
