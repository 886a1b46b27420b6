"""Telex and tone keys give the same words, always in NFC, and lose no letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.ui.keyboard.keyboard_view import after_key
from kiosk_app.ui.keyboard.telex import typed
from kiosk_app.ui.keyboard.tones import TONES, split_tone, with_tone
from tests.journeys.typing import keystrokes
from tests.ui.keyboard.words import TELEX

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def by_telex(keys: str) -> str:
    """Press key after key."""
    text = ""
    for key in keys:
        text = typed(text, key)
    return text


@pytest.mark.parametrize(("word", "keys"), TELEX.items())
def test_telex_gives_the_word(word: str, keys: str) -> None:
    assert by_telex(keys) == word


@pytest.mark.parametrize("word", TELEX)
def test_tone_keys_give_the_same_word(word: str) -> None:
    before, after = "", ""
    for key in keystrokes(word):
        name = key.removeprefix("key.")
        before, after = after_key(before + after, len(before), len(before), name, with_telex=False)
    assert before == word


@pytest.mark.parametrize("word", TELEX)
def test_capitals_stay_capitals(word: str) -> None:
    assert by_telex(TELEX[word].upper()) == word.upper()


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("ass", "as"),
        ("aaa", "aa"),
        ("ddd", "dd"),
        ("tuww", "tuw"),
        ("asz", "a"),
        ("hoafn", "hoàn"),
        ("thuyrn", "thuỷn"),
        ("nguyenex", "nguyễn"),
        ("dduongwf", "đường"),
        ("facebook", "facebook"),
        ("www", "ww"),
        ("bcs", "bcs"),
    ],
)
def test_undoing_and_late_marks(keys: str, word: str) -> None:
    assert by_telex(keys) == word


def test_a_tone_on_nothing_changes_nothing() -> None:
    assert with_tone("", "sac") == ""
    assert with_tone("Bà ", "sac") == "Bà "
    assert with_tone("xyz 123", "nang") == "xyz 123"


def test_a_new_tone_replaces_the_old_one() -> None:
    assert with_tone("hòa", "nang") == "họa"
    assert with_tone("nguyễn", "none") == "nguyên"


@settings(max_examples=300)
@given(st.text(LETTERS + " ", max_size=24))
def test_what_is_typed_is_nfc_and_grows_by_at_most_a_letter(keys: str) -> None:
    text = ""
    for key in keys:
        longer = typed(text, key) if key != " " else text + " "
        assert unicodedata.is_normalized("NFC", longer)
        assert len(text) - 1 <= len(longer) <= len(text) + 1
        text = longer


@settings(max_examples=300)
@given(
    st.text(st.sampled_from("abcdeghiklmnopqrstuvxyăâđêôơư "), max_size=20), st.sampled_from(sorted(TONES))
)
def test_a_tone_changes_no_letter(text: str, tone: str) -> None:
    toned = with_tone(text, tone)
    assert [split_tone(letter)[0] for letter in toned] == list(text)
    assert with_tone(toned, tone) == toned


@given(
    st.text(max_size=12),
    st.integers(-2, 15),
    st.integers(-2, 15),
    st.sampled_from(["backspace", "space", "a", "tone.sac"]),
)
def test_no_text_and_no_selection_breaks_a_key(text: str, start: int, end: int, key: str) -> None:
    before, after = after_key(text, start, end, key, with_telex=True)
    assert isinstance(before + after, str)


def test_backspace_takes_a_whole_letter_or_the_selection() -> None:
    assert after_key("việ", 3, 3, "backspace", with_telex=False) == ("vi", "")
    assert after_key("việt nam", 0, 4, "backspace", with_telex=False) == ("", " nam")
    assert after_key("ab", 1, 1, "x", with_telex=False) == ("ax", "b")
