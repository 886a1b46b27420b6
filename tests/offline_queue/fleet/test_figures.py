"""Figures of a day are about five people or more, also when one subtracts; each day is told once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from offline_queue.daemon.looked_after import DayFigures
from offline_queue.fleet.figures import FEW, LEAST, filed
from offline_queue.store.database import Database
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission

COUNTS = st.dictionaries(st.sampled_from([f"1.00{n:04d}" for n in range(12)]), st.integers(0, 30))


@given(COUNTS)
def test_nothing_is_about_fewer_than_five(counts: dict[str, int]) -> None:
    told = filed(counts)
    total = sum(counts.values())
    shown = [*told.by_procedure.values(), told.other]
    assert all(number == 0 or number >= LEAST for number in shown)
    if isinstance(told.total, int):
        assert told.total == total == sum(shown)
        assert total == 0 or total >= LEAST
    else:
        assert told.total == FEW
        assert 0 < total < LEAST
        assert sum(shown) == 0


@given(COUNTS)
def test_what_is_named_is_true(counts: dict[str, int]) -> None:
    assert all(counts[code] == number for code, number in filed(counts).by_procedure.items())


def test_by_subtraction_nothing_follows() -> None:
    told = filed({"1.004873": 9, "1.000894": 6, "2.000635": 2})
    assert told.by_procedure == {"1.004873": 9}
    assert told.other == 8


def test_a_day_is_told_once_when_it_is_over(tmp_path: Path) -> None:
    clock = FakeClock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    outbox = open_outbox(tmp_path, Keys(), clock=clock)
    for seed in range(6):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    doubtful = False
    figures = DayFigures(database, database, clock, lambda: doubtful)
    # On the day itself the day before is told; then nothing until it is over.
    assert figures() is not None
    assert figures() is None
    clock.go(86_400)
    doubtful = True
    assert figures() is None
    doubtful = False
    told = figures()
    assert told is not None
    assert (told["day"], told["filed"]) == ("2026-11-24", 6)
    assert DayFigures(database, database, clock, lambda: False)() is None
