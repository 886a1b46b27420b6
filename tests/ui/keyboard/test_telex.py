"""Telex agrees with Vietnamese spelling, and loses nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.ui.keyboard.telex import typed
from tests.ui.keyboard.words import WORDS, all_in_the_end, at_once, fold, in_the_end, split

KEYS = "abcdefghijklmnopqrstuvwxyzADEOW"
TEXTS = st.text("aăâeêioôơuưyáàấộịdđDĐÂƯcghnpqtrsxkmlb .-'1", max_size=9)


def keyed(keys: str, text: str = "") -> str:
    """Type keys one after the other behind a text."""
    for key in keys:
        text, rest = typed(text, key)
        assert rest == ""
    return text


def test_the_table_is_long_enough() -> None:
    assert len(set(WORDS)) >= 250
    assert all(word == unicodedata.normalize("NFC", word) for word in WORDS)


@pytest.mark.parametrize("spell", [at_once, in_the_end])
def test_common_syllables(spell: Callable[[str], str]) -> None:
    assert {word: keyed(spell(word)) for word in WORDS} == {word: word for word in WORDS}


def test_marks_may_come_when_the_word_is_whole() -> None:
    # "xoong" has no marks to come later.
    words = [word for word in WORDS if "oo" not in word]
    assert {word: keyed(all_in_the_end(word)) for word in words} == {word: word for word in words}


def test_capitals() -> None:
    assert {word: keyed(at_once(word).upper()) for word in WORDS} == {word: word.upper() for word in WORDS}
    assert keyed("DDuwowngf") == "Đường"
    assert keyed("Ddoong") == "Đông"
    assert keyed("AAn") == "Ân"
    assert keyed("Wng") == "Ưng"


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("huww", "huw"),
        ("tuww", "tuw"),
        ("uww", "uw"),
        ("hww", "hw"),
        ("ww", "w"),
        ("UWW", "UW"),
        ("khuww", "khuw"),
        ("Wwa", "Wa"),
        ("Wwil", "Wil"),
    ],
)
def test_undoing_a_hook_takes_no_letter_away(keys: str, word: str) -> None:
    assert keyed(keys) == word


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("dduwowngf", "đường"),
        ("duongwdf", "đường"),
        ("nguyeenx", "nguyễn"),
        ("nguyenxe", "nguyễn"),
        ("thuowr", "thuở"),
        ("thuowng", "thương"),
        ("huow", "huơ"),
        ("thuwong", "thương"),
        ("tw", "tư"),
        ("hoaf", "hòa"),
        ("hofa", "hòa"),
        ("hofan", "hoàn"),
        ("ooo", "oo"),
        ("tooo", "too"),
        ("ass", "as"),
        ("asf", "à"),
        ("asz", "a"),
        ("taaw", "tă"),
        ("tawa", "tâ"),
        ("tuoow", "tươ"),
        ("ddd", "dd"),
        ("aww", "aw"),
        ("www", "ww"),
        ("z", "z"),
        ("ddawks", "đắk"),
        ("kroong", "krông"),
        ("hree", "hrê"),
        ("mnoong", "mnông"),
        ("xtieeng", "xtiêng"),
        ("ksor", "ksor"),
        ("facebook", "facebook"),
        ("david", "david"),
        ("plaza", "plaza"),
    ],
)
def test_spellings(keys: str, word: str) -> None:
    assert keyed(keys) == word


def test_only_the_last_word_changes() -> None:
    assert keyed("s", "Trần Van A, Hoa") == "Trần Van A, Hóa"
    assert keyed("s", "Hoa ") == "Hoa s"
    assert keyed("a", "12") == "12a"


def test_in_the_middle_of_a_word() -> None:
    assert typed("nguy", "e", "n") == ("nguye", "n")
    assert typed("nguyê", "x", "n") == ("nguyễ", "n")
    assert typed("hoa", "f", "n nhé") == ("hoà", "n nhé")
    assert typed("h", "a", "òn") == ("ha", "òn")
    assert typed("", "s", "an") == ("s", "an")
    assert typed("t", "a", "an") == ("ta", "an")


def test_the_same_key_again_undoes() -> None:
    for word in WORDS:
        keys = in_the_end(word)
        toned = keyed(keys)
        if keys[-1] in "sfrxj" and toned != keyed(keys[:-1]):
            assert keyed(keys + keys[-1]) == keyed(keys[:-1]) + keys[-1]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(KEYS), TEXTS)
def test_no_letter_is_lost(before: str, key: str, after: str) -> None:
    start, end = typed(before, key, after)
    assert fold(end) == fold(after)
    allowed = {fold(before), fold(before + key)}
    if key.lower() == "w":
        allowed.add(fold(before) + ("u" if key == "w" else "U"))
        if before[-1:] in "ưƯ":
            allowed.add(fold(before)[:-1] + ("w" if before[-1:] == "ư" else "W"))
    assert fold(start) in allowed


@settings(max_examples=300, deadline=None)
@given(st.text("aeouydwsfrxjzghnctm ADW", max_size=14))
def test_always_composed(keys: str) -> None:
    text = keyed(keys)
    assert text == unicodedata.normalize("NFC", text)
    assert not any(unicodedata.combining(sign) for sign in text)


def test_a_tone_taken_away_and_given_back() -> None:
    for word in WORDS:
        bare = "".join(split(sign)[0] for sign in word)
        if bare != word:
            assert typed(word, "z") == (bare, "")
            assert typed(bare, in_the_end(word)[-1]) == (word, "")
