"""After an outage a backlog goes out in turns; what is filed now goes at once; a person ends them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from offline_queue.delivery.catch_up import CatchUp
from offline_queue.store.catching_up import LeftAlone
from tests.offline_queue.support.clock import FakeClock

HOUR = 3_600.0
MORNING = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
"""A Thursday, eight o'clock in Vietnam."""


def _after(hours: float, ids: list[int], share: float = 0.8) -> tuple[CatchUp, FakeClock]:
    """An outage of so many hours that began in the morning is over."""
    clock = FakeClock(MORNING)
    found = CatchUp(lambda: ids, clock, Random(7), share)
    found.away()
    clock.go(hours * HOUR)
    found.back()
    return found, clock


def _turns(catch_up: CatchUp, clock: FakeClock, ids: list[int]) -> list[float]:
    """Seconds after which each has its turn."""
    began = clock.monotonic()
    found = [clock.monotonic() - began for one in ids if not _held(catch_up, one)]
    while (wait := catch_up.seconds_to_next()) is not None:
        before = sum(_held(catch_up, one) for one in ids)
        clock.go(wait)
        after = sum(_held(catch_up, one) for one in ids)
        found += [clock.monotonic() - began] * (before - after)
    return found


def _held(catch_up: CatchUp, dossier_id: int) -> bool:
    above, up_to = catch_up.held_back()
    return dossier_id in LeftAlone(above=above, up_to=up_to)


def test_the_backlog_takes_its_share_of_the_office_hours() -> None:
    ids = list(range(1, 61))
    # Eight to half past eleven, and half past one to two: four hours of work.
    turns = _turns(*_after(6, ids), ids)
    assert len(turns) == 60
    assert 0.95 * 0.8 * 4 * HOUR < turns[-1] <= 0.8 * 4 * HOUR
    # Evenly: no quarter of the span gets much more than its part.
    quarters = [sum(low <= one / turns[-1] < low + 0.25 for one in turns) for low in (0, 0.25, 0.5)]
    assert all(10 <= number <= 20 for number in quarters)
    assert all(one <= other for one, other in pairwise(turns))


def test_what_is_filed_now_goes_at_once() -> None:
    catch_up, _ = _after(6, [3, 5, 9])
    assert _held(catch_up, 9)
    assert not _held(catch_up, 10)


def test_a_short_cut_spreads_nothing() -> None:
    catch_up, _ = _after(0.01, [1, 2, 3])
    assert catch_up.held_back() == (0, 0)
    assert catch_up.seconds_to_next() is None


def test_a_share_of_nothing_spreads_nothing() -> None:
    catch_up, _ = _after(6, [1, 2, 3], share=0.0)
    assert catch_up.held_back() == (0, 0)


def test_a_person_ends_the_turns() -> None:
    catch_up, _ = _after(6, [1, 2, 3])
    catch_up.lift()
    assert catch_up.held_back() == (0, 0)
    assert catch_up.seconds_to_next() is None


def test_a_short_cut_meanwhile_does_not_hurry_the_rest() -> None:
    ids = list(range(1, 41))
    catch_up, clock = _after(6, ids)
    clock.go(HOUR)
    above, _ = catch_up.held_back()
    catch_up.away()
    clock.go(90)
    left = [one for one in ids if one > above]
    catch_up._undelivered = lambda: left
    catch_up.back()
    turns = _turns(catch_up, clock, left)
    assert turns[-1] > HOUR


def test_a_night_and_a_sunday_count_little() -> None:
    clock = FakeClock(datetime(2026, 11, 28, 15, 0, tzinfo=UTC))
    catch_up = CatchUp(lambda: [1, 2], clock, Random(7), 0.8)
    catch_up.away()
    clock.go(20 * HOUR)
    catch_up.back()
    assert _turns(catch_up, clock, [1, 2])[-1] <= 0.8 * HOUR


@settings(max_examples=40)
@given(st.integers(1, 30), st.floats(0.02, 400), st.integers(0, 2**32))
def test_everything_has_its_turn_in_the_end(number: int, hours: float, seed: int) -> None:
    clock = FakeClock(MORNING)
    ids = sorted(Random(seed).sample(range(1, 1_000), number))
    catch_up = CatchUp(lambda: ids, clock, Random(seed), 0.8)
    catch_up.away()
    clock.go(hours * HOUR)
    catch_up.back()
    assert len(_turns(catch_up, clock, ids)) == number
    assert catch_up.held_back() == (0, 0)
