"""Letters of every people of Vietnam on the screen: each is drawn by one of the kiosk's own faces."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout

from kiosk_app.ui.window import load_fonts

OURS = {"Be Vietnam Pro", "Noto Sans"}


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Bích Ngọc",
        "Y Bhĭm Ayŭn",
        "HʼBia Ŏñ Êban",
        "Y Blơ ƀya",
        "Čư Mʼgar, Krông Pǎk",
        "Zơ Râm Ƀing",
    ],
)
def test_every_letter_has_a_glyph_of_the_kiosks_faces(qapp: QGuiApplication, text: str) -> None:
    del qapp
    load_fonts()
    layout = QTextLayout(text, QFont("Be Vietnam Pro", 20))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    assert {run.rawFont().familyName() for run in runs} <= OURS
    assert all(glyph != 0 for run in runs for glyph in run.glyphIndexes())
