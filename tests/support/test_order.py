"""Which tests begin first: the longest, some in each worker's share, and none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.order import FIRST, longest_first

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Test:
    """A test of that name."""

    __test__ = False

    nodeid: str


def named(file: str, count: int) -> list[Test]:
    """Some tests of one file."""
    return [Test(f"{file}::test_{number}") for number in range(count)]


@pytest.mark.parametrize("name", FIRST)
def test_what_is_to_begin_first_exists(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("workers", [1, 2, 3, 5])
def test_each_share_begins_with_one_of_the_longest_files_and_no_test_is_lost(workers: int) -> None:
    long_ones = [*FIRST[:3], "tests/journeys/test_a.py", "tests/journeys/test_b.py"]
    tests = [*named("tests/a.py", 40), *(one for file in long_ones for one in named(file, 2))]
    ordered = longest_first(tests, workers)
    assert len(ordered) == len(set(ordered)) == len(tests)
    assert set(ordered) == set(tests)
    shares, rest = [], list(ordered)
    for number in range(workers):
        size = len(rest) // (workers - number)
        shares.append(rest[:size])
        del rest[:size]
    assert all(share[0].nodeid.startswith(FIRST[:4]) for share in shares)
    assert all(share[-1].nodeid.startswith("tests/a.py") for share in shares)
    for file in long_ones:
        places = [place for place, one in enumerate(ordered) if one.nodeid.startswith(file)]
        assert places == list(range(places[0], places[0] + 2))


def test_more_long_ones_than_a_share_holds_lose_none() -> None:
    tests = [*named("tests/journeys/test_a.py", 9), *named("tests/a.py", 1)]
    assert sorted(one.nodeid for one in longest_first(tests, 3)) == sorted(one.nodeid for one in tests)
