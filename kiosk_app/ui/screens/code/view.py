"""The verification code."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.code import CodeEntry, CodeTyped, NoPhone, ResendCode
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class CodeView(View):
    """Where the one-time code went, what was typed of it, and the tries that are left."""

    def project(self, state: VisitState) -> Shown:
        """Phase and what was typed."""
        code = state.of(CodeEntry)
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
        self._store.dispatch(CodeTyped(self._store.state.of(CodeEntry).typed + digit))

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        self._store.dispatch(CodeTyped(self._store.state.of(CodeEntry).typed[:-1]))

    @Slot()
    def resend(self) -> None:
        """ "Gửi lại mã"."""
        self._store.dispatch(ResendCode())

    @Slot()
    def noPhone(self) -> None:
        """No phone here, or no way on with it."""
        self._store.dispatch(NoPhone())


VIEW = CodeView
