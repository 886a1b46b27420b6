"""Gives out queue numbers: durable before they are shown, and never one twice."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.counters import QueueField, QueueTicket
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.queue_ticket import (
    CheckIn,
    CheckInRefused,
    IssueQueueTicket,
    QueueTicketIssued,
    QueueTicketRefused,
)
from offline_queue.contract.appointment_messages import AppointmentTold
from offline_queue.contract.errors import CheckedInError, QueueError, QueueUnavailableError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.store.outbox import Outbox
from offline_queue.store.queue_tickets import queue_ticket_words

log = logging.getLogger(__name__)

_ROUNDED_TO = 5
"""Minutes: nobody can say it closer."""


class QueueTicketWorker:
    """One thread. A number that a power cut kept from being shown is left out, not given to the next."""

    def __init__(
        self,
        open_outbox: Callable[[], Outbox],
        wall_clock: Callable[[], datetime],
        waiting: Callable[[str], int | None],
        post: Post,
        stored: Callable[[str], None],
        client: GatewayClient,
        *,
        first: int,
        step: int,
    ) -> None:
        """`open_outbox` raises `QueueError` while the queue cannot be opened; it is called again later.

        `waiting`: letter → people who wait at the counters, None when nobody told lately. `stored` is called
        with "" once a number is durable. `first` and `step`: see `[tickets]` of the configuration.
        """
        self._open_outbox = open_outbox
        self._wall_clock = wall_clock
        self._waiting = waiting
        self._post = post
        self._stored = stored
        self._client = client
        self._first, self._step = first, step
        self._lock = threading.Lock()
        self._outbox: Outbox | None = None
        self._closed = False
        self._worker = JobThread("tickets")

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {IssueQueueTicket: self._issue, CheckIn: self._check_in}

    def wipe(self, visit: int) -> None:
        """Nothing of a visit is kept here."""

    def close(self) -> None:
        """Finish what was asked for, and close the queue."""
        self._worker.close(finish=True)
        with self._lock:
            self._closed = True
            outbox, self._outbox = self._outbox, None
        if outbox is not None:
            outbox.close()

    def _issue(self, effect: IssueQueueTicket) -> None:
        def refused(problem: str) -> None:
            self._post(QueueTicketRefused(effect.visit, problem))

        def issue() -> None:
            now = self._wall_clock()
            field = effect.field
            try:
                number = self._queue().issue_queue_ticket(
                    field.letter, now, priority=effect.priority, first=self._first, step=self._step
                )
            except QueueError as error:
                log.warning("no queue number: %s", error.code)
                refused("ticket.unavailable")
                return
            waiting = self._waiting(field.letter)
            ticket = QueueTicket(
                number=queue_ticket_words(field.letter, number),
                field=field,
                priority=effect.priority,
                issued_at=now,
                waiting=waiting,
                minutes=expected_minutes(field, waiting, priority=effect.priority),
            )
            self._post(QueueTicketIssued(effect.visit, ticket))
            self._stored("")

        self._worker.do(issue, failed=lambda: refused("ticket.unavailable"))

    def _check_in(self, effect: CheckIn) -> None:
        def refused(problem: str, detail: str = "") -> None:
            self._post(CheckInRefused(effect.visit, f"appointment.{problem}", detail))

        def check() -> None:
            try:
                told = self._client.appointment(effect.code)
            except GatewayUnavailable:
                refused("not_now")
                return
            field = next((one for one in effect.fields if one.letter == told.letter), None)
            if told.result != "open":
                refused(told.result, _detail(told))
                return
            if field is None:
                refused("no_field")
                return
            now = self._wall_clock()
            try:
                number = self._queue().issue_queue_ticket(
                    field.letter,
                    now,
                    priority=False,
                    first=self._first,
                    step=self._step,
                    appointment=effect.code,
                )
            except CheckedInError as error:
                refused("checked_in", queue_ticket_words(field.letter, error.number))
                return
            except QueueError as error:
                log.warning("no queue number for an appointment: %s", error.code)
                refused("not_now")
                return
            ticket = QueueTicket(
                number=queue_ticket_words(field.letter, number),
                field=field,
                priority=False,
                issued_at=now,
                appointment=f"{told.begins}–{told.ends}",
            )
            self._post(QueueTicketIssued(effect.visit, ticket))
            self._stored("")

        self._worker.do(check, failed=lambda: refused("not_now"))

    def _queue(self) -> Outbox:
        with self._lock:
            if self._closed:
                raise QueueUnavailableError("the screen is ending; no number was given out")
            if self._outbox is None:
                self._outbox = self._open_outbox()
            return self._outbox


def _detail(told: AppointmentTold) -> str:
    """What the sentence about it names: when to come, which day, which number."""
    match told.result:
        case "early":
            return told.begins
        case "late":
            return f"{told.begins}–{told.ends}"
        case "other_day":
            return told.day
        case "checked_in":
            return told.number
    return ""


def expected_minutes(field: QueueField, waiting: int | None, *, priority: bool) -> int | None:
    """About how long until the number is called; None when nobody can say.

    Whoever is called first waits for no queue, and how many such people wait is not told.
    """
    if waiting is None or not field.minutes or priority:
        return None
    minutes = waiting * field.minutes / max(1, len(field.counters))
    return math.ceil(minutes / _ROUNDED_TO) * _ROUNDED_TO
