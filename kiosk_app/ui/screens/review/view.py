"""Everything that will be sent."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.forms.display import review_lines
from kiosk_app.forms.totals import fee_total
from kiosk_app.session.facts.delivery import SubmissionState
from kiosk_app.session.facts.filing import Filing, Form, Papers
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps import review as events
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.wording import money_words


class ReviewView(View):
    """The review screen."""

    def project(self, state: VisitState) -> Shown:
        """Form lines, papers, files, fee."""
        procedure, answers, identity = (
            state.of(Filing).procedure,
            state.of(Form).answers,
            state.of(Signer).identity,
        )
        submission = state.of(SubmissionState)
        if procedure is None or state.step != events.STEP.name:
            return {"sections": [], "papers": [], "files": [], "preparing": False, "problem": "", "fee": ""}
        sections = review_lines(procedure, answers, state.language)
        fee = fee_total(procedure, answers)
        return {
            "procedure": procedure.name.in_language(state.language),
            "sections": [
                {"title": title, "lines": [{"label": label, "value": value} for _, label, value in lines]}
                for title, lines in sections
            ],
            "papers": [
                {
                    "partNo": line.component.part_no,
                    "name": line.component.short_name.in_language(state.language),
                    "pages": [page.page_id for page in line.pages],
                }
                for line in state.of(Papers).lines
                if line.pages
            ],
            "files": [
                {"name": part.display_name, "pages": part.pages, "kilobytes": max(1, round(part.size / 1000))}
                for part in submission.parts
            ],
            "preparing": submission.preparing,
            "problem": sentence(submission.problem),
            "fee": money_words(fee) if fee else "",
            "identity": identity.method.value if identity else "",
            "time": procedure.deadline.text.in_language(state.language),
            "promise": procedure.promise,
        }

    @Slot(int)
    def editAnswers(self, section: int) -> None:
        """Back to a section of the form."""
        self._store.dispatch(events.EditAnswers(section))

    @Slot()
    def editPapers(self) -> None:
        """Back to the list of papers."""
        self._store.dispatch(events.EditPapers())

    @Slot(str)
    def editPages(self, part_no: str) -> None:
        """Back to the pages of one component."""
        self._store.dispatch(events.EditPages(part_no))


VIEW = ReviewView
