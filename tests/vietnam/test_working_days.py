"""When a result is due: working days only, across weekends and the holidays of Vietnam."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vietnam.time_zone import VIETNAM
from vietnam.working_days import END_OF_DAY, due_date, is_working_day, next_working_day

SAME_DAY, THREE_DAYS = 0, 3


def at(day: str, clock: str = "09:00") -> datetime:
    """A moment in Vietnam."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-09", "2026-11-12"),  # Monday → Thursday
        ("2026-11-12", "2026-11-17"),  # over a weekend
        ("2026-11-14", "2026-11-18"),  # received on a Saturday
        ("2026-11-20", "2026-11-26"),  # weekend and Vietnam Culture Day, 24 November
        ("2026-02-13", "2026-02-25"),  # Tết: 16–20 February
    ],
)
def test_three_working_days(received: str, due: str) -> None:
    found = due_date(at(received), THREE_DAYS)
    assert (found.date().isoformat(), found.time(), found.tzinfo) == (due, END_OF_DAY, VIETNAM)


def test_a_moment_of_another_zone_counts_by_the_clock_of_vietnam() -> None:
    """The portal and the queue keep UTC: in Vietnam it is Thursday already."""
    received = datetime(2026, 11, 11, 18, 0, tzinfo=UTC)
    assert due_date(received, THREE_DAYS) == due_date(at("2026-11-12", "01:00"), THREE_DAYS)


def test_hung_kings_day_on_a_sunday_moves_to_monday() -> None:
    # 26 April 2026 is a Sunday; 27 April, 30 April and 1 May are off.
    assert due_date(at("2026-04-24"), THREE_DAYS).date() == date(2026, 5, 4)


def test_a_saturday_swapped_for_a_day_off_is_worked() -> None:
    assert is_working_day(date(2026, 8, 22))
    assert not is_working_day(date(2026, 8, 31))
    assert not is_working_day(date(2026, 8, 29))


@pytest.mark.parametrize(
    ("day", "clock", "due"),
    [
        ("2026-11-18", "14:59", "2026-11-18"),
        ("2026-11-18", "15:00", "2026-11-19"),  # after 15:00: docs/domain/procedures.md#deadlines
        ("2026-11-20", "16:30", "2026-11-23"),
        ("2026-11-23", "15:30", "2026-11-25"),  # the 24th is a holiday
        ("2026-11-21", "09:00", "2026-11-23"),
        ("2026-09-02", "09:00", "2026-09-03"),
        ("2026-12-31", "15:01", "2027-01-04"),
    ],
)
def test_the_same_day(day: str, clock: str, due: str) -> None:
    assert due_date(at(day, clock), SAME_DAY).date() == date.fromisoformat(due)


@pytest.mark.parametrize(
    "day",
    ["2026-01-01", "2026-02-17", "2026-04-30", "2026-05-01", "2026-09-02", "2026-11-24", "2026-11-22"],
)
def test_days_off(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@settings(max_examples=60)
@given(st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.integers(1, 10))
def test_due_dates_count_the_working_days_between(day: date, days: int) -> None:
    due = due_date(datetime.combine(day, time(8), tzinfo=VIETNAM), days).date()
    between = [day + timedelta(days=step) for step in range(1, (due - day).days + 1)]
    assert sum(is_working_day(one) for one in between) == days
    assert is_working_day(due)
    assert next_working_day(day) == next(one for one in between if is_working_day(one))
