"""The personal id number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.identity.personal_id import (
    Contradiction,
    Disagreement,
    PersonalIdError,
    check,
    parse_personal_id,
)
from kiosk_app.identity.provinces import PROVINCES_OF_BIRTH_REGISTRATION

DIGITS = st.text("0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("digits", "province", "sex", "year"),
    [
        ("048090000001", "Đà Nẵng", "male", 1990),
        ("048190000002", "Đà Nẵng", "female", 1990),
        ("001300000003", "Hà Nội", "female", 2000),
        ("096225000004", "Cà Mau", "male", 2025),
        ("079999000005", "Hồ Chí Minh", "female", 2399),
    ],
)
def test_it_tells_province_sex_and_year(digits: str, province: str, sex: str, year: int) -> None:
    parsed = parse_personal_id(digits)
    assert (parsed.province, parsed.sex, parsed.birth_year) == (province, sex, year)


@pytest.mark.parametrize(
    "text", ["", "048", "0480900000011", "04809000000a", " 48090000001", "٠٤٨٠٩٠٠٠٠٠٠١", "012345678"]
)
def test_only_twelve_digits_are_one(text: str) -> None:
    with pytest.raises(PersonalIdError) as caught:
        parse_personal_id(text)
    assert not text or text not in str(caught.value)


def test_there_are_63_provinces() -> None:
    assert len(PROVINCES_OF_BIRTH_REGISTRATION) == 63
    assert len(set(PROVINCES_OF_BIRTH_REGISTRATION.values())) == 63


def test_what_agrees_gives_no_contradiction() -> None:
    assert check("048090000001", "1990-03-02", "male") == ()
    assert check("048190000002", "1990", "female") == ()
    assert check("048190000002") == ()


def test_contradictions_tell_what_the_id_implies() -> None:
    assert check("048090000001", "1991-03-02", "female") == (
        Disagreement(Contradiction.BIRTH_YEAR, "1990"),
        Disagreement(Contradiction.SEX, "male"),
    )
    assert check("999090000001") == (Disagreement(Contradiction.PROVINCE, "999"),)


@pytest.mark.parametrize("birth_date", ["", "not a date", "1991-13", "1991-02-30"])
def test_a_date_that_is_none_is_left_out(birth_date: str) -> None:
    assert check("048090000001", birth_date, "khác") == ()


@given(DIGITS)
def test_an_id_never_contradicts_itself(digits: str) -> None:
    parsed = parse_personal_id(digits)
    kinds = {found.kind for found in check(digits, "", parsed.sex)}
    assert kinds <= {Contradiction.PROVINCE}
    assert repr(parsed) == "PersonalId(…)"


@given(DIGITS, st.integers(1900, 2199), st.sampled_from(["male", "female"]))
def test_a_contradiction_is_found_exactly_when_there_is_one(digits: str, year: int, sex: str) -> None:
    parsed = parse_personal_id(digits)
    kinds = {found.kind for found in check(digits, f"{year}-01", sex)}
    assert (Contradiction.BIRTH_YEAR in kinds) == (year != parsed.birth_year)
    assert (Contradiction.SEX in kinds) == (sex != parsed.sex)
    assert (Contradiction.PROVINCE in kinds) == (digits[:3] not in PROVINCES_OF_BIRTH_REGISTRATION)
