"""Everything that will be sent, and the verification code."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.forms.display import review_lines
from kiosk_app.forms.totals import fee_total
from kiosk_app.session import events
from kiosk_app.session.state import JourneyState, Step
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.wording import money_words


class ReviewView(View):
    """The review screen."""

    def project(self, state: JourneyState) -> Shown:
        """Form lines, papers, files, fee."""
        if state.procedure is None or state.step is not Step.REVIEW:
            return {"sections": [], "papers": [], "files": [], "preparing": False, "problem": "", "fee": ""}
        sections = review_lines(state.procedure, state.form.answers, state.language)
        fee = fee_total(state.procedure, state.form.answers)
        return {
            "procedure": state.procedure.name.in_language(state.language),
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
                for line in state.components
                if line.pages
            ],
            "files": [
                {"name": part.display_name, "pages": part.pages, "kilobytes": max(1, round(part.size / 1000))}
                for part in state.submission.parts
            ],
            "preparing": state.submission.preparing,
            "problem": sentence(state.submission.problem),
            "fee": money_words(fee) if fee else "",
            "identity": state.identity.method.value if state.identity else "",
            "time": state.procedure.deadline.text.in_language(state.language),
            "promise": state.procedure.promise,
        }

    @Slot(str)
    def edit(self, step: str) -> None:
        """Back to "form", "components" or "scan"."""
        self._store.dispatch(events.GoTo(step))

    @Slot(str)
    def editPaper(self, part_no: str) -> None:
        """Back to the pages of one component."""
        self._store.dispatch(events.ScanComponent(part_no))


class CodeView(View):
    """The code screen."""

    def project(self, state: JourneyState) -> Shown:
        """Phase and what was typed."""
        code = state.code
        return {
            "phase": code.phase.value,
            "typed": code.typed,
            "shownCode": code.shown_code,
            "reason": code.reason,
            "phoneHint": code.phone_hint,
            "triesLeft": code.tries_left,
            "resendIn": code.resend_in_s,
            "problem": sentence(code.problem),
        }

    @Slot(str)
    def digit(self, digit: str) -> None:
        """A key of the digit pad."""
        self._store.dispatch(events.CodeTyped(self._store.state.code.typed + digit))

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        self._store.dispatch(events.CodeTyped(self._store.state.code.typed[:-1]))

    @Slot()
    def resend(self) -> None:
        """ "Gửi lại mã"."""
        self._store.dispatch(events.ResendCode())

    @Slot()
    def noPhone(self) -> None:
        """No phone here, or no way on with it."""
        self._store.dispatch(events.NoPhone())

    @Slot()
    def submit(self) -> None:
        """ "Nộp hồ sơ"."""
        self._store.dispatch(events.Submit())
