"""Provisional codes find every slip of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offline_queue.contract import provisional_code
from offline_queue.contract.provisional_code import ALPHABET, CodeError, ProvisionalCode

kiosks = st.text(ALPHABET, min_size=2, max_size=8)
numbers = st.integers(1, 10**9 - 1)


def _read(text: str) -> ProvisionalCode | None:
    try:
        return provisional_code.parse(text)
    except CodeError:
        return None


def test_form() -> None:
    made = provisional_code.make("DN07", 42)
    assert made.startswith("TAM-DN07-0042-")
    assert provisional_code.parse(made) == ProvisionalCode("DN07", 42)
    assert str(provisional_code.parse(made)) == made


def test_alphabet_has_a_prime_number_of_signs_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("ILOSU") & set(ALPHABET)


@given(kiosks, numbers)
def test_round_trip(kiosk: str, number: int) -> None:
    assert provisional_code.parse(provisional_code.make(kiosk, number)) == ProvisionalCode(kiosk, number)


@settings(max_examples=40)
@given(kiosks, numbers, st.data())
def test_every_wrong_sign_is_found(kiosk: str, number: int, data: st.DataObject) -> None:
    made = provisional_code.make(kiosk, number)
    place = data.draw(st.integers(0, len(made) - 1))
    for sign in ALPHABET + "-":
        if sign != made[place]:
            assert _read(made[:place] + sign + made[place + 1 :]) is None


@settings(max_examples=60)
@given(kiosks, numbers)
def test_every_exchange_of_neighbours_is_found(kiosk: str, number: int) -> None:
    made = provisional_code.make(kiosk, number)
    for place in range(len(made) - 1):
        swapped = made[:place] + made[place + 1] + made[place] + made[place + 2 :]
        if swapped != made:
            assert _read(swapped) in {None}


@pytest.mark.parametrize("change", [str.lower, lambda t: t.replace("-", " "), lambda t: f"  {t}\n"])
def test_forgives_case_and_spaces(change: object) -> None:
    made = provisional_code.make("DN07", 42)
    assert callable(change)
    assert _read(change(made)) == ProvisionalCode("DN07", 42)


def test_forgives_missing_hyphens_and_look_alikes() -> None:
    made = provisional_code.make("D107", 1050)
    typed = made.replace("0", "O").replace("1", "l").replace("5", "S")
    assert _read(typed) == ProvisionalCode("D107", 1050)
    assert _read(made.replace("-", "")) == ProvisionalCode("D107", 1050)


@pytest.mark.parametrize(
    "text",
    ["", "TAM", "TAM-DN07-0042", "H17.99.01-261124-0001", "TAM-DN07-0000-A", "TAM-D-0001-K", "x" * 5000],
)
def test_other_texts_are_of_another_form(text: str) -> None:
    with pytest.raises(CodeError) as raised:
        provisional_code.parse(text)
    assert raised.value.reason == "form"


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = _read(text)
    assert found is None or provisional_code.parse(str(found)) == found


@pytest.mark.parametrize(("kiosk", "number"), [("DNO7", 1), ("d", 1), ("DN07", 0), ("DN07", 10**9)])
def test_refuses_to_make_what_could_not_be_read(kiosk: str, number: int) -> None:
    with pytest.raises(CodeError):
        provisional_code.make(kiosk, number)
