"""Every state of every screen at the largest text: nothing cut off, no overlap, no target too small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickView

from tests.screens.draw import PANELS, settle
from tests.screens.inspect import findings
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage

WIDTH, HEIGHT, WIDTH_MM = PANELS["portrait"]


@pytest.fixture(scope="module")
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    """One window for all scenes."""
    del qapp
    made = Stage(WIDTH, HEIGHT, WIDTH_MM)
    yield made
    made.close()


@pytest.mark.parametrize("name", SCENES)
def test_the_largest_text_fits(stage: Stage, name: str) -> None:
    stage.play(SCENES[name])
    for language in ("vi", "en"):
        stage.dress(2, language)
        settle(20)
        stage.window.view.grabWindow()
        assert findings(stage.window.view, WIDTH / WIDTH_MM) == []


def test_the_warning_to_the_idle_is_seen_in_every_look(stage: Stage) -> None:
    stage.play(SCENES["idle-warning"])
    for text_size, language in ((0, "vi"), (2, "vi"), (2, "en")):
        stage.dress(text_size, language, high_contrast=True)
        settle(20)
        button = stage.window.view.contentItem().findChild(QQuickItem, "idle.continue")
        assert button is not None
        assert button.isVisible()


FAULTY = """
import QtQuick
Item {{ width: 400; height: 400; {} }}
"""


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ('Text { text: "Dòng chữ này dài hơn chỗ của nó"; width: 60; height: 20 }', "cut off"),
        ('Text { text: "Một"; font.pixelSize: 40 } Text { text: "Hai"; font.pixelSize: 40 }', "overlap"),
        ('Text { text: "Ngoài kính"; x: 390; font.pixelSize: 30 }', "outside"),
        (
            'Item { width: 50; height: 90; clip: true; Text { text: "Bị che một bên"; font.pixelSize: 30 } }',
            "side",
        ),
    ],
)
def test_the_inspector_sees_what_is_wrong(
    qapp: QGuiApplication, content: str, finding: str, tmp_path: Path
) -> None:
    del qapp
    path = tmp_path / "Faulty.qml"
    path.write_text(FAULTY.format(content), encoding="utf-8")
    view = QQuickView()
    view.setSource(QUrl.fromLocalFile(str(path)))
    view.show()
    settle(40)
    view.grabWindow()
    assert any(finding in one for one in findings(view, 4.0))
    view.close()
