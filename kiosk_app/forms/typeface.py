"""The face of declarations: a serif, as on official forms, with the letters of every people of Vietnam."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from kiosk_app.typesetting.faces import REPLACEMENT, UnprintableError

FACE, ITALIC = "Form", "Form-Italic"
_FILES = {FACE: "NotoSerif[wdth,wght].ttf", ITALIC: "NotoSerif-Italic[wdth,wght].ttf"}


@cache
def register() -> None:
    """Make the face known to reportlab, once."""
    folder = Path(str(files("fontpkg_noto_serif"))) / "files"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder / file))
    # Forms print answers in the regular face; what is bold on them is drawn with a stroke (`declaration.py`).
    pdfmetrics.registerFontFamily(FACE, normal=FACE, bold=FACE, italic=ITALIC, boldItalic=ITALIC)


@cache
def _glyphs() -> frozenset[int]:
    register()
    face: Any = pdfmetrics.getFont(FACE)
    return frozenset(face.face.charToGlyph)


def checked(text: str) -> str:
    """Give the text composed as far as it can be. Raises `UnprintableError` for a letter without a glyph."""
    composed = unicodedata.normalize("NFC", text)
    lacking = {
        letter
        for letter in composed
        if letter == REPLACEMENT or (ord(letter) not in _glyphs() and not letter.isspace())
    }
    if lacking:
        raise UnprintableError("".join(sorted(lacking)))
    return composed


class FormParagraph(Paragraph):
    """A paragraph in the face; a mark that is no part of its letter ("ê̆") stands where the face wants it."""

    def __init__(self, text: str, style: ParagraphStyle, **further: Any) -> None:
        """`text`: markup, as `checked` gives it; `further`: what reportlab gives the halves of one."""
        if text and any(unicodedata.combining(letter) for letter in text):
            # Only then: shaping takes three times as long.
            style = ParagraphStyle(f"{style.name}-shaped", parent=style, shaping=1)
        super().__init__(text, style, **further)
