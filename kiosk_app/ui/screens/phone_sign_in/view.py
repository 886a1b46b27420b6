"""A code for the phone to scan, a countdown, and who approved."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.identity.card import summary_of
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.phone_sign_in import NotMe, PhoneSignIn, ThatIsMe
from kiosk_app.ui.code_picture import code_picture
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class PhoneSignInView(View):
    """The code that the phone scans, the seconds it holds, and who approved."""

    def project(self, state: VisitState) -> Shown:
        """The code, the seconds left, who approved."""
        phone = state.of(PhoneSignIn)
        who = summary_of(phone.candidate.claims) if phone.candidate else None
        return {
            "phase": phone.phase.value,
            "problem": sentence(phone.problem),
            "picture": code_picture(phone.address) if phone.address else "",
            "userCode": phone.user_code,
            "secondsLeft": phone.seconds_left,
            "name": who.name if who else "",
            "birthDate": who.birth_date if who else "",
            "lastDigits": who.last_digits if who else "",
        }

    @Slot()
    def thatIsMe(self) -> None:
        """Who approved stands here."""
        self._store.dispatch(ThatIsMe())

    @Slot()
    def notMe(self) -> None:
        """Somebody else approved."""
        self._store.dispatch(NotMe())


VIEW = PhoneSignInView
