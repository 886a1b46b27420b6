"""A slice has every kind, and the slices of following days have every case."""

from __future__ import annotations

from itertools import product

import pytest

from tests.support.slices import SLICE, WHOLE, share

CASES = [*product("abc", range(8)), ("rare", 0)]


@pytest.fixture(autouse=True)
def sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WHOLE, raising=False)
    monkeypatch.setenv(SLICE, "739947")


def _share(one_in: int = 4) -> list[tuple[str, int]]:
    return share(CASES, one_in, kind=lambda case: case[0])


def test_every_kind_is_there_and_most_cases_are_not() -> None:
    assert {kind for kind, _ in _share()} == {"a", "b", "c", "rare"}
    assert len(_share()) == 7
    assert {kind for kind, _ in _share(100)} == {"a", "b", "c", "rare"}


def test_what_is_crossed_with_the_kinds_is_taken_too() -> None:
    assert len({value % 4 for kind, value in _share() if kind != "rare"}) == 3


def test_following_days_take_every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: set[tuple[str, int]] = set()
    for day in range(4):
        monkeypatch.setenv(SLICE, str(739947 + day))
        assert _share() == _share()
        taken.update(_share())
    assert taken == set(CASES)


def test_the_whole_takes_all_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHOLE, "1")
    assert _share() == CASES
