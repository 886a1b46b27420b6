"""What is due to who signed in."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot

from kiosk_app.session.facts.due_services import FOUND, DueEntry, DueServices
from kiosk_app.session.facts.signer import SIGN_IN_OVER, SignInAnew
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.due_services import Offered, ServiceOpened, ServicePutOff, sign_in_over
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import day_in
from vietnam.time_zone import in_vietnam


class DueServicesView(View):
    """The screen of what the portal says is due."""

    def project(self, state: VisitState) -> Shown:
        """The list, or why there is none."""
        due = state.of(DueServices)
        found = due.result == FOUND
        over = sign_in_over(state)
        problem = SIGN_IN_OVER if over else f"look_up.{due.result}" if due.result and not found else ""
        lines = [_line(one, state.of(Offered).codes, state.language) for one in due.open()] if found else []
        return {
            "asking": not due.result,
            "problem": sentence(problem),
            "maySignIn": over,
            "list": lines,
            "none": found and not lines,
            "looked": bool(due.services),
        }

    @Slot()
    def signIn(self) -> None:
        """Anew."""
        self._store.dispatch(SignInAnew())

    @Slot(str)
    def open(self, uid: str) -> None:
        """ "Làm ngay"."""
        self._store.dispatch(ServiceOpened(uid))

    @Slot(str)
    def putOff(self, uid: str) -> None:
        """ "Để sau"."""
        self._store.dispatch(ServicePutOff(uid))


def _line(one: DueEntry, offered: frozenset[str], language: str) -> Shown:
    return {
        "uid": one.uid,
        "title": one.title,
        "reason": one.reason,
        "due": _day(one.due_at, language),
        "place": one.place,
        "here": one.service_code in offered,
    }


def _day(moment: str, language: str) -> str:
    return day_in(in_vietnam(datetime.fromisoformat(moment)).date(), language) if moment else ""


VIEW = DueServicesView
