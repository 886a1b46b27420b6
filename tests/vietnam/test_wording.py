"""Dates and sums as Vietnamese papers write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vietnam.wording import date_words, day_or_moment, decimal_words, moment_words, money_words, told_words


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
def test_money_words(dong: int, words: str) -> None:
    assert money_words(dong) == words


def test_measured_numbers_have_a_comma() -> None:
    assert [decimal_words(one) for one in (279.4, 268.0, 0.04, -1.25, 100.0)] == [
        "279,4",
        "268",
        "0",
        "-1,2",
        "100",
    ]


def test_a_portal_tells_a_day_or_a_moment() -> None:
    assert day_or_moment("2026-11-24") == date(2026, 11, 24)
    assert day_or_moment("2026-11-24T02:12:00+00:00") == datetime(2026, 11, 24, 2, 12, tzinfo=UTC)
    assert [day_or_moment(text) for text in ("", "hôm qua", "2026-02-30")] == [None] * 3


def test_what_a_portal_told_is_said_by_the_clock_of_vietnam() -> None:
    assert told_words("2026-11-24T02:12:00+00:00").startswith("09 giờ 12")
    assert told_words("") == ""
