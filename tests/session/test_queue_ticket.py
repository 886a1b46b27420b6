"""Taking a number for the counter: two touches, and never a second number by a second touch."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk_app.identity.payload import AppointmentCode, ForeignKind, ForeignQr
from kiosk_app.session.facts.counters import CounterQueues, QueueField, QueueTicket
from kiosk_app.session.kernel.context import Options
from tests.session import words as events
from tests.session.support import Driver, text
from tests.session.words import (
    IssueQueueTicket,
    PrintQueueTicket,
    QueueTicketPhase,
    QueueTicketTaken,
    SlipPhase,
)
from vietnam.time_zone import VIETNAM

CIVIL = QueueField("A", text("Hộ tịch"), ("Quầy 1",), "giấy tờ gốc", 5)
LAND = QueueField("B", text("Đất đai"))
QUEUES = CounterQueues((CIVIL, LAND), ("người từ 80 tuổi",), ((450, 690), (810, 1020)))
OPEN = datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
CLOSED = OPEN.replace(hour=17)
TICKET = QueueTicket("A007", CIVIL, priority=False, issued_at=OPEN, waiting=2, minutes=10)


def begun(now: datetime = OPEN, queues: CounterQueues = QUEUES) -> Driver:
    """Somebody who touched "Lấy số thứ tự"."""
    driver = Driver(settings={CounterQueues: queues})
    driver.wall_clock = now
    driver.send(events.Begin("queue_ticket"))
    return driver


@pytest.fixture
def driver() -> Driver:
    return begun()


def test_the_ticket_leads_to_the_display_of_this_hall() -> None:
    driver = begun(queues=replace(QUEUES, display="https://xa.example/goi-so"))
    driver.send(events.QueueFieldChosen("A"))
    driver.send(events.QueueTicketIssued(driver.visit, TICKET))
    driver.send(events.SlipFailed(driver.visit, "ticket", "printer.paper_out"))
    driver.send(events.QueueTicketPrintAsked())
    printed = driver.all_of(events.PrintQueueTicket)
    assert [one.display for one in printed] == ["https://xa.example/goi-so"] * 2


def test_one_more_touch_gives_the_number_and_prints_it(driver: Driver) -> None:
    driver.send(events.QueueFieldChosen("A"))
    assert driver.all_of(IssueQueueTicket) == [IssueQueueTicket(driver.visit, CIVIL, priority=False)]
    driver.send(events.QueueTicketIssued(driver.visit, TICKET))
    assert driver.all_of(PrintQueueTicket) == [PrintQueueTicket(driver.visit, TICKET)]
    driver.send(events.SlipPrinted(driver.visit, "ticket"))
    assert driver.state.of(QueueTicketTaken).slip is SlipPhase.PRINTED
    assert not driver.state.knows_somebody
    driver.send(events.Next())
    assert driver.state.step == "welcome"


def test_a_second_touch_takes_no_second_number(driver: Driver) -> None:
    driver.send(events.QueueFieldChosen("A"))
    driver.send(events.QueueFieldChosen("A"))
    driver.send(events.QueueFieldChosen("B"))
    driver.send(events.QueueTicketIssued(driver.visit, TICKET))
    driver.send(events.QueueFieldChosen("B"))
    assert len(driver.all_of(IssueQueueTicket)) == 1


def test_who_is_called_first_says_so_before(driver: Driver) -> None:
    driver.send(events.PriorityChosen(wanted=True))
    driver.send(events.QueueFieldChosen("B"))
    assert driver.all_of(IssueQueueTicket) == [IssueQueueTicket(driver.visit, LAND, priority=True)]


def test_a_commune_without_such_groups_knows_no_priority() -> None:
    driver = begun(queues=CounterQueues((CIVIL,), (), QUEUES.hours))
    driver.send(events.PriorityChosen(wanted=True))
    driver.send(events.QueueFieldChosen("A"))
    assert driver.all_of(IssueQueueTicket) == [IssueQueueTicket(driver.visit, CIVIL, priority=False)]


@pytest.mark.parametrize(
    "moment",
    [
        CLOSED,
        OPEN.replace(hour=12),
        OPEN.replace(hour=7, minute=29),
        datetime(2026, 11, 29, 9, 0, tzinfo=VIETNAM),
        datetime(2026, 9, 2, 9, 0, tzinfo=VIETNAM),
    ],
    ids=["closing time", "noon", "before opening", "Sunday", "national day"],
)
def test_outside_the_hours_no_number_is_given_out(moment: datetime) -> None:
    driver = begun(moment)
    assert driver.state.of(QueueTicketTaken).phase is QueueTicketPhase.CLOSED
    assert driver.state.of(QueueTicketTaken).hours == "07:30–11:30, 13:30–17:00"
    driver.send(events.QueueFieldChosen("A"))
    assert driver.all_of(IssueQueueTicket) == []


def test_on_a_day_that_the_commune_closes_no_number_is_given_out() -> None:
    """The welcome screen says that the counter rests, and the next half days leave that day out too."""
    queues = replace(QUEUES, every_day=True, closed_days=frozenset({OPEN.date()}))
    assert begun(queues=queues).state.of(QueueTicketTaken).phase is QueueTicketPhase.CLOSED
    assert queues.open_at(OPEN + timedelta(days=1))


def test_a_counter_that_closes_meanwhile_gives_none() -> None:
    driver = begun(OPEN.replace(hour=16, minute=59))
    driver.wall_clock = CLOSED
    driver.send(events.QueueFieldChosen("A"))
    assert driver.all_of(IssueQueueTicket) == []
    assert driver.state.of(QueueTicketTaken).phase is QueueTicketPhase.CLOSED


def test_a_letter_of_no_field_is_nothing(driver: Driver) -> None:
    driver.send(events.QueueFieldChosen("Z"))
    assert driver.all_of(IssueQueueTicket) == []


def test_without_fields_the_errand_is_not_offered() -> None:
    driver = Driver()
    assert "queue_ticket" not in {errand.journey for errand in driver.state.errands}


def test_a_number_that_was_not_given_out_can_be_asked_for_again(driver: Driver) -> None:
    driver.send(events.QueueFieldChosen("A"))
    driver.send(events.QueueTicketRefused(driver.visit, "ticket.unavailable"))
    assert driver.state.of(QueueTicketTaken).problem == "ticket.unavailable"
    driver.send(events.QueueFieldChosen("A"))
    assert len(driver.all_of(IssueQueueTicket)) == 2


def test_a_slip_that_did_not_come_out_keeps_its_number(driver: Driver) -> None:
    driver.send(events.QueueFieldChosen("A"))
    driver.send(events.QueueTicketIssued(driver.visit, TICKET))
    driver.send(events.SlipFailed(driver.visit, "ticket", "printer.paper_out"))
    driver.send(events.QueueTicketPrintAsked())
    driver.send(events.SlipFailed(driver.visit, "ticket", "printer.unconfirmed"))
    driver.send(events.QueueTicketPrintAsked())
    assert driver.all_of(PrintQueueTicket) == [
        PrintQueueTicket(driver.visit, TICKET),
        PrintQueueTicket(driver.visit, TICKET),
        PrintQueueTicket(driver.visit, TICKET, reprint=True),
    ]
    assert len(driver.all_of(IssueQueueTicket)) == 1
    driver.send(events.SlipPrinted(driver.visit, "ticket"))
    driver.send(events.QueueTicketPrintAsked())
    assert len(driver.all_of(PrintQueueTicket)) == 3


def test_once_the_slip_is_out_the_screen_is_free_for_the_next(driver: Driver) -> None:
    driver.send(events.QueueFieldChosen("A"))
    driver.send(events.QueueTicketIssued(driver.visit, TICKET))
    driver.send(events.SlipPrinted(driver.visit, "ticket"))
    driver.wait(31)
    assert driver.state.step == "welcome"


# Appointments

BOOKED = AppointmentCode("LH-H17.99.01-261126-0007")
FOR_IT = QueueTicket("A008", CIVIL, priority=False, issued_at=OPEN, appointment="09:00–09:30")


def test_an_appointment_is_checked_in_and_its_ticket_printed(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, BOOKED))
    assert driver.all_of(events.CheckIn) == [events.CheckIn(driver.visit, BOOKED.code, (CIVIL, LAND))]
    # Nothing else is given out meanwhile.
    driver.send(events.QueueFieldChosen("B"), events.QrSeen(driver.visit, BOOKED), events.CancelAsked())
    assert driver.all_of(IssueQueueTicket) == []
    driver.send(events.QueueTicketIssued(driver.visit, FOR_IT))
    assert driver.all_of(PrintQueueTicket) == [PrintQueueTicket(driver.visit, FOR_IT)]


def test_why_it_is_not_checked_in_is_said_and_a_number_may_be_taken(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, BOOKED))
    driver.send(events.CheckInRefused(driver.visit, "appointment.early", "10:00"))
    taken = driver.state.of(QueueTicketTaken)
    assert (taken.phase, taken.problem, taken.detail) == (
        QueueTicketPhase.CHOOSING,
        "appointment.early",
        "10:00",
    )
    driver.send(events.QueueFieldChosen("A"))
    assert driver.state.of(QueueTicketTaken).problem == ""


def test_after_hours_an_appointment_is_still_looked_at() -> None:
    driver = begun(CLOSED)
    driver.send(events.QrSeen(driver.visit, BOOKED))
    driver.send(events.CheckInRefused(driver.visit, "appointment.late", "09:00–09:30"))
    assert driver.state.of(QueueTicketTaken).phase is QueueTicketPhase.CLOSED


def test_another_code_is_no_appointment(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, ForeignQr(ForeignKind.WIFI)))
    assert driver.state.of(QueueTicketTaken).problem == "appointment.none"
    assert driver.all_of(events.CheckIn) == []


def test_an_appointment_is_a_way_in_from_anywhere() -> None:
    driver = Driver(Options(reader_at_door=True), settings={CounterQueues: QUEUES})
    driver.wall_clock = OPEN
    driver.wait(2)
    driver.send(events.QrSeen(driver.visit, BOOKED))
    assert driver.state.step == "queue_ticket"
    assert len(driver.all_of(events.CheckIn)) == 1
    driver = Driver(settings={CounterQueues: QUEUES})
    driver.to_form()
    driver.send(events.QrSeen(driver.visit, BOOKED))
    assert driver.dispatcher.frame().at_door
    assert driver.state.step == "form"
    driver.send(events.DoorAnswered(enter=True))
    assert driver.state.step == "queue_ticket"
    assert len(driver.all_of(events.CheckIn)) == 1


def test_a_kiosk_without_counters_checks_nothing_in() -> None:
    driver = Driver(Options(reader_at_door=True))
    driver.wait(2)
    driver.send(events.QrSeen(driver.visit, BOOKED))
    driver.send(events.CheckInRefused(driver.visit, "appointment.no_field"))
    assert driver.all_of(PrintQueueTicket) == []


@pytest.mark.parametrize("at_work", ["issuing", "checking"])
def test_nobody_goes_back_from_a_number_that_is_being_given_out(driver: Driver, at_work: str) -> None:
    """It is durable already: it would be called at the counter, and nobody would have it."""
    if at_work == "issuing":
        driver.send(events.QueueFieldChosen("A"))
    else:
        driver.send(events.QrSeen(driver.visit, AppointmentCode("LH-20261126-0001")))
    assert driver.state.of(QueueTicketTaken).phase.value == at_work
    driver.send(events.Back())
    assert driver.state.step == "queue_ticket"
    driver.send(events.QueueTicketIssued(driver.visit, TICKET))
    assert driver.state.of(QueueTicketTaken).ticket == TICKET
    assert len(driver.all_of(PrintQueueTicket)) == 1


def test_a_slip_that_took_long_is_still_seen(driver: Driver) -> None:
    driver.send(events.QueueFieldChosen("A"), events.QueueTicketIssued(driver.visit, TICKET))
    driver.wait(40)
    driver.send(events.SlipPrinted(driver.visit, "ticket"))
    driver.wait(5)
    assert driver.state.step == "queue_ticket"
