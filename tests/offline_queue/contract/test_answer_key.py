"""The digits that open an answer: the same for one petition, told from the code however typed."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue.contract import provisional_code
from offline_queue.contract.answer_key import DIGITS, answer_key, is_slip_code, opens, split, with_key

CODE = provisional_code.make("DN07", 42)
UID = str(uuid.UUID(int=7))


@given(st.uuids())
def test_six_digits_that_never_change(uid: uuid.UUID) -> None:
    key = answer_key(str(uid))
    assert len(key) == DIGITS
    assert key.isdigit()
    assert opens(key, str(uid))


def test_keys_of_neighbours_have_nothing_in_common() -> None:
    keys = [answer_key(str(uuid.UUID(int=number))) for number in range(1_000)]
    assert len(set(keys)) > 990
    assert len({key[0] for key in keys}) == 10


@pytest.mark.parametrize("key", ["", "482913", "ổ", "0" * 7])
def test_another_key_opens_nothing(key: str) -> None:
    assert not opens(key, UID)


@given(
    st.text("0123456789", min_size=DIGITS, max_size=DIGITS),
    st.sampled_from([".", " ", "-", "  ", " . "]),
    st.integers(1, 10**9 - 1),
)
def test_code_and_key_come_apart_however_they_are_typed(key: str, between: str, number: int) -> None:
    code = provisional_code.make("DN07", number)
    assert split(f" {code}{between}{key} ") == (code, key)
    assert split(with_key(code, key)) == (code, key)
    assert is_slip_code(with_key(code, key))
    assert split(code) == (code, "")


@pytest.mark.parametrize(
    "text", ["", "H17.99.01-261124-000123", "TAM-DN07-0042-0.482913", "482913", "x" * 500]
)
def test_what_is_no_provisional_code_stays_whole(text: str) -> None:
    assert split(text) == (text, "")
    assert not is_slip_code(text)


@given(st.text(max_size=90))
def test_any_text_is_taken_apart(text: str) -> None:
    code, key = split(text)
    assert key == "" or (key.isdigit() and provisional_code.is_code(code))
