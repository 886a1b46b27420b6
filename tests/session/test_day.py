"""The counter's day: hours, days off, and what the kiosk does meanwhile."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.catalogue.model import Text
from kiosk_app.session.kernel.context import Options
from kiosk_app.session.kernel.day import BoardNotice, DayState, OpeningHours
from kiosk_app.session.kernel.events import NoticesChanged
from tests.session import words as ev
from tests.session.support import Driver
from vietnam.time_zone import VIETNAM

HOURS = ((450, 690), (810, 1020))
MONDAY = datetime(2026, 11, 30, 8, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("moment", "is_open", "opens_at"),
    [
        (MONDAY, True, None),
        (MONDAY.replace(hour=12), False, MONDAY.replace(hour=13, minute=30)),
        (MONDAY.replace(hour=18), False, (MONDAY + timedelta(days=1)).replace(hour=7, minute=30)),
        (MONDAY - timedelta(days=1), False, MONDAY.replace(hour=7, minute=30)),
        (MONDAY.replace(hour=7, minute=30), True, None),
        (MONDAY.replace(hour=17, minute=0), False, (MONDAY + timedelta(days=1)).replace(hour=7, minute=30)),
    ],
    ids=["in hours", "at noon", "in the evening", "on Sunday", "at the first minute", "at the last"],
)
def test_open_and_when_again(moment: datetime, *, is_open: bool, opens_at: datetime | None) -> None:
    day = OpeningHours(HOURS).on(moment)
    assert (day.open, day.opens_at) == (is_open, opens_at)
    assert day.hours == "07:30–11:30, 13:30–17:00"
    assert not day.shut


def test_holidays_and_the_communes_own_days_off() -> None:
    own = OpeningHours(HOURS, closed_days=frozenset({date(2026, 11, 30)}))
    assert own.on(MONDAY).opens_at == (MONDAY + timedelta(days=1)).replace(hour=7, minute=30)
    new_year = datetime(2027, 1, 1, 9, 0, tzinfo=VIETNAM)
    assert not OpeningHours(HOURS).on(new_year).open
    assert OpeningHours(HOURS, every_day=True).on(new_year).open


def test_without_hours_nothing_is_said() -> None:
    assert OpeningHours().on(MONDAY) == DayState()


@given(st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes)))
def test_whenever_it_is_closed_it_opens_later(moment: datetime) -> None:
    hours = OpeningHours(HOURS)
    day = hours.on(moment)
    assert day.open == (day.opens_at is None)
    if day.opens_at is not None:
        assert day.opens_at > moment
        assert hours.on(day.opens_at).open


def test_a_kiosk_that_rests_takes_nobody_until_the_counter_opens() -> None:
    driver = Driver(settings={OpeningHours: OpeningHours(HOURS, kiosk_rests=True)})
    driver.wall_clock = MONDAY.replace(hour=6)
    driver.wait(1)
    assert driver.state.day.shut
    driver.send(ev.Begin())
    assert driver.state.step == "welcome"
    driver.wall_clock = MONDAY
    driver.wait(1)
    driver.send(ev.Begin())
    assert driver.state.step != "welcome"


def test_the_idle_screen_becomes_the_board_and_a_touch_takes_it_down() -> None:
    driver = Driver(Options(board_after_s=60))
    driver.wait(55)
    assert not driver.state.presence.board
    driver.wait(10)
    assert driver.state.presence.board
    driver.send(ev.Touched())
    assert not driver.state.presence.board
    driver.wait(30)
    driver.send(ev.Begin())
    driver.wait(70)
    assert not driver.state.presence.board


def test_messages_outlive_visits() -> None:
    driver = Driver()
    notice = BoardNotice(Text("Nghỉ lễ", "Holiday"), Text("Quầy nghỉ ngày 1/1.", "Closed on 1 January."))
    driver.send(NoticesChanged((notice,)))
    driver.to_papers()
    driver.send(ev.CancelAsked(), ev.CancelConfirmed())
    assert driver.state.step == "welcome"
    assert driver.state.notices == (notice,)


def test_how_somebody_who_walked_off_wanted_the_screen_is_not_for_the_next() -> None:
    """The board, and the welcome screen behind it, are in Vietnamese and in the usual size."""
    driver = Driver(Options(board_after_s=60, reader_at_door=True))
    driver.send(ev.LanguageChosen("en"), ev.TextSizeChosen(2))
    visit = driver.visit
    driver.wait(50)
    assert (driver.state.language, driver.state.text_size) == ("en", 2)
    driver.wait(20)
    assert driver.state.presence.board
    assert (driver.state.language, driver.state.text_size) == ("vi", 0)
    assert driver.visit > visit, "what the screen keeps of its own is reset with the visit"
    driver.wait(2)
    assert driver.all_of(ev.StartReader)[-1] == ev.StartReader(driver.visit), "the reader is heard on"
