"""The half days on which the counter is open."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Slot

from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.visit_day import HalfDayChosen, VisitDay
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import brief_in

_CONTEXT = "VisitDays"
DAYS = (
    QT_TRANSLATE_NOOP("VisitDays", "Thứ Hai, %1"),
    QT_TRANSLATE_NOOP("VisitDays", "Thứ Ba, %1"),
    QT_TRANSLATE_NOOP("VisitDays", "Thứ Tư, %1"),
    QT_TRANSLATE_NOOP("VisitDays", "Thứ Năm, %1"),
    QT_TRANSLATE_NOOP("VisitDays", "Thứ Sáu, %1"),
    QT_TRANSLATE_NOOP("VisitDays", "Thứ Bảy, %1"),
    QT_TRANSLATE_NOOP("VisitDays", "Chủ nhật, %1"),
)
"""By the number of the day in its week."""
HALVES = {
    True: QT_TRANSLATE_NOOP("VisitDays", "Sáng: %1"),
    False: QT_TRANSLATE_NOOP("VisitDays", "Chiều: %1"),
}


class VisitDayView(View):
    """Days with their halves, soonest first."""

    def project(self, state: VisitState) -> Shown:
        """What can be asked for."""
        days = state.of(VisitDay)
        return {
            "halves": [
                {
                    "day": half.day.isoformat(),
                    "morning": half.morning,
                    "name": _say(DAYS[half.day.weekday()], brief_in(half.day, state.language)),
                    "hours": _say(HALVES[half.morning], half.hours),
                    "chosen": half == days.chosen,
                }
                for half in days.halves
            ],
        }

    @Slot(str, bool)
    def choose(self, day: str, morning: bool) -> None:
        """One of them."""
        self._store.dispatch(HalfDayChosen(date.fromisoformat(day), morning))


def _say(words: object, value: str) -> str:
    return QCoreApplication.translate(_CONTEXT, str(words)).replace("%1", value)


VIEW = VisitDayView
