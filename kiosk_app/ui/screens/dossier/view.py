"""What became of a dossier."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Slot

from kiosk_app.session.facts.followed import Action, DossierStatus, Followed, draft_over
from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.facts.signer import SIGN_IN_OVER, Signer
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.dossier import (
    ActionAsked,
    CheckInAsked,
    DossierChosen,
    DossierShown,
    DossierSlip,
    ResultAsked,
    SignInAsked,
    StateSlipAsked,
    appointment_of,
    offered,
    opened_by_sign_in,
    request_told,
    results_of,
)
from kiosk_app.slips.states import request_words, state_words
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import told_in
from vietnam.time_zone import VIETNAM, in_vietnam
from vietnam.wording import day_or_moment

_PROBLEMS = {SlipPhase.WAITING: "state.not_printed", SlipPhase.UNCONFIRMED: "guide.unconfirmed"}
REQUESTS = {
    "petition": QT_TRANSLATE_NOOP("DossierStates", "Phản ánh, kiến nghị"),
    "certified_copy": QT_TRANSLATE_NOOP("DossierStates", "Chứng thực bản sao điện tử"),
    "booking": QT_TRANSLATE_NOOP("DossierStates", "Xin hẹn đến quầy"),
}
"""What is looked up besides dossiers, by its kind."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=VIETNAM)
"""While nobody has told the time: nothing is late then."""
STATES = (
    QT_TRANSLATE_NOOP("DossierStates", "Máy đã gửi hồ sơ, cơ quan chưa trả lời."),
    QT_TRANSLATE_NOOP("DossierStates", "Mới đăng ký, chờ cơ quan tiếp nhận."),
    QT_TRANSLATE_NOOP("DossierStates", "Đã được tiếp nhận."),
    QT_TRANSLATE_NOOP("DossierStates", "Không được tiếp nhận."),
    QT_TRANSLATE_NOOP("DossierStates", "Đang xử lý."),
    QT_TRANSLATE_NOOP("DossierStates", "Cơ quan yêu cầu bổ sung giấy tờ."),
    QT_TRANSLATE_NOOP("DossierStates", "Cơ quan yêu cầu nộp phí, lệ phí."),
    QT_TRANSLATE_NOOP("DossierStates", "Công dân yêu cầu rút hồ sơ."),
    QT_TRANSLATE_NOOP("DossierStates", "Dừng xử lý."),
    QT_TRANSLATE_NOOP("DossierStates", "Đã xử lý xong, chờ trả kết quả."),
    QT_TRANSLATE_NOOP("DossierStates", "Đã trả kết quả."),
    QT_TRANSLATE_NOOP("DossierStates", "Hồ sơ đã được rút trước khi gửi đi."),
    QT_TRANSLATE_NOOP("DossierStates", "Hồ sơ đã được xóa theo yêu cầu."),
    QT_TRANSLATE_NOOP("DossierStates", "Hồ sơ đã được trả lại."),
    QT_TRANSLATE_NOOP("DossierStates", "Máy đã lưu hồ sơ, chưa gửi được. Máy tự gửi khi có mạng."),
    QT_TRANSLATE_NOOP("DossierStates", "Cơ quan đã nhận phản ánh, chưa trả lời."),
    QT_TRANSLATE_NOOP("DossierStates", "Cơ quan đã trả lời."),
    QT_TRANSLATE_NOOP("DossierStates", "Phản ánh không được gửi đi. Xin hỏi quầy."),
    QT_TRANSLATE_NOOP("DossierStates", "Máy đã lưu phản ánh, chưa gửi được. Máy tự gửi khi có mạng."),
    QT_TRANSLATE_NOOP("DossierStates", "Cơ quan đã nhận bản quét. Cán bộ chờ đối chiếu với bản chính."),
    QT_TRANSLATE_NOOP("DossierStates", "Cơ quan không ký bản sao này."),
    QT_TRANSLATE_NOOP("DossierStates", "Cán bộ đã ký bản sao."),
    QT_TRANSLATE_NOOP("DossierStates", "Yêu cầu chứng thực không được gửi đi. Xin hỏi quầy."),
    QT_TRANSLATE_NOOP("DossierStates", "Máy đã lưu bản quét, chưa gửi được. Máy tự gửi khi có mạng."),
    QT_TRANSLATE_NOOP("DossierStates", "Quầy đã nhận lời xin hẹn, chờ xác nhận. Chưa phải là lịch hẹn."),
    QT_TRANSLATE_NOOP("DossierStates", "Quầy không hẹn được buổi này."),
    QT_TRANSLATE_NOOP("DossierStates", "Quầy đã xác nhận lịch hẹn."),
    QT_TRANSLATE_NOOP("DossierStates", "Lời xin hẹn không được gửi đi. Xin hỏi quầy."),
    QT_TRANSLATE_NOOP("DossierStates", "Máy đã lưu lời xin hẹn, chưa gửi được. Máy tự gửi khi có mạng."),
)
"""The sentences of `kiosk_app.slips.states`, for translation."""


class DossierView(View):
    """The screen of one dossier, or of the list of one's own."""

    def project(self, state: VisitState) -> Shown:
        """State, dates, what the authority asks, and what can be done."""
        followed, shown = state.of(Followed), state.of(DossierShown)
        identity = state.of(Signer).identity
        now = shown.at or _LONG_AGO
        found = followed.found
        verified, takes = bool(identity and identity.verified), shown.takes
        actions = offered(found, identity is not None, verified, now, takes) if found else ()
        free = shown.may_print and shown.slip is not SlipPhase.PRINTING and found is not None
        return {
            "asking": shown.asking,
            "problem": sentence(shown.problem),
            "over": sentence(SIGN_IN_OVER if state.of(Signer).over and not shown.asking else ""),
            "list": [] if found or followed.code else [_line(one) for one in followed.mine],
            "more": followed.more,
            "empty": followed.all_asked and not followed.code and not followed.mine and not shown.asking,
            "found": found is not None,
            **_told(found or DossierStatus(""), now, state.language),
            "opens": opened_by_sign_in(found or DossierStatus(""), takes).value,
            "papersHere": takes.supplements,
            "results": [
                {"uid": uid, "name": name} for uid, name in (results_of(found, verified) if found else ())
            ],
            "appointment": found is not None and bool(appointment_of(found)),
            "signedIn": identity is not None,
            "actions": [one.value for one in actions],
            "print": shown.slip.value,
            "mayPrint": free and found is not None and not found.request,
            "mayPrintRequest": free and found is not None and request_told(found),
            "requestAgain": followed.code in shown.requests_printed,
            "printProblem": sentence(_PROBLEMS.get(shown.slip, "")),
        }

    @Slot(str)
    def choose(self, code: str) -> None:
        """One of the list."""
        self._store.dispatch(DossierChosen(code))

    @Slot(str)
    def act(self, action: str) -> None:
        """What is to be done with it."""
        self._store.dispatch(ActionAsked(Action(action)))

    @Slot(str)
    def result(self, uid: str) -> None:
        """An electronic result is to be looked at."""
        self._store.dispatch(ResultAsked(uid))

    @Slot()
    def checkIn(self) -> None:
        """A number for the appointment that the counter gave."""
        self._store.dispatch(CheckInAsked())

    @Slot()
    def signIn(self) -> None:
        """To be told more."""
        self._store.dispatch(SignInAsked())

    @Slot()
    def print(self) -> None:
        """The slip again."""
        self._store.dispatch(StateSlipAsked())

    @Slot()
    def printRequest(self) -> None:
        """What the authority asks for, on paper."""
        self._store.dispatch(StateSlipAsked(DossierSlip.REQUEST))


def _told(found: DossierStatus, now: datetime, language: str) -> Shown:
    return {
        "code": found.code,
        "request": _heading(found),
        "answered": found.answered,
        "ended": bool(found.ended),
        "stage": found.stage,
        "state": _words(found),
        "sentAt": "" if found.received else told_in(found.received_at, language),
        "received": told_in(found.received_at, language) if found.received else "",
        "due": told_in(found.due_at, language) if found.promised else "",
        "dueUnknown": found.awaited and not found.request and day_or_moment(found.due_at) is None,
        "dueBefore": told_in(found.due_before, language) if found.promised else "",
        "daysLate": _days_late(found, now),
        "lateReason": found.late_reason if found.awaited else "",
        "toldAt": "" if found.fresh else told_in(found.told_at, language),
        "fresh": found.fresh,
        "own": found.own,
        "service": found.service_name,
        "words": found.words,
        "askedPapers": [{"name": name, "count": count} for name, count in found.asked_papers],
        "parts": [{"name": name, "state": state} for name, state in found.parts],
        "draftOver": found.promised and bool(found.draft_uid) and draft_over(found, now),
    }


def _line(found: DossierStatus) -> Shown:
    name = _heading(found) or found.service_name
    return {"code": found.code, "name": name or found.code, "state": _words(found)}


def _heading(found: DossierStatus) -> str:
    """What was asked for, where it is about no dossier; "" for a dossier."""
    return QCoreApplication.translate("DossierStates", str(REQUESTS[found.kind])) if found.request else ""


def _words(found: DossierStatus) -> str:
    if found.request:
        words = request_words(found.kind, found.stage, sent=found.sent, ended=found.ended)
    else:
        words = state_words(found.stage, sent=found.sent, ended=found.ended)
    return QCoreApplication.translate("DossierStates", words)


def _days_late(found: DossierStatus, now: datetime) -> int:
    """Whole days after the promised one; 0 for none, and for what is over."""
    due = day_or_moment(found.due_at)
    if due is None or not found.awaited:
        return 0
    day = in_vietnam(due).date() if isinstance(due, datetime) else due
    return max(0, (now.date() - day).days)


VIEW = DossierView
