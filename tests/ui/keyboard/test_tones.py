"""Tone keys put the mark where official papers have it, and do what Telex does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.ui.keyboard.telex import typed
from kiosk_app.ui.keyboard.tones import TONES, cut, settled, with_tone
from tests.ui.keyboard.words import WORDS, fold, split

NAMES = {"\u0301": "sac", "\u0300": "huyen", "\u0309": "hoi", "\u0303": "nga", "\u0323": "nang"}
TELEX = {"sac": "s", "huyen": "f", "hoi": "r", "nga": "x", "nang": "j"}
WORDS_OF_LETTERS = st.text("aăâeêioôơuưybcdđghklmnpqrstvxAĐƯ'", min_size=1, max_size=7)


def without_tone(word: str) -> tuple[str, str]:
    """Give the word without its tone, and the tone's name or "none"."""
    parts = [split(sign) for sign in word]
    mark = "".join(tone for _, tone in parts)
    return "".join(letter for letter, _ in parts), NAMES.get(mark, "none")


def test_every_word_of_the_table_takes_its_tone() -> None:
    for word in WORDS:
        bare, tone = without_tone(word)
        assert with_tone(bare, tone) == (word, "")
        assert with_tone(bare.upper(), tone) == (word.upper(), "")


def test_the_table_is_settled() -> None:
    assert {word: settled(word) for word in WORDS} == {word: word for word in WORDS}


def test_one_tone_takes_the_place_of_another() -> None:
    for word in WORDS:
        bare, tone = without_tone(word)
        text = bare
        for other in (*TELEX, tone):
            text, rest = with_tone(text, other)
            assert rest == ""
        assert text == word
        assert with_tone(text, "none") == (bare, "")


def test_the_same_tone_twice_is_one() -> None:
    assert with_tone("hòa", "huyen") == ("hòa", "")


def test_tone_keys_are_telex() -> None:
    for word in WORDS:
        bare, _ = without_tone(word)
        for tone, key in TELEX.items():
            assert with_tone(bare, tone) == typed(bare, key)


@pytest.mark.parametrize(
    ("before", "after", "tone", "expected"),
    [
        ("Nguyên", "", "nga", ("Nguyễn", "")),
        ("Nguy", "ên", "nga", ("Nguy", "ễn")),
        ("Trân Van", "", "huyen", ("Trân Vàn", "")),
        ("H", "oa", "huyen", ("H", "òa")),
        ("", "hoa", "huyen", ("", "hoa")),
        ("hoa ", "", "huyen", ("hoa ", "")),
        ("Ng", "", "sac", ("Ng", "")),
        ("", "", "sac", ("", "")),
        ("12", "", "sac", ("12", "")),
        ("HOÀ", "", "sac", ("HÓA", "")),
        ("Rmah", "", "sac", ("Rmáh", "")),
        ("Kanat", "", "sac", ("Kanát", "")),
        ("Đắklăk", "", "sac", ("Đắklắk", "")),
        ("H'Hen", "", "nang", ("H'Hẹn", "")),
    ],
)
def test_where_the_cursor_stands(before: str, after: str, tone: str, expected: tuple[str, str]) -> None:
    assert with_tone(before, tone, after) == expected


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("quốc", ("qu", "ô", "c")),
        ("gì", ("g", "i", "")),
        ("giặt", ("gi", "ă", "t")),
        ("giếng", ("gi", "ê", "ng")),
        ("khuỷu", ("kh", "uyu", "")),
        ("quý", ("qu", "y", "")),
        ("ngh", ("ngh", "", "")),
    ],
)
def test_a_word_is_cut(word: str, parts: tuple[str, str, str]) -> None:
    syllable = cut(word)
    assert (syllable.begin, syllable.vowels, syllable.end) == parts
    assert syllable.regular


@pytest.mark.parametrize("word", ["Hòabi", "Rmah", "David", "ắcquy"])
def test_what_is_no_syllable_stays(word: str) -> None:
    assert not cut(word).regular
    assert settled(word) == word


@settings(max_examples=300, deadline=None)
@given(WORDS_OF_LETTERS, st.sampled_from(sorted(TONES)), WORDS_OF_LETTERS)
def test_a_tone_changes_nothing_but_the_tone(before: str, tone: str, after: str) -> None:
    start, end = with_tone(before, tone, after)
    assert fold(start) == fold(before)
    assert fold(end) == fold(after)
    assert (start + end) == unicodedata.normalize("NFC", start + end)
    assert with_tone(start, "none", end) == (before, after)
