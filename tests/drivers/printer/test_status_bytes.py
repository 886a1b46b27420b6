"""The bits of the four status bytes, as Epson's ESC/POS reference gives them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.printer.port import Paper
from drivers.printer.status import Answer, classify, decode

FIXED = 0x12


def test_all_in_order() -> None:
    status = decode(FIXED, FIXED, FIXED, FIXED)
    assert status.ready
    assert status.paper is Paper.ENOUGH


@pytest.mark.parametrize(
    ("printer", "offline", "error", "paper", "expected"),
    [
        (0x1A, FIXED, FIXED, FIXED, (False, Paper.ENOUGH, False, False)),
        (FIXED, 0x16, FIXED, FIXED, (True, Paper.ENOUGH, True, False)),
        (FIXED, 0x32, FIXED, FIXED, (True, Paper.OUT, False, False)),
        (FIXED, 0x52, FIXED, FIXED, (True, Paper.ENOUGH, False, True)),
        (FIXED, FIXED, 0x1A, FIXED, (True, Paper.ENOUGH, False, True)),
        (FIXED, FIXED, 0x32, FIXED, (True, Paper.ENOUGH, False, True)),
        (FIXED, FIXED, 0x52, FIXED, (True, Paper.ENOUGH, False, True)),
        (FIXED, FIXED, FIXED, 0x1E, (True, Paper.NEAR_END, False, False)),
        (FIXED, FIXED, FIXED, 0x7E, (True, Paper.OUT, False, False)),
    ],
)
def test_each_bit(
    printer: int, offline: int, error: int, paper: int, expected: tuple[bool, Paper, bool, bool]
) -> None:
    status = decode(printer, offline, error, paper)
    assert (status.online, status.paper, status.cover_open, status.error) == expected


@pytest.mark.parametrize(
    ("byte", "answer"),
    [
        (0x12, Answer.REAL_TIME),
        (0x7E, Answer.REAL_TIME),
        (0x00, Answer.CONSUMED),
        (0x0F, Answer.CONSUMED),
        (0x11, Answer.OTHER),
        (0x13, Answer.OTHER),
        (0x10, Answer.OTHER),
        (0xFF, Answer.OTHER),
    ],
)
def test_answers_are_told_apart(byte: int, answer: Answer) -> None:
    assert classify(byte) is answer


@settings(max_examples=60)
@given(st.lists(st.integers(0, 255), min_size=4, max_size=4))
def test_any_four_bytes_give_a_status(answers: list[int]) -> None:
    status = decode(*answers)
    assert status.ready == (
        status.online and not status.cover_open and not status.error and status.paper is not Paper.OUT
    )
