"""Papers first: the questions that decide them, and what has to be here."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.catalogue.model import Field, Procedure
from kiosk_app.forms.pages import LONG_LIST
from kiosk_app.session.facts.filing import Filing, Form, PaperLine, Papers
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.papers import (
    PaperAsked,
    PaperBrought,
    complete,
    deciding,
    needed,
    refused,
    replaceable,
)
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class PapersView(View):
    """The questions that decide which papers are needed, then each paper and whether it is here."""

    def project(self, state: VisitState) -> Shown:
        """Questions, then papers."""
        procedure = state.of(Filing).procedure
        if procedure is None:
            return {
                "procedure": "",
                "door": "",
                "questions": [],
                "papers": [],
                "refused": "",
                "complete": False,
            }
        rule = refused(state)
        elsewhere = procedure.elsewhere.in_language(state.language)
        return {
            "procedure": procedure.short_name.in_language(state.language),
            "door": elsewhere or procedure.door.in_language(state.language),
            "questions": [] if elsewhere else [_question(field, state) for field in deciding(state)],
            "papers": [] if elsewhere else [_paper(line, procedure, state) for line in needed(state)],
            "refused": rule.sentence.in_language(state.language) if rule else "",
            "complete": complete(state),
        }

    @Slot(str, str)
    def answer(self, key: str, value: str) -> None:
        """Answer a question."""
        self._store.dispatch(PaperAsked(key, value))

    @Slot(str, bool)
    def bring(self, part_no: str, brought: bool) -> None:
        """Say of a paper whether it is here."""
        self._store.dispatch(PaperBrought(part_no, brought))


def _question(field: Field, state: VisitState) -> Shown:
    language = state.language
    value = state.of(Form).answers.get(field.key, "")
    return {
        "key": field.key,
        "ask": field.asked(language),
        "hint": field.hint.in_language(language),
        "value": value,
        "options": [{"value": one.value, "text": one.asked(language)} for one in field.options],
        "long": len(field.options) > LONG_LIST,
        "shown": next((one.asked(language) for one in field.options if one.value == value), ""),
    }


def _paper(line: PaperLine, procedure: Procedure, state: VisitState) -> Shown:
    part_no = line.component.part_no
    stops = state.of(Papers).problem == part_no
    return {
        "partNo": part_no,
        "name": line.component.name.in_language(state.language),
        "when": line.component.when.in_language(state.language),
        "brought": line.brought is True,
        "declined": line.brought is False,
        "replaceable": replaceable(line.component, procedure),
        "problem": sentence("component.lacking") if stops else "",
    }


VIEW = PapersView
