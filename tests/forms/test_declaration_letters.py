"""Every letter of Vietnam's peoples in the declaration."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import FieldType
from kiosk_app.forms.declaration import declaration_pdf
from kiosk_app.forms.derive import derived
from kiosk_app.typesetting.faces import UnprintableError
from tests.catalogue.samples import shipped
from tests.forms.declared import HEADING, text_of
from tests.forms.made_up import made_up
from tests.forms.samples import MARRYING, marrying
from tests.support.repertoire import NAMES, repertoire
from tests.support.slices import share


def _with_name(name: str) -> bytes:
    return declaration_pdf(MARRYING, marrying(HoVaTenC=name), HEADING)


def _composed(text: str) -> str:
    # A reader of PDF may put a space before a mark that the face's rules placed.
    return unicodedata.normalize("NFC", re.sub(r"\s+(?=[\u0300-\u036f])", "", text))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_out_of_it_as_it_was_put_in(name: str) -> None:
    assert name in _composed(text_of(_with_name(name)))


def test_the_whole_repertoire_is_in_it() -> None:
    words = repertoire().split(" ")
    read = _composed(text_of(_with_name(" ".join(words))))
    assert [word for word in words if word not in read] == []


def test_every_face_is_embedded() -> None:
    with pikepdf.open(BytesIO(_with_name(" ".join(NAMES)))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        names = {str(font.BaseFont) for font in fonts}
    assert any("NotoSerif" in name for name in names)


@pytest.mark.parametrize("name", ["Nguyễn 阮", "Trần 😀", "Lê \ue000", "L\ufffd"])
def test_a_declaration_that_would_lose_a_letter_is_not_made(name: str) -> None:
    with pytest.raises(UnprintableError):
        _with_name(name)


_ENDING = re.compile(r"[.,;:()\"“”]+\Z")
_KINDS = frozenset({FieldType.PERSON_NAME, FieldType.TEXT, FieldType.PARAGRAPH})
_AT_ONCE = 12
"""Letters that the shortest field takes."""
_LETTERS = repertoire().split(" ")
_TAKEN = share(
    [
        (code, tuple(_LETTERS[first : first + _AT_ONCE]))
        for code in sorted(shipped())
        for first in range(0, len(_LETTERS), _AT_ONCE)
    ],
    8,
    kind=lambda case: case[0],
)
"""Letters that are tried in each declaration: together all of them; `make test-whole` tries all in each."""


def test_every_letter_is_tried_in_some_declaration() -> None:
    assert {letter for _, some in _TAKEN for letter in some} == set(_LETTERS)
    assert {code for code, _ in _TAKEN} == set(shipped())


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_declaration_has_every_letter_in_every_place(code: str) -> None:
    procedure = shipped()[code]
    answers = made_up(procedure)
    keys = [
        field.key
        for section in procedure.sections
        for field in section.fields
        if field.type in _KINDS and holds(field.visible, answers) and answers.get(field.key)
    ]
    signs = {key: f"Wz{number:02}Zw" for number, key in enumerate(keys)}
    drawn = [
        key for key, sign in signs.items() if sign.upper() in _declared(code, {**answers, **signs}).upper()
    ]
    assert drawn
    for some in (some for its, some in _TAKEN if its == code):
        text = _composed(_declared(code, {**answers, **dict.fromkeys(drawn, " ".join(some))}))
        words = Counter(_ENDING.sub("", word).upper() for word in text.split())
        assert {
            letter for letter in some if words[unicodedata.normalize("NFC", letter.upper())] < len(drawn)
        } == set()


def _declared(code: str, answers: dict[str, str]) -> str:
    procedure = shipped()[code]
    return text_of(declaration_pdf(procedure, derived(procedure, answers), HEADING))
