"""Taking a number for the counter."""

from __future__ import annotations

from datetime import timedelta

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
}
"""By name; each plays on a fresh stage."""
