"""What the citizen has to pay: 8.000 đồng a copy (docs/domain/procedures.md#which-there-are)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.catalogue.model import Text
from kiosk_app.forms.totals import count, fee_total, fee_words
from tests.forms.samples import COPYING, MARRYING, copying, marrying


@pytest.mark.parametrize(("copies", "total"), [("1", 8_000), ("5", 40_000), ("20", 160_000)])
def test_copies_cost_eight_thousand_each(copies: str, total: int) -> None:
    assert fee_total(COPYING, copying(SoLuong=copies)) == total


def test_a_fee_that_the_province_decides_is_no_sum() -> None:
    assert fee_total(MARRYING, marrying(SoLuong="3")) == 0
    assert fee_words(MARRYING) == Text("", "")


def test_a_part_of_the_fees_is_not_told_as_their_sum() -> None:
    partly = replace(COPYING, fees=(*COPYING.fees, *MARRYING.fees))
    assert fee_total(partly, copying(SoLuong="2")) == 0
    assert fee_words(partly) == Text("", "")


def test_what_is_free_is_said_to_be_free() -> None:
    free = replace(COPYING, fees=tuple(replace(one, amount_vnd=0) for one in COPYING.fees))
    assert fee_words(free) == Text("miễn phí", "free")


@pytest.mark.parametrize("text", ["", "hai", "-1", "²", "٣", "1.5", "999999999"])
def test_what_is_no_count_counts_as_one(text: str) -> None:
    assert fee_total(COPYING, {"SoLuong": text}) == 8_000


def test_count() -> None:
    assert count({"n": "07"}, "n") == 7
    assert count({}, "n") == 1
