"""What the citizen has to pay: 8.000 đồng a copy (docs/domain/procedures.md#which-there-are)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.catalogue.model import Text
from kiosk_app.forms.totals import count, fee_total, fee_words, fees_due
from tests.catalogue.samples import shipped
from tests.forms.made_up import made_up
from tests.forms.samples import COPYING, MARRYING, copying, marrying


@pytest.mark.parametrize(("copies", "total"), [("1", 8_000), ("5", 40_000), ("20", 160_000)])
def test_copies_cost_eight_thousand_each(copies: str, total: int) -> None:
    assert fee_total(COPYING, copying(SoLuong=copies), online=True) == total


def test_a_fee_that_the_province_decides_is_no_sum() -> None:
    assert fee_total(MARRYING, marrying(SoLuong="3"), online=True) is None
    assert fee_words(MARRYING) == Text("", "")


def test_a_part_of_the_fees_is_not_told_as_their_sum() -> None:
    partly = replace(COPYING, fees=(*COPYING.fees, *MARRYING.fees))
    assert fee_total(partly, copying(SoLuong="2"), online=True) is None
    assert fee_words(partly) == Text("", "")


def test_what_is_free_is_said_to_be_free() -> None:
    free = replace(COPYING, fees=tuple(replace(one, amount_vnd=0) for one in COPYING.fees))
    assert fee_words(free) == Text("miễn phí", "free")


@pytest.mark.parametrize("text", ["", "hai", "-1", "²", "٣", "1.5", "999999999"])
def test_what_is_no_count_counts_as_one(text: str) -> None:
    assert fee_total(COPYING, {"SoLuong": text}, online=True) == 8_000


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ({}, 0),
        ({"CapBanSao": "Không", "SoLuong": "3"}, 0),
        ({"CapBanSao": "Có", "SoLuong": "1"}, 8_000),
        ({"CapBanSao": "Có", "SoLuong": "3"}, 24_000),
    ],
)
def test_a_wedding_is_free_and_its_copies_are_not(answers: dict[str, str], total: int) -> None:
    wedding = shipped()["1.000894"]
    said = made_up(wedding) | answers
    assert fee_total(wedding, said, online=True) == fee_total(wedding, said, online=False) == total
    assert fee_words(wedding).vi == "miễn phí"


@pytest.mark.parametrize(
    "code", ["1.000656", "1.000894", "1.001193", "1.004772", "1.004884", "1.005461", "2.000806", "3.000722"]
)
def test_who_wants_copies_is_told_what_they_cost(code: str) -> None:
    procedure = shipped()[code]
    plain = made_up(procedure)
    copies = plain | {"CapBanSao": "Có", "SoLuong": "2"}
    more = set(fees_due(procedure, copies, online=True)) - set(fees_due(procedure, plain, online=True))
    assert [(fee.amount_vnd, "8.000 đồng/bản" in fee.waived.vi) for fee in more] == [(8_000, True)]


@pytest.mark.parametrize(
    ("code", "online", "total"),
    [
        ("1.004222", True, 10_000),
        ("1.004222", False, 20_000),
        ("1.004194", True, 7_000),
        ("1.004194", False, None),
    ],
)
def test_the_residence_costs_more_through_an_officer(code: str, online: bool, total: int | None) -> None:
    residence = shipped()[code]
    assert fee_total(residence, made_up(residence), online=online) == total
    assert fee_words(residence).vi.startswith("từ ")
    assert fee_words(residence).en.startswith("from ")


def test_count() -> None:
    assert count({"n": "07"}, "n") == 7
    assert count({}, "n") == 1
