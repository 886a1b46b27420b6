"""Moments, days and sums in the language of a screen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vietnam.bilingual import brief_in, day_in, due_in, money_in, told_briefly_in, told_in, when_in
from vietnam.wording import date_words, due_words, moment_words, money_words, told_words

MOMENT = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)


def test_english_is_by_the_clock_of_vietnam() -> None:
    assert when_in(MOMENT, "en") == "01:05, 21 November 2026"
    assert due_in(MOMENT, "en") == "01:05, 21 November 2026"
    assert told_in("2026-11-20T08:30:00+07:00", "en") == "08:30, 20 November 2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "5 January 2026"),
        (date(2026, 5, 31), "31 May 2026"),
        (date(2026, 12, 1), "1 December 2026"),
    ],
)
def test_a_day_without_its_hour(day: date, words: str) -> None:
    assert day_in(day, "en") == when_in(day, "en") == due_in(day, "en") == words
    assert told_in(day.isoformat(), "en") == words


def test_sums() -> None:
    assert [money_in(one, "en") for one in (0, 8000, 1_234_567)] == ["0 VND", "8,000 VND", "1,234,567 VND"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_no_time_is_not_said(language: str) -> None:
    assert [told_in(text, language) for text in ("", "hôm qua", "2026-02-30")] == [""] * 3


def test_vietnamese_is_that_of_papers() -> None:
    day = date(2026, 2, 5)
    assert when_in(MOMENT, "vi") == moment_words(MOMENT)
    assert day_in(day, "vi") == when_in(day, "vi") == date_words(day)
    assert (due_in(MOMENT, "vi"), due_in(day, "vi")) == (due_words(MOMENT), due_words(day))
    assert told_in("2026-11-24", "vi") == told_words("2026-11-24")
    assert money_in(16_000, "vi") == money_words(16_000)


def test_where_room_is_short_vietnamese_takes_figures_and_english_does_not() -> None:
    day = date(2026, 2, 5)
    assert (brief_in(day, "vi"), brief_in(day, "en")) == ("05/02/2026", "5 February 2026")
    assert brief_in(MOMENT, "vi") == "01:05 21/11/2026"
    assert brief_in(MOMENT, "en") == "01:05, 21 November 2026"
    assert told_briefly_in("2026-02-05", "vi") == "05/02/2026"
    assert told_briefly_in("hôm qua", "vi") == ""
