"""The search: what is typed, what can follow, what was found."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.catalogue.guide import Guide
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.find_procedure import (
    MOST_LETTERS,
    GuideChosen,
    LifeEventChosen,
    NeedClarified,
    NeedTyped,
    Search,
)
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View

_MOST_MARKED = 12
"""Keys that are marked: where nearly every letter can follow, a mark says nothing."""


class FindProcedureView(View):
    """What was typed, the question that tells two needs apart, and the procedures found."""

    def project(self, state: VisitState) -> Shown:
        """The words, the question, and the results."""
        search, language = state.of(Search), state.language
        question = search.question
        return {
            "text": search.text,
            "most": MOST_LETTERS,
            "narrowed": search.narrowed.in_language(language),
            "problem": sentence("guide.unreadable" if search.failed else ""),
            "letters": "".join(sorted(search.letters)) if len(search.letters) <= _MOST_MARKED else "",
            "nothing": search.answered and not search.guides,
            "doubtful": search.answered and search.doubtful and bool(search.guides),
            "question": (question.en if language == "en" else question.vi) if question else "",
            "choices": [one.en if language == "en" else one.vi for one in question.choices]
            if question
            else [],
            "events": [
                {"key": one.key, "name": one.en if language == "en" else one.vi} for one in search.events
            ],
            "results": [_result(guide, language) for guide in search.guides],
        }

    @Slot(str)
    def type(self, text: str) -> None:
        """Take what stands in the box."""
        self._store.dispatch(NeedTyped(text))

    @Slot(str)
    def chooseEvent(self, key: str) -> None:
        """A life event was touched."""
        self._store.dispatch(LifeEventChosen(key))

    @Slot(int)
    def clarify(self, index: int) -> None:
        """An answer to the question was touched."""
        self._store.dispatch(NeedClarified(index))

    @Slot(str)
    def choose(self, code: str) -> None:
        """A result was touched."""
        self._store.dispatch(GuideChosen(code))


def _result(guide: Guide, language: str) -> Shown:
    return {
        "code": guide.code,
        "name": guide.name.in_language(language),
        "place": guide.place.value,
        "repealed": guide.repealed,
        "time": guide.time.in_language(language),
        "fees": "; ".join(fee.in_language(language).rstrip(".") for fee in guide.fees),
        "papers": len([one for one in guide.papers if one.always]),
        "byCase": len([one for one in guide.papers if not one.always]),
    }


VIEW = FindProcedureView
