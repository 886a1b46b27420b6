"""Taking a number for the counter."""

from __future__ import annotations

from datetime import timedelta

from kiosk_app.identity.payload import AppointmentCode
from kiosk_app.session.facts.counters import QueueTicket
from tests.screens.stage import NOW, Scene, Stage
from tests.session import words as ev
from tests.support.counters import QUEUES

OPEN = NOW + timedelta(days=1)
"""The stage's own day is a holiday: Ngày Văn hóa Việt Nam."""


def _choosing(stage: Stage) -> None:
    stage.actor.at = OPEN
    stage.send(ev.Begin("queue_ticket"))


def _first(stage: Stage) -> None:
    _choosing(stage)
    stage.send(ev.PriorityChosen(wanted=True))


def _refused(stage: Stage) -> None:
    _choosing(stage)
    stage.send(ev.QueueFieldChosen("A"), ev.QueueTicketRefused(stage.visit, "ticket.unavailable"))


def _issued(problem: str | None = None, *, known: bool = True) -> Scene:
    """Give the scene of a number; `problem`: of its slip, "" for none, None while it is printed."""
    waiting, minutes = (7, 30) if known else (None, None)
    ticket = QueueTicket("A012", QUEUES.fields[0], not known, OPEN, waiting, minutes)

    def play(stage: Stage) -> None:
        _first(stage)
        stage.send(ev.QueueFieldChosen("A"), ev.QueueTicketIssued(stage.visit, ticket))
        if problem is not None:
            failed = ev.SlipFailed(stage.visit, "ticket", problem)
            stage.send(failed if problem else ev.SlipPrinted(stage.visit, "ticket"))

    return play


def _checking(stage: Stage) -> None:
    _choosing(stage)
    stage.send(ev.QrSeen(stage.visit, AppointmentCode("LH-H17.99.01-261125-0007")))


def _not_checked_in(problem: str, detail: str = "") -> Scene:
    def play(stage: Stage) -> None:
        _checking(stage)
        stage.send(ev.CheckInRefused(stage.visit, f"appointment.{problem}", detail))

    return play


def _checked_in(stage: Stage) -> None:
    _checking(stage)
    ticket = QueueTicket("A012", QUEUES.fields[0], False, OPEN, appointment="09:00–09:30")
    stage.send(ev.QueueTicketIssued(stage.visit, ticket), ev.SlipPrinted(stage.visit, "ticket"))


def _closed(stage: Stage) -> None:
    stage.actor.at = OPEN.replace(hour=18)
    stage.send(ev.Begin("queue_ticket"))


QUEUE: dict[str, Scene] = {
    "queue-ticket": _choosing,
    "queue-ticket-first": _first,
    "queue-ticket-refused": _refused,
    "queue-ticket-printing": _issued(),
    "queue-ticket-printed": _issued(""),
    "queue-ticket-unknown-wait": _issued("", known=False),
    "queue-ticket-not-printed": _issued("printer.paper_out"),
    "queue-ticket-unconfirmed": _issued("printer.unconfirmed"),
    "queue-ticket-closed": _closed,
    "queue-ticket-checking": _checking,
    "queue-ticket-checked-in": _checked_in,
    **{
        f"queue-ticket-not-{problem.replace('_', '-')}": _not_checked_in(problem, detail)
        for problem, detail in (
            ("early", "14:00"),
            ("late", "08:00–08:30"),
            ("other_day", "2026-11-26"),
            ("other_commune", ""),
            ("checked_in", "A003"),
            ("not_now", ""),
        )
    },
}
"""By name; each plays on a fresh stage."""
