"""Codes and states; the one that was touched shows what can be done for it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.facts.service import QueueEntry
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_queue import CodeSlipAsked, EntryChosen, SendAgainAsked, ServiceQueue
from kiosk_app.ui.screens.service.words import printing, problem, reason, state
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import told_briefly_in

_SET_ASIDE = frozenset({"waiting", "blocked_credentials", "blocked_clock", "rejected", "damaged"})
"""States from which a dossier is sent again by hand."""


class ServiceQueueView(View):
    """The list."""

    def project(self, visit: VisitState) -> Shown:
        """Every line, and what was touched."""
        queue = visit.of(ServiceQueue)
        ours = queue.problem.startswith("service.")
        return {
            "asking": queue.asking,
            "problem": problem(queue.problem) if ours else printing(queue.problem),
            "lines": [_line(one, queue.chosen, visit.language) for one in queue.entries],
            "more": queue.more,
            "setAside": sum(one.state in _SET_ASIDE for one in queue.entries),
            "sentAgain": queue.sent_again,
            "printing": queue.slip is SlipPhase.PRINTING,
            "printed": queue.slip is SlipPhase.PRINTED,
        }

    @Slot(str)
    def choose(self, code: str) -> None:
        """A line."""
        self._store.dispatch(EntryChosen(code))

    @Slot(str)
    def sendAgain(self, code: str) -> None:
        """ "Gửi lại"; "" for all."""
        self._store.dispatch(SendAgainAsked(code))

    @Slot()
    def print(self) -> None:
        """ "In lại mã"."""
        self._store.dispatch(CodeSlipAsked())


def _line(one: QueueEntry, chosen: str, language: str) -> Shown:
    made = told_briefly_in(one.made_at, language)
    return {
        "code": one.code,
        "state": state(one.state),
        "detail": " · ".join(filter(None, (one.service_code, made, reason(one.reason)))),
        "chosen": one.code == chosen,
        "aside": one.state in _SET_ASIDE,
    }


VIEW = ServiceQueueView
