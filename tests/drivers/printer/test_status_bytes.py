"""The bits of the four status bytes, as Epson's ESC/POS reference gives them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.printer.port import PaperLevel
from drivers.printer.status import StatusRequest, classify, decode

FIXED = 0x12


def test_all_in_order() -> None:
    status = decode(FIXED, FIXED, FIXED, FIXED)
    assert status.ready
    assert status.paper is PaperLevel.ENOUGH


@pytest.mark.parametrize(
    ("printer", "offline", "error", "paper", "expected"),
    [
        (0x1A, FIXED, FIXED, FIXED, (False, PaperLevel.ENOUGH, False, False)),
        (FIXED, 0x16, FIXED, FIXED, (True, PaperLevel.ENOUGH, True, False)),
        (FIXED, 0x32, FIXED, FIXED, (True, PaperLevel.OUT, False, False)),
        (FIXED, 0x52, FIXED, FIXED, (True, PaperLevel.ENOUGH, False, True)),
        (FIXED, FIXED, 0x1A, FIXED, (True, PaperLevel.ENOUGH, False, True)),
        (FIXED, FIXED, 0x32, FIXED, (True, PaperLevel.ENOUGH, False, True)),
        (FIXED, FIXED, 0x52, FIXED, (True, PaperLevel.ENOUGH, False, True)),
        (FIXED, FIXED, FIXED, 0x1E, (True, PaperLevel.NEAR_END, False, False)),
        (FIXED, FIXED, FIXED, 0x7E, (True, PaperLevel.OUT, False, False)),
    ],
)
def test_each_bit(
    printer: int, offline: int, error: int, paper: int, expected: tuple[bool, PaperLevel, bool, bool]
) -> None:
    status = decode(printer, offline, error, paper)
    assert (status.online, status.paper, status.cover_open, status.error) == expected


@pytest.mark.parametrize(
    ("byte", "answer"),
    [
        (0x12, StatusRequest.REAL_TIME),
        (0x7E, StatusRequest.REAL_TIME),
        (0x00, StatusRequest.CONSUMED),
        (0x0F, StatusRequest.CONSUMED),
        (0x11, StatusRequest.OTHER),
        (0x13, StatusRequest.OTHER),
        (0x10, StatusRequest.OTHER),
        (0xFF, StatusRequest.OTHER),
    ],
)
def test_answers_are_told_apart(byte: int, answer: StatusRequest) -> None:
    assert classify(byte) is answer


@settings(max_examples=60)
@given(st.lists(st.integers(0, 255), min_size=4, max_size=4))
def test_any_four_bytes_give_a_status(answers: list[int]) -> None:
    status = decode(*answers)
    assert status.ready == (
        status.online and not status.cover_open and not status.error and status.paper is not PaperLevel.OUT
    )
