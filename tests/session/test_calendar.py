"""A kiosk runs for months: what may be filed follows the calendar, and a clock that is set right."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.session import words as events
from tests.session.support import Driver, procedure, text

OLD = procedure(version="1", short_name=text("Cũ"), effective_to=date(2026, 11, 30))
NEW = procedure(version="2", short_name=text("Mới"), effective_from=date(2026, 12, 1))


def test_the_new_version_is_offered_from_its_first_day_without_a_restart() -> None:
    driver = Driver(None, OLD, NEW)
    assert [one.title for one in driver.state.errands if one.journey == "filing"] == [OLD.short_name]
    driver.wall_clock = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    driver.wait(1)
    assert [one.title for one in driver.state.errands if one.journey == "filing"] == [NEW.short_name]


def test_a_dossier_begun_before_midnight_keeps_its_version() -> None:
    driver = Driver(None, OLD, NEW)
    driver.to_form()
    driver.wall_clock = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    driver.wait(1)
    assert driver.state.of(events.Filing).procedure == OLD


def test_a_clock_before_every_law_takes_no_dossier_until_it_is_right() -> None:
    driver = Driver(None, OLD)
    driver.wall_clock = datetime(1970, 1, 1, tzinfo=UTC)
    driver.wait(1)
    driver.send(events.Begin())
    assert driver.state.step == "welcome"
    driver.wall_clock = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    driver.wait(1)
    driver.send(events.Begin())
    assert driver.state.step == "procedures"
