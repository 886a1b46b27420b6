"""Tests of how syllables are mistyped and misheard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.catalogue.search.spelling import shortened, slips, sound, without_telex, without_vni

_SYLLABLES = st.text(alphabet="abcdeghiklmnopqrstuvxy", min_size=3, max_size=7)


@pytest.mark.parametrize(
    ("one", "other"),
    [("tru", "chu"), ("sinh", "xinh"), ("lam", "nam"), ("ban", "bang"), ("mat", "mac"), ("ly", "li")],
)
def test_regions_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [
        ("khai", "khai", 0),
        ("khia", "khai", 1),
        ("kha", "khai", 1),
        ("khaii", "khai", 1),
        ("khau", "khai", 1),
        ("an", "khai", 3),
    ],
)
def test_slips_are_counted(typed: str, meant: str, count: int) -> None:
    assert slips(typed, meant) == count


@given(_SYLLABLES, _SYLLABLES)
def test_slips_go_both_ways(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)


@given(_SYLLABLES, st.integers(0, 6))
def test_one_letter_left_out_shares_a_key(word: str, at: int) -> None:
    shorter = word[:at] + word[at + 1 :]
    assert set(shortened(word)) & {shorter, word}


@pytest.mark.parametrize(("typed", "meant"), [("giaays", "giay"), ("dduwowngf", "duong"), ("sinh", "sinh")])
def test_telex_keys_that_stayed_are_taken_out(typed: str, meant: str) -> None:
    assert without_telex(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("d9a61t", "dat"), ("so63", "so"), ("cu7o71c", "cuoc"), ("sinh", "sinh"), ("1990", "1990")],
)
def test_vni_digits_that_stayed_are_taken_out(typed: str, meant: str) -> None:
    assert without_vni(typed) == meant
