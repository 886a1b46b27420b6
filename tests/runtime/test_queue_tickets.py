"""Numbers for the counter: durable before they are shown, and none given out twice."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from kiosk_app.runtime.queue_ticket_worker import QueueTicketWorker, expected_minutes
from kiosk_app.session.facts.counters import QueueField
from kiosk_app.session.steps.queue_ticket import (
    CheckIn,
    CheckInRefused,
    IssueQueueTicket,
    QueueTicketIssued,
    QueueTicketRefused,
)
from offline_queue.contract.appointment_messages import AppointmentTold
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.errors import IdInUseError, QueueFullError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.store import id_holding
from offline_queue.store.database import Database
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.session.support import text
from vietnam.time_zone import VIETNAM

KEYS = Keys()
CIVIL = QueueField("A", text("Hộ tịch"), ("Quầy 1", "Quầy 2"), "", 8)
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)


class Bench:
    """The worker with a queue of its own, and what it posts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = NOW
        self.posted: list[object] = []
        self.woken: list[str] = []
        self.waiting: dict[str, int] = {}
        self.asked: list[str] = []
        self.answer: AppointmentTold | None = None
        self.refusal: Exception | None = None
        self._arrived = threading.Semaphore(0)
        self.worker = QueueTicketWorker(
            self.open,
            lambda: self.now,
            self.told,
            self.post,
            self.woken.append,
            cast("GatewayClient", self),
            first=1,
            step=1,
        )

    def open(self) -> Outbox:
        if self.refusal is not None:
            raise self.refusal
        return open_outbox(self.folder, KEYS)

    def told(self, letter: str) -> int | None:
        return self.waiting.get(letter)

    def post(self, event: object) -> None:
        self.posted.append(event)
        self._arrived.release()

    def appointment(self, code: str) -> AppointmentTold:
        """What the daemon says of one."""
        self.asked.append(code)
        if self.answer is None:
            raise GatewayUnavailable("no daemon")
        return self.answer

    def check_in(self, code: str = "LH-H17.99.01-261126-0007") -> object:
        self.worker.effects()[CheckIn](CheckIn(1, code, (CIVIL,)))
        assert self._arrived.acquire(timeout=30)
        return self.posted[-1]

    def issue(self, *, priority: bool = False) -> object:
        self.worker.effects()[IssueQueueTicket](IssueQueueTicket(1, CIVIL, priority))
        assert self._arrived.acquire(timeout=30)
        return self.posted[-1]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.worker.close()


def numbers(outbox: Outbox, count: int, at: datetime = NOW, *, first: int = 1, step: int = 1) -> list[int]:
    return [outbox.issue_queue_ticket("A", at, priority=False, first=first, step=step) for _ in range(count)]


def test_the_number_is_told_with_who_waits_before(bench: Bench) -> None:
    bench.waiting = {"A": 7}
    event = bench.issue()
    assert isinstance(event, QueueTicketIssued)
    assert (event.ticket.number, event.ticket.waiting, event.ticket.minutes) == ("A001", 7, 30)
    second = bench.issue(priority=True)
    assert isinstance(second, QueueTicketIssued)
    assert (second.ticket.number, second.ticket.minutes) == ("A002", None)
    bench.worker.close()
    assert bench.woken == ["", ""]


def test_a_queue_that_cannot_be_opened_gives_none(bench: Bench) -> None:
    bench.refusal = QueueFullError("full")
    assert bench.issue() == QueueTicketRefused(1, "ticket.unavailable")
    bench.refusal = None
    event = bench.issue()
    assert isinstance(event, QueueTicketIssued)
    assert event.ticket.number == "A001"


def test_nobody_makes_up_how_long_it_takes() -> None:
    assert expected_minutes(CIVIL, None, priority=False) is None
    assert expected_minutes(QueueField("B", text("")), 5, priority=False) is None
    assert expected_minutes(CIVIL, 0, priority=False) == 0


def test_each_number_travels_as_a_fact_that_names_nobody(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    numbers(outbox, 2)
    with sqlite3.connect(next(tmp_path.rglob("*.sqlite"))) as connection:
        rows = connection.execute("SELECT kind, payload FROM item ORDER BY id").fetchall()
    assert [kind for kind, _ in rows] == ["queue_tickets"] * 2
    assert json.loads(rows[1][1]) == {
        "day": "2026-11-26",
        "number": "A002",
        "letter": "A",
        "priority": False,
        "issued_at": "2026-11-26T09:00:00+07:00",
        "kiosk_id": "DN07",
    }


def test_numbers_begin_anew_each_day(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    assert numbers(outbox, 2) == [1, 2]
    assert numbers(outbox, 1, NOW + timedelta(days=1)) == [1]


def test_a_clock_that_is_set_back_repeats_no_number(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    assert numbers(outbox, 3) == [1, 2, 3]
    assert numbers(outbox, 1, NOW - timedelta(days=900)) == [4]
    assert numbers(outbox, 1) == [4]
    assert numbers(outbox, 1, NOW - timedelta(days=900)) == [5]


def test_two_kiosks_of_one_hall_share_the_numbers_out(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = numbers(open_outbox(tmp_path / "one", KEYS), 4, first=1, step=2)
    two = numbers(open_outbox(tmp_path / "two", KEYS), 4, first=2, step=2)
    assert one == [1, 3, 5, 7]
    assert two == [2, 4, 6, 8]


class PowerCutError(BaseException):
    """Nothing after it happens."""


@pytest.mark.parametrize("step", ["ticket_numbered", "ticket_committed"])
def test_a_power_cut_at_any_step_gives_no_number_twice(tmp_path: Path, step: str) -> None:
    given: set[int] = set()

    def cut(at: str) -> None:
        if at == step:
            raise PowerCutError

    for _ in range(5):
        outbox = open_outbox(tmp_path, KEYS)
        told = outbox.issue_queue_ticket("A", NOW, priority=False)
        assert told not in given
        given.add(told)
        outbox.close()
        failing = open_outbox(tmp_path, KEYS, step=cut)
        with pytest.raises(PowerCutError):
            failing.issue_queue_ticket("A", NOW, priority=False)
        failing.close()
    with sqlite3.connect(next(tmp_path.rglob("*.sqlite"))) as connection:
        facts = [json.loads(row[0])["number"] for row in connection.execute("SELECT payload FROM item")]
    # Whatever was shown is told, and nothing is told twice.
    assert {f"A{number:03d}" for number in given} <= set(facts)
    assert len(set(facts)) == len(facts)


def test_two_processes_at_once_give_out_different_numbers(tmp_path: Path) -> None:
    first = open_outbox(tmp_path, KEYS)
    outboxes = [first, open_outbox(tmp_path, KEYS)]
    given: list[int] = []
    threads = [threading.Thread(target=lambda own=own: given.extend(numbers(own, 20))) for own in outboxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 41))


OPEN = AppointmentTold(result="open", letter="A", day="2026-11-26", begins="09:00", ends="09:30")


def test_an_appointment_gets_a_number_of_its_field(bench: Bench) -> None:
    bench.answer = OPEN
    event = bench.check_in()
    assert isinstance(event, QueueTicketIssued)
    assert (event.ticket.number, event.ticket.appointment, event.ticket.field) == (
        "A001",
        "09:00–09:30",
        CIVIL,
    )
    assert bench.woken == [""]


def test_a_second_time_the_number_is_told_and_none_is_given(bench: Bench) -> None:
    bench.answer = OPEN
    bench.check_in()
    assert bench.check_in() == CheckInRefused(1, "appointment.checked_in", "A001")
    event = bench.issue()
    assert isinstance(event, QueueTicketIssued)
    assert event.ticket.number == "A002"


@pytest.mark.parametrize(
    ("answer", "problem", "detail"),
    [
        (OPEN.model_copy(update={"result": "early"}), "early", "09:00"),
        (OPEN.model_copy(update={"result": "late"}), "late", "09:00–09:30"),
        (OPEN.model_copy(update={"result": "other_day", "day": "2026-11-27"}), "other_day", "2026-11-27"),
        (OPEN.model_copy(update={"result": "checked_in", "number": "A044"}), "checked_in", "A044"),
        (OPEN.model_copy(update={"letter": "Z"}), "no_field", ""),
        (AppointmentTold(result="other_commune"), "other_commune", ""),
        (None, "not_now", ""),
    ],
)
def test_what_is_not_checked_in_says_why(
    bench: Bench, answer: AppointmentTold | None, problem: str, detail: str
) -> None:
    bench.answer = answer
    assert bench.check_in() == CheckInRefused(1, f"appointment.{problem}", detail)
    assert not bench.woken


def test_a_second_holder_of_the_kiosks_id_gives_no_number(tmp_path: Path) -> None:
    """A copied disk would call the same number at the same counter; the first goes on."""
    outbox = open_outbox(tmp_path, KEYS)
    assert numbers(outbox, 2) == [1, 2]
    with contextlib.closing(Database.open(tmp_path / "queue" / "outbox.sqlite")) as database:
        id_holding.dispute(database, "other_key", SystemClock())
        with pytest.raises(IdInUseError):
            numbers(outbox, 1)
        id_holding.settle(database, SystemClock())
    assert numbers(outbox, 1) == [3]
    outbox.close()
