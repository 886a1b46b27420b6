"""Everything that will be sent: what the citizen said first, then the rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot

from kiosk_app.catalogue.model import Need, Procedure
from kiosk_app.forms.totals import fee_said, fee_total
from kiosk_app.session.facts.delivery import SubmissionState
from kiosk_app.session.facts.filing import Filing, Form, PaperLine, Papers, PreparedPart
from kiosk_app.session.facts.helped import Helped, files_online
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.review import STEP, EditAnswers, EditHelper, EditPages
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.said_cards import helper_words, said_cards
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import money_in

_EMPTY: Shown = {
    "procedure": "",
    "cards": [],
    "papers": [],
    "addable": [],
    "atCounter": [],
    "files": [],
    "preparing": False,
    "problem": "",
    "problemPart": "",
    "fee": "",
    "feeSaid": "",
    "identity": "",
    "time": "",
    "promiseMinutes": 0,
    "helper": "",
}


class ReviewView(View):
    """All that will be sent, with a way to change each part of it."""

    def project(self, state: VisitState) -> Shown:
        """Cards with their lines, papers, files, fee."""
        procedure, identity = state.of(Filing).procedure, state.of(Signer).identity
        if procedure is None or state.step != STEP.name:
            return _EMPTY
        submission, lines, language = state.of(SubmissionState), state.of(Papers).lines, state.language
        online = files_online(identity, state.of(Helped))
        answers = state.of(Form).answers
        fee = fee_total(procedure, answers, online=online)
        return {
            "procedure": procedure.name.in_language(language),
            "cards": said_cards(state),
            "papers": [_paper(line, language) for line in lines if line.pages],
            "addable": [
                _paper(line, language) for line in lines if line.need is Need.OPTIONAL and not line.pages
            ],
            "atCounter": [
                line.component.short_name.in_language(language)
                for line in lines
                if line.need is Need.SHOW_AT_COUNTER
            ],
            "files": [_file(part, procedure, language) for part in submission.parts],
            "preparing": submission.preparing,
            "problem": sentence(submission.problem, _name_of(procedure, submission.problem_part, language)),
            "problemPart": _to_mend(lines, submission.problem_part),
            "fee": money_in(fee, language) if fee else "",
            "feeSaid": fee_said(procedure, answers, online=online).in_language(language),
            "identity": identity.method.value if identity else "",
            "time": procedure.deadline.text.in_language(language),
            "promiseMinutes": procedure.promise_minutes,
            "helper": helper_words(state.of(Helped), language),
        }

    @Slot(str)
    def editAnswers(self, card: str) -> None:
        """Change a card of answers."""
        self._store.dispatch(EditAnswers(card))

    @Slot()
    def editHelper(self) -> None:
        """Somebody helped, or it was somebody else."""
        self._store.dispatch(EditHelper())

    @Slot(str)
    def editPages(self, part_no: str) -> None:
        """Change the pages of one paper, or add an optional one."""
        self._store.dispatch(EditPages(part_no))


def _paper(line: PaperLine, language: str) -> Shown:
    return {
        "partNo": line.component.part_no,
        "name": line.component.short_name.in_language(language),
        "pages": [page.page_id for page in line.pages],
    }


def _file(part: PreparedPart, procedure: Procedure, language: str) -> Shown:
    """In Vietnamese the name under which it is sent."""
    named = {one.part_no: one.short_name for one in procedure.components}.get(part.part_no)
    return {
        "name": named.in_language(language) if named and language == "en" else part.display_name,
        "pages": part.pages,
        "kilobytes": max(1, round(part.size / 1000)),
    }


def _to_mend(lines: Sequence[PaperLine], part_no: str) -> str:
    """The paper whose pages can be scanned again; a declaration has none."""
    return part_no if any(line.component.part_no == part_no and line.pages for line in lines) else ""


def _name_of(procedure: Procedure, part_no: str, language: str) -> str:
    return procedure.component(part_no).short_name.in_language(language) if part_no else ""


VIEW = ReviewView
