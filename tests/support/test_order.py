"""Which tests begin first: the longest, a file at a time, and none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from tests.support.order import FIRST, shares

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


def test_the_longest_files_begin_and_no_test_is_lost_or_torn_from_its_neighbours() -> None:
    long_ones = [*FIRST[:3], "tests/journeys/test_a.py", "tests/journeys/test_b.py"]
    tests = [*named("tests/a.py", 95), *(one for file in long_ones for one in named(file, 2))]
    divided = shares(tests)
    assert sorted(place for share in divided for place in share) == list(range(len(tests)))
    files = [{tests[place].nodeid.partition("::")[0] for place in share} for share in divided]
    assert files[:3] == [{file} for file in FIRST[:3]]
    assert [*files[3:5]] in ([{a}, {b}] for a, b in permutations(long_ones[3:]))
    assert files[5:] == [{"tests/a.py"}] * 3
    assert all(share == list(range(share[0], share[0] + len(share))) for share in divided)
