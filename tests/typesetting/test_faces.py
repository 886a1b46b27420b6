"""Which face draws which letter."""

from __future__ import annotations

import typing
import unicodedata

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.typesetting.faces import (
    Face,
    UnprintableError,
    Weight,
    clusters,
    missing_letters,
    runs,
)
from tests.support.repertoire import NAMES, repertoire

WEIGHTS = typing.get_args(Weight)


def _glyphs(text: str, face: Face) -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face.data)))
    uharfbuzz.shape(font, buffer)
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_letter_has_a_shape(weight: Weight) -> None:
    for run in runs(repertoire(), weight):
        assert 0 not in _glyphs(run.text, run.face)


@pytest.mark.parametrize("name", NAMES)
def test_runs_hold_the_whole_text(name: str) -> None:
    assert "".join(run.text for run in runs(name, "Regular")) == name


def test_what_be_vietnam_pro_has_stays_with_it() -> None:
    assert [run.face.name for run in runs("Nguyễn Thị Hồng Ơn", "Bold")] == ["BeVietnamPro-Bold"]


def test_marks_stay_with_their_letter() -> None:
    assert [(run.text, run.face.name) for run in runs("Rơ Ê̆ban", "Bold")] == [
        ("Rơ ", "BeVietnamPro-Bold"),
        ("Ê̆", "NotoSans-Bold"),
        ("ban", "BeVietnamPro-Bold"),
    ]


@pytest.mark.parametrize("text", ["Nguyễn 阮", "😀", "\ufffd", "A\ue000", "គ"])
def test_what_no_face_has_is_refused_and_not_told_in_the_text(text: str) -> None:
    with pytest.raises(UnprintableError) as caught:
        runs(text, "Regular")
    assert caught.value.letters
    assert caught.value.letters not in str(caught.value)


def test_missing_letters_are_named_once() -> None:
    assert missing_letters("a阮b阮c") == "阮"
    assert missing_letters(repertoire()) == ""
    assert missing_letters(unicodedata.normalize("NFD", repertoire())) == ""


@given(st.text())
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text
