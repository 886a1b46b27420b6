"""Ids, dates and sums as Vietnamese papers write them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.slips.wording import date_words, mask_id, moment_words, printable, sum_words, together


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("048090000001", "048•••••0001"),
        ("123456789", "••••••789"),
        ("C1234567", "•••••567"),
        ("12345", "•••••"),
        ("", ""),
    ],
)
def test_mask_id(number: str, masked: str) -> None:
    assert mask_id(number) == masked


@settings(max_examples=50)
@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_masked_id_shows_seven_digits(number: str) -> None:
    masked = mask_id(number)
    assert len(masked) == 12
    assert masked[3:8] == "•••••"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
        (date(2026, 11, 24), "ngày 24 tháng 11 năm 2026"),
    ],
)
def test_date_words(day: date, words: str) -> None:
    assert date_words(day) == words


def test_moment_words_are_by_the_clock_of_vietnam() -> None:
    assert (
        moment_words(datetime(2026, 11, 23, 18, 5, tzinfo=UTC)) == "01 giờ 05 phút, ngày 24 tháng 11 năm 2026"
    )


@pytest.mark.parametrize(
    ("dong", "words"), [(8000, "8.000 đồng"), (1_234_567, "1.234.567 đồng"), (0, "0 đồng")]
)
def test_sum_words(dong: int, words: str) -> None:
    assert sum_words(dong) == words


def test_printable_is_nfc_without_hidden_characters() -> None:
    decomposed = unicodedata.normalize("NFD", "Lê Xuân")
    assert printable(f"\u200e{decomposed}\x00\n\u202eA") == "Lê Xuân A"


def test_a_telephone_number_and_a_date_stay_on_one_line() -> None:
    words = "gọi 0235 000 0007 trước 15 giờ, ngày 24 tháng 11 năm 2026 nhé"
    assert together(words).split(" ") == [
        "gọi",
        "0235\u00a0000\u00a00007",
        "trước",
        "15\u00a0giờ,",
        "ngày\u00a024\u00a0tháng\u00a011\u00a0năm\u00a02026",
        "nhé",
    ]
