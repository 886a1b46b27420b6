"""Keys on a text with a cursor and a selection."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.ui.keyboard import editing
from kiosk_app.ui.keyboard.editing import wants_capital
from kiosk_app.ui.keyboard.layouts import LAYOUTS, NAMED_KEYS, rows_of, units_of
from tests.ui.keyboard.words import WORDS, fold, split

TONES = {"\u0301": "sac", "\u0300": "huyen", "\u0309": "hoi", "\u0303": "nga", "\u0323": "nang"}
LETTERS = sorted({key.name for row in rows_of("text", upright=True) for key in row if len(key.name) == 1})
TEXTS = st.text("aăâêoơuưyáộịdđĐcghnt .1\u0301\u0323", max_size=8)


def after_key(text: str, start: int, end: int, key: str, *, with_telex: bool) -> tuple[str, str]:
    """Do `editing.after_key` by Telex or by no method."""
    return editing.after_key("telex" if with_telex else "", text, start, end, key)


def pressed(*keys: str, text: str = "", with_telex: bool = False) -> str:
    """Press keys behind a text."""
    for key in keys:
        before, after = after_key(text, len(text), len(text), key, with_telex=with_telex)
        assert after == ""
        text = before
    return text


@pytest.mark.parametrize("with_telex", [False, True])
def test_who_never_typed_writes_letters_and_then_the_tone(with_telex: bool) -> None:
    for word in WORDS:
        keys = []
        for sign in word:
            letter, mark = split(sign)
            keys.append(letter)
            if mark:
                keys.append(f"tone.{TONES[mark]}")
        if with_telex and "oo" in word:
            continue
        assert pressed(*keys, with_telex=with_telex) == word
        tone = [key for key in keys if key.startswith("tone.")]
        letters = [key for key in keys if not key.startswith("tone.")]
        assert pressed(*letters, *tone, with_telex=with_telex) == word


def test_backspace_takes_a_whole_letter() -> None:
    assert pressed("backspace", text="Nguyễ") == "Nguy"
    assert pressed("backspace", text="hoàn") == "hòa"
    assert pressed("backspace", text="hò") == "h"
    assert pressed("backspace", text="a\u0302\u0301") == ""
    assert pressed("backspace", text="") == ""
    assert pressed("backspace", text="An ") == "An"


def test_backspace_leaves_a_spelling_that_was_there() -> None:
    assert pressed("backspace", text="Hoàx") == "Hoà"
    assert after_key("Thuỷ Hoa", 8, 8, "backspace", with_telex=True) == ("Thuỷ Ho", "")


def test_a_selection_is_replaced() -> None:
    assert after_key("Trần Văn An", 5, 8, "b", with_telex=True) == ("Trần b", " An")
    assert after_key("Trần Văn An", 8, 5, "b", with_telex=True) == ("Trần b", " An")
    assert after_key("Trần Văn An", 4, 8, "backspace", with_telex=True) == ("Trần", " An")
    assert after_key("Trần", 0, 4, "space", with_telex=True) == (" ", "")


def test_a_tone_stands_on_the_selected_word() -> None:
    assert after_key("Tran An", 0, 4, "tone.huyen", with_telex=True) == ("Tràn", " An")


def test_a_cursor_out_of_the_text_is_at_its_end() -> None:
    assert after_key("an", 7, 9, "h", with_telex=False) == ("anh", "")


def test_signs_and_digits_go_in_as_they_are() -> None:
    assert pressed("1", "2", "-", "/", ".", ",", with_telex=True) == "12-/.,"
    assert pressed("a", "a", "s", with_telex=False) == "aas"


@pytest.mark.parametrize(
    ("text", "cursor", "layout", "expected"),
    [
        ("", 0, "name", True),
        ("Trần", 4, "name", False),
        ("Trần ", 5, "name", True),
        ("H'", 2, "name", True),
        ("Bru-", 4, "name", True),
        ("", 0, "text", True),
        ("Thôn ", 5, "text", False),
        ("", 0, "email", False),
        ("", 0, "digits", False),
    ],
)
def test_capitals_by_themselves(text: str, cursor: int, layout: str, expected: bool) -> None:
    assert wants_capital(text, cursor, layout) is expected


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(0, 9), st.sampled_from(LETTERS), st.booleans())
def test_a_letter_loses_nothing(text: str, cursor: int, key: str, with_telex: bool) -> None:
    before, after = after_key(text, cursor, cursor, key, with_telex=with_telex)
    assert before == unicodedata.normalize("NFC", before)
    assert after == unicodedata.normalize("NFC", after)
    assert len(fold(before + after)) - len(fold(text)) in (0, 1)
    if not with_telex:
        assert fold(before).endswith(fold(key))
        assert sorted(fold(before + after)) == sorted(fold(text + key))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(WORDS), st.sampled_from(LETTERS))
def test_a_letter_and_backspace_is_nothing(word: str, key: str) -> None:
    longer = pressed(key, text=word)
    took_the_tone = split(longer[-1])[1] != ""
    bare = "".join(split(sign)[0] for sign in word)
    assert pressed("backspace", text=longer) == (bare if took_the_tone else word)


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_keys_of_a_layout(layout: str, upright: bool) -> None:
    keys = [key for row in rows_of(layout, upright=upright) for key in row if key.name]
    names = [key.name for key in keys]
    assert len(names) == len(set(names))
    assert all(len(name) == 1 or name in NAMED_KEYS for name in names)
    assert {"backspace", "done"} <= set(names)
    assert units_of(layout, upright=upright) <= (10.001 if upright else 14)


@pytest.mark.parametrize("upright", [True, False])
def test_every_letter_of_vietnamese_has_a_key(upright: bool) -> None:
    for layout in ("name", "text"):
        names = {key.name for row in rows_of(layout, upright=upright) for key in row}
        assert set("aăâbcdđeêghiklmnoôơpqrstuưvxy") <= names
        assert {f"tone.{tone}" for tone in (*TONES.values(), "none")} <= names


def test_every_sign_of_a_password_has_a_key() -> None:
    names = {key.name for name in ("plain", "signs") for row in rows_of(name, upright=True) for key in row}
    wanted = {chr(code) for code in range(0x21, 0x7F)} - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert wanted <= names
    assert {"shift", "space", "signs", "letters"} <= names


def test_an_unknown_layout_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"vni.*name, text"):
        rows_of("vni", upright=True)
