"""A page with a picture that just fits its place comes to rest, with the arrows or without."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickView

import kiosk_app.ui
from tests.support.event_loop import run_for

COMPONENTS = Path(kiosk_app.ui.__file__).parent / "qml" / "components"
PAGE = """
import QtQuick
import "{components}"

Scroller {{
    id: page
    width: 600
    height: 600 * {steep} - {lacking}

    Rectangle {{
        width: parent.width
        height: width * {steep}
        onHeightChanged: page.counted++
    }}

    property int counted: 0
}}
"""
MOST = 20
"""Changes of the picture's height until a page has come to rest."""


@pytest.mark.parametrize("steep", [0.7, 1.0, 1.414])
@pytest.mark.parametrize("lacking", [0, 2, 20, 60, 200])
def test_a_picture_that_just_fits_comes_to_rest(
    qapp: QGuiApplication, tmp_path: Path, steep: float, lacking: int
) -> None:
    del qapp
    file = tmp_path / "Page.qml"
    file.write_text(
        PAGE.format(components=COMPONENTS.as_uri(), steep=steep, lacking=lacking), encoding="utf-8"
    )
    view = QQuickView()
    view.setSource(QUrl.fromLocalFile(str(file)))
    assert view.status() is QQuickView.Status.Ready, view.errors()
    view.show()
    run_for(0.1)
    root = view.rootObject()
    assert root.property("counted") <= MOST
    arrow = root.findChild(QObject, "scroll.down")
    assert isinstance(arrow, QQuickItem)
    assert arrow.isVisible() == root.property("overflowing")
    view.close()
