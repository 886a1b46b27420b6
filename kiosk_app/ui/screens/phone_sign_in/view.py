"""A code for the phone to scan, a countdown, and who approved."""

from __future__ import annotations

from functools import lru_cache

import segno
from PySide6.QtCore import Slot

from kiosk_app.identity.card import summary_of
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.phone_sign_in import NotMe, PhoneSignIn, ThatIsMe
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View

_MODULE_PX = 10


class PhoneSignInView(View):
    """The screen."""

    def project(self, state: VisitState) -> Shown:
        """The code, the seconds left, who approved."""
        phone = state.of(PhoneSignIn)
        who = summary_of(phone.candidate.claims) if phone.candidate else None
        return {
            "phase": phone.phase.value,
            "problem": sentence(phone.problem),
            "picture": _picture(phone.address) if phone.address else "",
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


@lru_cache(maxsize=1)
def _picture(address: str) -> str:
    """Give the code as an address of a picture. The last is kept, for it is asked for each second."""
    return str(segno.make(address, error="m").png_data_uri(scale=_MODULE_PX, border=4))


VIEW = PhoneSignInView
