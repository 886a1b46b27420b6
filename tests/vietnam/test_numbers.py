"""Numbers and dates in words, as people read them aloud."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.numbers import LARGEST, date_in_words, number_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (1990, "một nghìn chín trăm chín mươi"),
        (2000, "hai nghìn"),
        (2004, "hai nghìn không trăm linh bốn"),
        (2010, "hai nghìn không trăm mười"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
    ],
)
def test_numbers(number: int, words: str) -> None:
    assert number_words(number) == words


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_no_two_numbers_share_their_words(one: int, other: int) -> None:
    assert (number_words(one) == number_words(other)) is (one == other)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_is_not_written_out_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="written out"):
        number_words(number)


def test_months_one_and_four_have_words_of_their_own() -> None:
    assert date_in_words(date(2026, 4, 1)) == "Ngày một tháng tư năm hai nghìn không trăm hai mươi sáu"
    assert date_in_words(date(2015, 1, 15)).startswith(
        "Ngày mười lăm tháng một năm hai nghìn không trăm mười lăm"
    )
