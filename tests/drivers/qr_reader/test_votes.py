"""When a reading counts, and how often it is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.qr_reader.port import QrReading
from drivers.qr_reader.votes import Votes

A, B = QrReading("a", "zxing"), QrReading("b", "zbar")


def told(votes: Votes, frames: list[tuple[float, tuple[QrReading, ...]]]) -> list[str]:
    return [one.text for at, readings in frames for one in votes.add(readings, at)]


def test_one_reading_is_not_enough_and_two_are() -> None:
    votes = Votes(2)
    assert votes.add((A,), 0.0) == ()
    assert votes.add((), 0.1) == ()
    assert votes.add((A,), 0.2) == (A,)


def test_readings_far_apart_do_not_support_each_other() -> None:
    assert told(Votes(2), [(0.0, (A,)), (1.6, (A,))]) == []


def test_the_same_text_is_told_once_while_it_is_in_sight() -> None:
    assert told(Votes(1), [(second / 10, (A,)) for second in range(100)]) == ["a"]


def test_it_is_told_again_after_two_seconds_out_of_sight() -> None:
    assert told(Votes(1), [(0.0, (A,)), (1.9, (A,)), (3.9, (A,))]) == ["a", "a"]


def test_it_is_told_again_after_another() -> None:
    assert told(Votes(1), [(0.0, (A,)), (0.1, (B,)), (0.2, (A,))]) == ["a", "b", "a"]


def test_two_codes_side_by_side_are_told_once_each() -> None:
    assert told(Votes(2), [(second / 10, (A, B)) for second in range(50)]) == ["a", "b"]


def test_no_votes_make_no_sense() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Votes(0)


@given(st.lists(st.sampled_from([(), (A,), (B,)]), max_size=40), st.integers(1, 3))
def test_nothing_is_told_that_was_not_read_often_enough(
    frames: list[tuple[QrReading, ...]], needed: int
) -> None:
    votes = Votes(needed)
    seen: list[str] = []
    for at, readings in enumerate(frames):
        seen += [one.text for one in readings]
        for one in votes.add(readings, at / 15):
            assert seen.count(one.text) >= needed
