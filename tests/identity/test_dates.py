"""Dates of which a part may be unknown."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.identity.dates import DateFormatError, PartialDate, parse_card, parse_iso


@pytest.mark.parametrize("text", ["1990", "1990-03", "1990-03-02", "2000-02-29"])
def test_iso_dates_come_back(text: str) -> None:
    assert parse_iso(text).iso() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "90",
        "1990-",
        "1990-3",
        "1990-00",
        "1990-13",
        "1990-02-30",
        "1900-02-29",
        "0000",
        "19900302",
        "1990 ",
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(DateFormatError):
        parse_iso(text)


def test_whole_means_that_the_day_is_known() -> None:
    assert parse_iso("1990-03-02").whole
    assert not parse_iso("1990-03").whole
    assert not parse_card("00001990").whole


def test_a_day_needs_a_month() -> None:
    with pytest.raises(DateFormatError):
        PartialDate(1990, None, 2)


@given(st.dates(datetime.date(1850, 1, 1), datetime.date(2199, 12, 31)))
def test_card_and_iso_forms_agree(day: datetime.date) -> None:
    assert parse_card(day.strftime("%d%m%Y")) == parse_iso(day.isoformat())


@given(st.text("0123456789-/", max_size=11))
def test_every_text_is_a_date_or_refused(text: str) -> None:
    for parse in (parse_iso, parse_card):
        try:
            parsed = parse(text)
        except DateFormatError:
            continue
        assert parse_iso(parsed.iso()) == parsed
