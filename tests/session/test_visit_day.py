"""A wish to come to the counter: asked for on open half days alone, and never told as an appointment."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from kiosk_app.session.facts.certified_copy import CertifiedCopies
from kiosk_app.session.facts.counters import CounterQueues, QueueField
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.kernel.day import HalfDay, OpeningHours
from tests.session import words as events
from tests.session.support import Driver, text
from tests.session.words import CheckIn, PrintRequest, QueueTicketTaken, SendRequest

HOURS = ((450, 690), (810, 1020))
TUESDAY = datetime.fromisoformat("2026-11-24T08:30:00+07:00")
MADE_AT = datetime.fromisoformat("2026-11-24T08:31:00+00:00")
LETTER = "LH-H17.99.01-261126-0007"
QUEUES = CounterQueues(fields=(QueueField("A", text("Chứng thực")),), hours=((0, 1440),), every_day=True)


def begun(*, signed: bool = False, booked: bool = True, hours: OpeningHours | None = None) -> Driver:
    """Somebody who touched the tile where the counter certifies on paper."""
    driver = Driver(
        settings={
            CertifiedCopies: CertifiedCopies(offered=True, signed=signed, booked=booked),
            OpeningHours: hours or OpeningHours(HOURS),
            CounterQueues: QUEUES,
        }
    )
    driver.send(events.Begin("certified_copy"))
    return driver


def asked(driver: Driver) -> SendRequest:
    """The first half day is asked for, by somebody without an account."""
    first = driver.state.of(events.VisitDay).halves[0]
    driver.send(
        events.HalfDayChosen(first.day, first.morning), events.ConsentGiven(), events.SignInWithStaff()
    )
    driver.send(events.PetitionerTyped("full_name", "Zơrâm Nhiêu"), events.Next())
    (effect,) = driver.all_of(SendRequest)
    return effect


def test_halves_are_those_of_the_opening_hours_after_today() -> None:
    halves = OpeningHours(HOURS, closed_days=frozenset({date(2026, 11, 25)})).halves(TUESDAY, 2)
    assert halves == (
        HalfDay(date(2026, 11, 26), True, "07:30–11:30"),
        HalfDay(date(2026, 11, 26), False, "13:30–17:00"),
        HalfDay(date(2026, 11, 27), True, "07:30–11:30"),
        HalfDay(date(2026, 11, 27), False, "13:30–17:00"),
    )


def test_a_half_day_that_midnight_took_is_not_asked_for() -> None:
    """Only days to come are offered; who stood here over midnight reads them anew."""
    driver = begun()
    driver.send(events.VisitWanted())
    days = driver.state.of(events.VisitDay)
    first = days.halves[0]
    driver.wall_clock += timedelta(days=1)
    driver.send(events.HalfDayChosen(first.day, first.morning))
    assert driver.state.step == "visit_day"
    after = driver.state.of(events.VisitDay)
    assert first not in after.halves
    assert len(after.halves) == len(days.halves)
    driver.send(events.HalfDayChosen(after.halves[0].day, after.halves[0].morning))
    assert driver.state.step == "consent"


def test_hours_over_noon_are_two_halves_and_a_weekend_is_none() -> None:
    friday = datetime.fromisoformat("2026-11-27T08:30:00+07:00")
    (morning, afternoon) = OpeningHours(((480, 900),)).halves(friday, 1)
    assert (morning.day, morning.hours, afternoon.hours) == (date(2026, 11, 30), "08:00–12:00", "12:00–15:00")
    assert OpeningHours().halves(friday, 3) == ()


def test_it_is_sent_as_a_wish_with_the_name_of_who_asks() -> None:
    driver = begun()
    driver.send(events.VisitWanted())
    assert driver.state.step == "visit_day"
    effect = asked(driver)
    assert (effect.action, effect.found, effect.confirmation) == (Action.BOOKING, None, "")
    day = driver.state.of(events.VisitDay).halves[0].day
    assert dict(effect.answers) == {
        "matter": "Chứng thực bản sao từ bản chính",
        "day": day.isoformat(),
        "half": "Sáng (07:30–11:30)",
    }
    assert dict(effect.person) == {"full_name": "Zơrâm Nhiêu"}
    driver.send(
        events.RequestSaved(driver.visit, effect.reference_uid, "TAM-DN07-0012-B", MADE_AT, 0, "482913")
    )
    (slip,) = driver.all_of(PrintRequest)
    assert (slip.name, slip.sending.key) == ("Zơrâm Nhiêu", "482913")


@pytest.mark.parametrize(
    ("signed", "booked", "hours"),
    [(True, True, HOURS), (False, False, HOURS), (False, True, ())],
    ids=["an officer signs here", "nothing leads to the counter", "nobody knows when it is open"],
)
def test_where_nobody_could_answer_it_is_not_offered(
    signed: bool, booked: bool, hours: tuple[tuple[int, int], ...]
) -> None:
    driver = begun(signed=signed, booked=booked, hours=OpeningHours(hours))
    driver.send(events.VisitWanted())
    assert driver.state.step == "certified_copy"


def test_a_day_that_is_not_offered_is_not_taken() -> None:
    driver = begun()
    driver.send(events.VisitWanted(), events.HalfDayChosen(date(2026, 11, 29), morning=True))
    assert driver.state.step == "visit_day"


def _answered(words: str, *, own: bool = True, stage: str = "10") -> Driver:
    driver = begun()
    driver.send(
        events.Next(), events.Begin("follow_up"), events.CodeEntered("TAM-DN07-0012-B 482913"), events.Next()
    )
    number = driver.state.of(events.LookUp).number
    found = DossierStatus("TAM-DN07-0012-B", kind="booking", stage=stage, own=own, words=words, fresh=True)
    driver.send(events.DossierTold(driver.visit, number, "found", found))
    return driver


def test_a_confirmed_one_leads_to_its_number() -> None:
    driver = _answered(f"Hẹn 08:30–09:00, ngày 26/11/2026. Mã lịch hẹn: {LETTER}. Quầy 2.")
    driver.send(events.CheckInAsked())
    assert driver.state.step == "queue_ticket"
    (check,) = driver.all_of(CheckIn)
    assert check.code == LETTER
    assert driver.state.of(QueueTicketTaken).booked == ""


@pytest.mark.parametrize(
    ("words", "own", "stage"),
    [
        ("Xin chọn buổi khác.", True, "3"),
        (f"Mã lịch hẹn: {LETTER}.", False, "10"),
        ("Mã lịch hẹn: LH-1.", True, "10"),
    ],
    ids=["refused", "somebody else's", "no code"],
)
def test_anything_else_does_not(words: str, own: bool, stage: str) -> None:
    driver = _answered(words, own=own, stage=stage)
    driver.send(events.CheckInAsked())
    assert driver.state.step == "dossier"
