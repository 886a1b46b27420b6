"""A petition: what it is about, and the citizen's words."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.petition import CATEGORIES
from kiosk_app.session.facts.voice import Recorded
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.petition import (
    LONGEST,
    CategoryChosen,
    PapersWanted,
    Petition,
    PetitionSent,
    PetitionTyped,
    VoiceWanted,
    left_of,
)
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View

_NEARLY_FULL = 300
"""Characters; with more room than that nobody needs a count."""


class PetitionView(View):
    """First the list of what it can be about, then the box to write in."""

    def project(self, state: VisitState) -> Shown:
        """What was chosen and typed."""
        petition = state.of(Petition)
        left, voice = left_of(petition.text), state.of(Recorded).voice
        names = {one.code: one.name.in_language(state.language) for one in CATEGORIES}
        return {
            "categories": [{"code": code, "name": name} for code, name in names.items()],
            "category": names.get(petition.category, ""),
            "text": petition.text,
            "most": LONGEST,
            "left": left,
            "nearlyFull": left <= _NEARLY_FULL,
            "papers": petition.papers,
            "spoken": petition.spoken,
            "recorded": "" if voice is None else f"{int(voice.seconds) // 60}:{int(voice.seconds) % 60:02d}",
            "problem": sentence(petition.problem or ("petition.full" if left <= 0 else ""), str(LONGEST)),
        }

    @Slot(str)
    def choose(self, code: str) -> None:
        """What it is about."""
        self._store.dispatch(CategoryChosen(code))

    @Slot(str)
    def type(self, text: str) -> None:
        """The words as they stand in the box."""
        self._store.dispatch(PetitionTyped(text))

    @Slot()
    def papers(self) -> None:
        """Papers go with it, or do not after all."""
        self._store.dispatch(PapersWanted(not self._store.state.of(Petition).papers))

    @Slot()
    def voice(self) -> None:
        """To the microphone."""
        self._store.dispatch(VoiceWanted())

    @Slot(bool)
    def send(self, named: bool) -> None:
        """With the name or without."""
        self._store.dispatch(PetitionSent(named))


VIEW = PetitionView
