"""Figures of errands are about five people or more, also when one subtracts; each is told once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from offline_queue.contract.messages import ErrandParams
from offline_queue.daemon.visits import VisitCounts
from offline_queue.fleet.errand_statistics import (
    LEAST,
    MOST_ERRANDS,
    OTHER,
    EndedErrand,
    ErrandCount,
    ErrandStatistics,
    messages,
)
from offline_queue.store.database import Database
from tests.offline_queue.support.clock import FakeClock

DAY = date(2026, 11, 24)
ENDED = st.builds(
    EndedErrand,
    errand=st.sampled_from(["1.004873", "2.000635", "follow_up", "queue_ticket"]),
    step=st.sampled_from(["papers", "sign_in", "scan", "review"]),
    finished=st.booleans(),
    helped=st.booleans(),
    seconds=st.integers(0, 100_000),
)
DAYS = st.lists(st.lists(ENDED, max_size=25), min_size=1, max_size=8)


def _difference(after: ErrandCount, before: ErrandCount) -> list[int]:
    steps = {*after.left, *before.left}
    judged = after.judged - before.judged
    finished, helped = after.finished - before.finished, after.helped - before.helped
    begun = after.begun - before.begun
    return [
        *(begun, judged, begun - judged, finished, judged - finished, helped, judged - helped),
        *(after.left.get(step, 0) - before.left.get(step, 0) for step in steps),
    ]


@given(DAYS, st.integers(1, 12))
def test_nothing_is_about_fewer_than_five(days: list[list[EndedErrand]], every: int) -> None:
    """Neither what is told on a day, nor the difference to the day before, nor what a part leaves of it."""
    figures, today = ErrandStatistics(), DAY
    for ended in days:
        for one in ended:
            figures = figures.add(one, today)
        today += timedelta(days=every)
        after = figures.release(today)
        for errand, count in after.told.items():
            before = figures.told.get(errand, ErrandCount())
            assert all(number == 0 or number >= LEAST for number in _difference(count, before))
        figures = after


@given(DAYS)
def test_nothing_is_counted_twice_or_lost(days: list[list[EndedErrand]]) -> None:
    figures, today = ErrandStatistics(), DAY
    for ended in days:
        for one in ended:
            figures = figures.add(one, today)
        today += timedelta(days=1)
        figures = figures.release(today)
    begun = sum(one.begun for one in (*figures.held.values(), *figures.told.values()))
    assert begun == sum(len(ended) for ended in days)


def test_a_busy_day_is_told_with_where_people_gave_up() -> None:
    figures = ErrandStatistics()
    for number in range(20):
        finished = number < 10
        step = "done" if finished else "scan" if number < 17 else "sign_in"
        figures = figures.add(EndedErrand("1.004873", step, finished, number % 2 == 0, 300), DAY)
    told = dict(messages(figures.release(DAY + timedelta(days=1)).told, DAY))
    assert told["1.004873"] == {
        "day": "2026-11-24",
        "begun": 20,
        "judged": 20,
        "finished": 10,
        "helped": 10,
        "minutes": 100,
        "least": LEAST,
    }
    # Three gave up at sign_in: with the seven of scan they are ten whom nobody can tell apart.
    assert {path: one["left"] for path, one in told.items() if "/" in path} == {f"1.004873/{OTHER}": 10}


def test_too_few_wait_for_more_and_join_the_rare_in_the_end() -> None:
    rare = EndedErrand("2.002516", "done", finished=True, helped=False, seconds=60)
    figures = ErrandStatistics()
    for _ in range(3):
        figures = figures.add(rare, DAY)
    for days in (1, 7, 27):
        assert figures.release(DAY + timedelta(days=days)).told == {}
    later = figures.release(DAY + timedelta(days=28))
    assert (later.told, later.held[OTHER].begun) == ({}, 3)
    for _ in range(2):
        later = later.add(EndedErrand(OTHER, "done", finished=True, helped=False, seconds=60), DAY)
    assert later.release(DAY + timedelta(days=29)).told[OTHER].begun == 5


def test_there_is_a_bound_on_what_is_named() -> None:
    figures = ErrandStatistics()
    for number in range(3 * MOST_ERRANDS):
        figures = figures.add(EndedErrand(f"1.{number:06d}", "done", True, False, 1), DAY)
    assert len(figures.held) == MOST_ERRANDS + 1
    assert figures.held[OTHER].begun == 2 * MOST_ERRANDS


def test_counts_outlive_the_daemon_and_a_day_is_told_once(tmp_path: Path) -> None:
    clock = FakeClock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    assert VisitCounts(database, clock).due() == ()
    for _ in range(6):
        told = ErrandParams(errand="1.004873", step="done", finished=True, seconds=120)
        VisitCounts(database, clock).ended(told)
    assert VisitCounts(database, clock).due() == ()
    clock.go(86_400)
    ((path, message),) = VisitCounts(database, clock).due()
    assert (path, message["begun"], message["minutes"]) == ("1.004873", 6, 12)
    assert VisitCounts(database, clock).due() == ()
    # The next day's message holds the sum again: one that was lost is made good.
    clock.go(86_400)
    assert [one["begun"] for _path, one in VisitCounts(database, clock).due()] == [6]
    database.close()


def test_somebody_is_there_as_long_as_the_screen_says_so(tmp_path: Path) -> None:
    clock = FakeClock()
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    visits = VisitCounts(database, clock)
    assert not visits.in_visit
    visits.here()
    clock.go(10)
    assert visits.in_visit
    # A screen that died says nothing more.
    clock.go(60)
    assert not visits.in_visit
    database.close()


def test_what_cannot_be_read_is_counted_anew(tmp_path: Path) -> None:
    clock = FakeClock()
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with database.writing() as connection:
        connection.execute("INSERT INTO remembered (name, value, at) VALUES ('fleet_errands', '{\"x', '')")
    visits = VisitCounts(database, clock)
    visits.ended(ErrandParams(errand="follow_up", step="dossier", finished=True, seconds=1))
    assert visits.due() == ()
    database.close()
