"""A number for the counter."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.queue_ticket import (
    PriorityChosen,
    QueueFieldChosen,
    QueueTicketPrintAsked,
    QueueTicketTaken,
)
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import told_briefly_in

_PROBLEMS = {SlipPhase.WAITING: "ticket.not_printed", SlipPhase.UNCONFIRMED: "ticket.unconfirmed"}


class QueueTicketView(View):
    """The fields to choose from, then the number."""

    def project(self, state: VisitState) -> Shown:
        """Everything the screen shows; no list when numbers are not given out."""
        counter, language = state.of(QueueTicketTaken), state.language
        ticket = counter.ticket
        return {
            "phase": counter.phase.value,
            "fields": [
                {
                    "letter": one.letter,
                    "name": one.name.in_language(language),
                    "counters": ", ".join(one.counters),
                }
                for one in counter.fields
            ],
            "groups": ", ".join(counter.groups),
            "priority": counter.priority,
            "hours": counter.hours,
            "everyDay": counter.every_day,
            "problem": sentence(counter.problem, _detail(counter, language)),
            "appointment": "" if ticket is None else ticket.appointment,
            "reader": not state.health.reader,
            "number": "" if ticket is None else ticket.number,
            "field": "" if ticket is None else ticket.field.name.in_language(language),
            "counters": "" if ticket is None else ", ".join(ticket.field.counters),
            "bring": "" if ticket is None else ticket.field.bring,
            "waiting": -1 if ticket is None or ticket.waiting is None else ticket.waiting,
            "minutes": -1 if ticket is None or ticket.minutes is None else ticket.minutes,
            "slip": counter.slip.value,
            "slipProblem": sentence(_PROBLEMS.get(counter.slip, "")),
            "mayPrint": counter.slip in _PROBLEMS,
        }

    @Slot(bool)
    def prefer(self, wanted: bool) -> None:
        """ "Tôi thuộc diện ưu tiên", or not."""
        self._store.dispatch(PriorityChosen(wanted))

    @Slot(str)
    def choose(self, letter: str) -> None:
        """A field of work."""
        self._store.dispatch(QueueFieldChosen(letter))

    @Slot()
    def print(self) -> None:
        """Print the ticket again."""
        self._store.dispatch(QueueTicketPrintAsked())


def _detail(counter: QueueTicketTaken, language: str) -> str:
    """Say what the sentence about the appointment names; a day in words of the screen's language."""
    day = told_briefly_in(counter.detail, language) if counter.problem == "appointment.other_day" else ""
    return day or counter.detail


VIEW = QueueTicketView
