"""Text as slips write it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.slips.wording import mask_id, printable, together


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("048090000001", "048•••••0001"),
        ("123456789", "••••••789"),
        ("C1234567", "•••••567"),
        ("12345", "•••••"),
        ("", ""),
    ],
)
def test_mask_id(number: str, masked: str) -> None:
    assert mask_id(number) == masked


@settings(max_examples=50)
@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_masked_id_shows_seven_digits(number: str) -> None:
    masked = mask_id(number)
    assert len(masked) == 12
    assert masked[3:8] == "•••••"


def test_printable_is_nfc_without_hidden_characters() -> None:
    decomposed = unicodedata.normalize("NFD", "Lê Xuân")
    assert printable(f"\u200e{decomposed}\x00\n\u202eA") == "Lê Xuân A"


def test_a_telephone_number_and_a_date_stay_on_one_line() -> None:
    words = "gọi 0235 000 0007 trước 15 giờ, ngày 24 tháng 11 năm 2026 nhé"
    assert together(words).split(" ") == [
        "gọi",
        "0235\u00a0000\u00a00007",
        "trước",
        "15\u00a0giờ,",
        "ngày\u00a024\u00a0tháng\u00a011\u00a0năm\u00a02026",
        "nhé",
    ]
