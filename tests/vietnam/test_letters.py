"""Letters: search without marks, order of the dictionary."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vietnam.letters import folded, folded_words, sort_key


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Da", "Đa"),
        ("Ăn", "Ân"),
        ("Cà", "Cả"),
        ("Cơ", "Cu"),
        ("La", "La Dêê"),
        ("Trà My", "Trà Tân"),
        ("Cà Mau", "Cao Bằng"),
        ("Lạng Sơn", "Lào Cai"),
        ("Thái Nguyên", "Thanh Hóa"),
        ("Ma", "Mà"),
        ("Má", "Mạ"),
        ("Mạ", "Mai"),
        ("1 Bảo Lộc", "2 Bảo Lộc"),
        ("3 Bảo Lộc", "B'Lao"),
        ("Ea Kar", "Ea-Kar"),
    ],
)
def test_order_of_two_names(before: str, after: str) -> None:
    assert sort_key(before) < sort_key(after)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đà Nẵng", "da nang"),
        ("Giẻ-Triêng", "gie-trieng"),
        ("HUẾ", "hue"),
        ("Xã La Êê", "xa la ee"),
        ("", ""),
    ],
)
def test_folding(text: str, found: str) -> None:
    assert folded(text) == found
    assert folded(unicodedata.normalize("NFD", text)) == found


@settings(max_examples=100)
@given(st.text(max_size=30))
def test_folding_is_total_and_stable(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert "đ" not in once
    sort_key(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [("Giấy xác nhận (cũ), số 12/2014", ["giay", "xac", "nhan", "cu", "so", "12", "2014"]), ("–", [])],
)
def test_folded_words(text: str, words: list[str]) -> None:
    assert folded_words(text) == words
