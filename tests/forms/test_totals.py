"""What the citizen has to pay: 8.000 đồng a copy (docs/domain/procedures.md#which-there-are)."""

from __future__ import annotations

import pytest

from kiosk_app.forms.totals import count, fee_total
from tests.forms.samples import COPYING, MARRYING, copying, marrying


@pytest.mark.parametrize(("copies", "total"), [("1", 8_000), ("5", 40_000), ("20", 160_000)])
def test_copies_cost_eight_thousand_each(copies: str, total: int) -> None:
    assert fee_total(COPYING, copying(SoLuong=copies)) == total


def test_the_certificate_is_free() -> None:
    assert fee_total(MARRYING, marrying(SoLuong="3")) == 0


@pytest.mark.parametrize("text", ["", "hai", "-1", "²", "٣", "1.5", "999999999"])
def test_what_is_no_count_counts_as_one(text: str) -> None:
    assert fee_total(COPYING, {"SoLuong": text}) == 8_000


def test_count() -> None:
    assert count({"n": "07"}, "n") == 7
    assert count({}, "n") == 1
