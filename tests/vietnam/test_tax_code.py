"""Tax codes: the check digit finds every wrong digit that it can, and nothing else is let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.tax_code import tax_code

NINE = st.text("0123456789", min_size=9, max_size=9)
MADE_UP = "9900000016"


def checked(nine: str) -> str:
    """The code with these nine digits in front; "" where no tenth fits."""
    found = [f"{nine}{last}" for last in "0123456789" if tax_code(f"{nine}{last}")]
    assert len(found) <= 1
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (MADE_UP, MADE_UP),
        (" 99 0000 0016 ", MADE_UP),
        (f"{MADE_UP}001", f"{MADE_UP}-001"),
        (f"{MADE_UP}-123", f"{MADE_UP}-123"),
        ("048190000002", "048190000002"),
    ],
)
def test_it_is_given_as_it_is_written(text: str, code: str) -> None:
    assert tax_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9900000017",
        f"{MADE_UP}-000",
        "9900000017-001",
        "948190000002",
        "٩٩٠٠٠٠٠٠١٦",
        "99000000160",
        "abc",
        "9" * 40,
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    assert tax_code(text) == ""


@given(NINE, st.integers(0, 9), st.integers(1, 9))
def test_a_wrong_digit_is_found(nine: str, place: int, more: int) -> None:
    code = checked(nine)
    if code:
        wrong = str((int(code[place]) + more) % 10)
        assert tax_code(f"{code[:place]}{wrong}{code[place + 1 :]}") == ""


@given(NINE, st.integers(0, 7))
def test_two_neighbours_exchanged_are_found(nine: str, place: int) -> None:
    code = checked(nine)
    if code and code[place] != code[place + 1]:
        exchanged = f"{code[:place]}{code[place + 1]}{code[place]}{code[place + 2 :]}"
        assert tax_code(exchanged) == ""


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    found = tax_code(text)
    assert found == "" or tax_code(found) == found
