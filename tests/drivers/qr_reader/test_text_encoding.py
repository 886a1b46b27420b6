"""UTF-8 that a device took for Shift-JIS or another encoding."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.qr_reader.text_encoding import text_of, undo_wrong_guess

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
VIETNAMESE = LETTERS + LETTERS.upper() + " |,.-/0123456789"


@pytest.mark.parametrize("encoding", ["cp932", "big5", "gbk", "cp949", "cp1252", "latin-1", "cp437", "cp850"])
def test_a_wrong_guess_is_undone(encoding: str) -> None:
    for name in ("Lê Xuân", "Ngô Văn Thân", "Đỗ Thị Hà"):
        try:
            garbled = name.encode().decode(encoding)
        except UnicodeDecodeError:
            continue
        assert garbled != name
        assert undo_wrong_guess(garbled) == name


def test_the_documented_case() -> None:
    assert undo_wrong_guess("Lﾃｪ Xuﾃ｢n") == "Lê Xuân"


@pytest.mark.parametrize("first", ["cp1252", "latin-1"])
@pytest.mark.parametrize("second", ["cp1252", "latin-1", "gbk"])
def test_two_wrong_guesses_are_undone(first: str, second: str) -> None:
    for name in ("Lê Văn Thân", "Ngô Tư", "Hồ Thị Hà Trâm", "Võ Sơn"):
        if not _fits(name, first):
            continue
        once = name.encode().decode(first)
        if _fits(once, second):
            assert undo_wrong_guess(once.encode().decode(second)) == name


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode().decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


@settings(max_examples=300)
@given(st.text(st.sampled_from(VIETNAMESE)))
def test_true_vietnamese_is_never_changed(text: str) -> None:
    assert undo_wrong_guess(text) == text
    decomposed = unicodedata.normalize("NFD", text)
    assert undo_wrong_guess(decomposed) == decomposed


SIGNED = (
    "{}…",
    "…{}",
    "{}.…",
    "{} – ",
    "{}—",
    "—{}",
    "“{}”",
    "‘{}’",
    "«{}»",
    "„{}“",
    "{}°",
    "36° {}",
    "{}·",
    "{}²",
    "120 m² {}",
)
"""A word, and what may stand around it in a text."""
SQUARE_BEHIND = "ÃĂ"
"""Behind these two, signs of measures are other letters' UTF-8 that was taken for a western encoding."""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("letter", sorted(set(LETTERS + LETTERS.upper())))
def test_a_letter_with_a_sign_is_never_changed(letter: str, form: Literal["NFC", "NFD"]) -> None:
    for pattern in SIGNED:
        if pattern == "{}²" and letter in SQUARE_BEHIND:
            continue
        text = unicodedata.normalize(form, pattern.format(letter))
        assert undo_wrong_guess(text) == text


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([one for one in SIGNED if one != "{}²"]),
            st.text(st.sampled_from(LETTERS + LETTERS.upper()), max_size=4),
        ),
        max_size=3,
    ),
    st.sampled_from(["NFC", "NFD"]),
)
def test_a_right_text_is_never_changed(words: list[tuple[str, str]], form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, " ".join(pattern.format(word) for pattern, word in words))
    assert undo_wrong_guess(text) == text


@pytest.mark.parametrize("text", ["Số nhà 5° Đ…", "Ư°", "Đ…", "“Đ”", "…Ép", "xã Ð…", "Привет", "中文…"])
def test_what_becomes_no_vietnamese_is_left(text: str) -> None:
    assert undo_wrong_guess(text) == text


@pytest.mark.parametrize("name", ["NGÔ", "Y Kʼ Brơi", "Ðà Nẵng", "Đoàn Ƀ", "Y Sŭ Niê", "H'Lĭm Ê̆ban"])
def test_names_of_every_people_are_given_back(name: str) -> None:
    garbled = name.encode().decode("latin-1")
    assert undo_wrong_guess(garbled) == (garbled if "Ƀ" in name else name)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_bytes_give_their_text(text: str) -> None:
    assert text_of(text.encode()) == text


@given(st.binary())
def test_every_bytes_give_a_text(data: bytes) -> None:
    assert len(text_of(data)) <= len(data)
