"""Telephone numbers and addresses of e-mail."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

from vietnam.contact import is_email, phone_number


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("0905000123", "0905000123"),
        ("+84 905 000 123", "0905000123"),
        ("\u202a0905 000 123\u202c", "0905000123"),
        ("0905\u2014000\u2014123", "0905000123"),
        ("\u200b+84905000123\ufeff", "0905000123"),
        ("84905000123", "0905000123"),
        ("0084905000123", "0905000123"),
        ("+84 (0)905.000.123", "0905000123"),
        ("0844666531", "0844666531"),
        ("0386 123 456", "0386123456"),
        ("0522123456", "0522123456"),
        ("02438251234", "02438251234"),
        ("02888075050", "02888075050"),
        ("(0236) 3 822 123", "02363822123"),
        ("+84 24 3825 1234", "02438251234"),
        ("0905–000–123", "0905000123"),
        ("0905\u2011000\u2011123", "0905000123"),
        ("069 2345 860", "0692345860"),
        ("(024) 080 43162", "02408043162"),
        ("０９０５　０００－１２３", "0905000123"),
        ("＋８４（０）９０５．０００．１２３", "0905000123"),
    ],
)
def test_numbers_of_the_plan(text: str, dialled: str) -> None:
    assert phone_number(text) == dialled


NO_NUMBERS = (
    *(
        "0243825123",
        "0512345678",
        "090500012",
        "09050001234",
        "0125123456",
        "0951234567",
        "0711234567",
        "113",
    ),
    *("+1 202 555 0100", "0236382212", "02018251234", "0240825123", "0905-000-12x", "0000000000", ""),
    "٠٩٠٥٠٠٠١٢٣",
)
NO_ADDRESSES = (
    *("a＠b.vn", "a﹫b.vn", "a@b。vn", "a@b．vn", "a@b①.vn"),
    *("", "a@b", "a@@b.vn", "a b@c.vn", ".a@b.vn", "a.@b.vn", "a..b@c.vn", "a@-b.vn", "a@b-.vn", "a@b..vn"),
    *(
        "a@b.v",
        "nguyễn@b.vn",
        "a@b.vn.",
        "a@gmail,com",
        "an@exаmple.vn",
        '"an b"@gmail.com',
        "@b.vn",
        "a@1.2.3.4",
    ),
    *("x" * 65 + "@b.vn", "a@" + "b" * 64 + ".vn"),
)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_nobody_can_be_called_by(text: str) -> None:
    assert phone_number(text) == ""


def test_the_areas_of_every_province() -> None:
    for row in json.loads(NESTED_DIVISIONS_JSON_PATH.read_text(encoding="utf-8")):
        area = f"0{row['phone_code']}"
        assert phone_number(area + "38221234567"[: 11 - len(area)])


@given(st.text(max_size=20))
def test_what_is_given_is_a_number_that_stays(text: str) -> None:
    dialled = phone_number(text)
    assert dialled == "" or phone_number(dialled) == dialled


@pytest.mark.parametrize(
    "text",
    [
        "a@b.vn",
        "nguyen.van-a+1@mail.danang.gov.vn",
        " an_123@gmail.com ",
        "o'neil@x-y.org",
        "an@công-ty.vn",
        "an@b.xn--p1ai",
    ],
)
def test_addresses(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_address(text: str) -> None:
    assert not is_email(text)
