"""Every letter of Vietnam's peoples in the declaration."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO

import pikepdf
import pytest

from kiosk_app.forms.declaration import declaration_pdf
from kiosk_app.typesetting.faces import UnprintableError
from tests.forms.declared import HEADING, text_of
from tests.forms.samples import MARRYING, marrying
from tests.support.repertoire import NAMES, repertoire


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
