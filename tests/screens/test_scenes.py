"""Every state of every screen at the largest text: nothing cut off, no overlap, no target too small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QJSValue, QQmlExpression
from PySide6.QtQuick import QQuickItem, QQuickView

from tests.screens.draw import await_pictures, settle
from tests.screens.inspect import findings
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.support.rest import await_rest
from tests.support.slices import share

# `make screens` looks at all panels; here at the most usual one and at the one with least room.
LANGUAGES = {"portrait": "vi", "tablet": "en"}
SHOWN = share([(panel, name) for panel in LANGUAGES for name in SCENES], 2, kind=lambda case: case[1])
"""Each scene on one of the two, on the other one the next day; in `make test-whole` on both."""


@pytest.fixture(scope="module", params=LANGUAGES)
def panel(request: pytest.FixtureRequest) -> str:
    """Name of a panel."""
    return str(request.param)


@pytest.mark.mostly_long("one more of 400 states is drawn", one_in=16)
@pytest.mark.parametrize(("panel", "name"), SHOWN, indirect=["panel"], scope="module")
def test_the_largest_text_fits_and_keys_reach_every_control(stage: Stage, panel: str, name: str) -> None:
    """One playing of the scene for both: it is what takes the time."""
    width, _, width_mm = PANELS[panel]
    stage.play(SCENES[name], text_size=2, language=LANGUAGES[panel])
    await_rest(stage.window.view, name)
    stage.window.view.grabWindow()
    assert findings(stage.window.view, width / width_mm) == []
    assert unreached(stage) == []
    assert misspoken(stage) == []


def unreached(stage: Stage) -> list[str]:
    """Controls of the page that the screen's order of focus leaves out."""
    root = stage.window.view.rootObject()
    page = ask(stage, root, "current")
    reached = set(ask(stage, root, "stops().map(item => item.objectName || String(item))"))
    controls = (
        item
        for item in walk(root)
        if item.property("activeFocusOnTab") and item.isVisible() and item.isEnabled() and within(item, page)
    )
    names = [item.objectName() or str(ask(stage, item, "String(this)")) for item in controls]
    return [name for name in names if name not in reached]


def misspoken(stage: Stage) -> list[str]:
    """Notices and waits that are shown and not said aloud, and sentences that are said and not shown."""
    root = stage.window.view.rootObject()
    spoken = _one_line(ask(stage, root, "spoken"))
    texts = [
        (kind, item.isVisible(), _one_line(item.property("text")))
        for item in walk(ask(stage, root, "current"))
        # What is wrong with an answer is said first by the frame, once "Tiếp tục" has stumbled over it.
        if not item.objectName().startswith("form.issue.")
        and (kind := item.metaObject().className().partition("_QML")[0]) in {"Busy", "Label", "Notice"}
    ]
    shown = {text for _, visible, text in texts if visible}
    urgent = {text for kind, visible, text in texts if visible and kind != "Label"}
    unsaid = {text for text in urgent if text.rstrip(".…") not in spoken}
    # A single word of what is hidden may well stand in what is shown.
    hidden = {text for _, visible, text in texts if not visible and text not in shown and " " in text}
    false = {text for text in hidden if text.endswith((".", "…", "?")) and text in spoken}
    return [] if spoken and not unsaid | false else sorted(unsaid | false | {f"spoken: {spoken}"})


def _one_line(text: object) -> str:
    return " ".join(str(text or "").split())


def ask(stage: Stage, about: QQuickItem, expression: str) -> Any:
    """Give the value of a QML expression."""
    context = stage.window.view.engine().contextForObject(about)
    question = QQmlExpression(context, about, expression)
    value, failed = question.evaluate()
    assert not failed, question.error().toString()
    return value.toVariant() if isinstance(value, QJSValue) else value


def walk(item: QQuickItem) -> Iterator[QQuickItem]:
    """Everything below."""
    for child in item.childItems():
        yield child
        yield from walk(child)


def within(item: QQuickItem, page: QQuickItem) -> bool:
    """Whether the item stands on the page."""
    above = item.parentItem()
    while above is not page:
        if above is None:
            return False
        above = above.parentItem()
    return True


@pytest.mark.mostly_long("on the other panel", one_in=2)
def test_the_warning_to_the_idle_is_seen_in_every_look(stage: Stage) -> None:
    stage.play(SCENES["idle-warning"])
    for text_size, language in ((0, "vi"), (2, "vi"), (2, "en")):
        stage.dress(text_size, language, high_contrast=True)
        settle(20)
        button = stage.window.view.contentItem().findChild(QQuickItem, "idle.continue")
        assert button is not None
        assert button.isVisible()


MOVING = (
    'Flickable {{ width: 300; height: {}; clip: true; contentHeight: {}; Text {{ y: {}; text: "Chữ" }} }}'
)
FAULTY = """
import QtQuick
Item {{ width: 400; height: 400; {} }}
"""


def test_what_a_page_shows_when_it_is_moved_is_not_hidden(qapp: QGuiApplication, tmp_path: Path) -> None:
    del qapp
    assert found(MOVING.format(100, 400, 300), tmp_path) == []


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ('Text { text: "Dòng chữ này dài hơn chỗ của nó"; width: 60; height: 20 }', "cut off"),
        ('Text { text: "Một"; font.pixelSize: 40 } Text { text: "Hai"; font.pixelSize: 40 }', "overlap"),
        ('Text { text: "Ngoài kính"; x: 390; font.pixelSize: 30 }', "hidden"),
        (
            'Item { width: 50; height: 90; clip: true; Text { text: "Bị che một bên"; font.pixelSize: 30 } }',
            "hidden",
        ),
        (
            'Item { width: 300; height: 20; clip: true; Text { y: 8; text: "Bị che"; font.pixelSize: 20 } }',
            "hidden",
        ),
        (
            MOVING.format(60, "200; interactive: false", 90),
            "hidden",
        ),
        (
            MOVING.format(100, 120, 150),
            "hidden",
        ),
        ('Text { width: 60; wrapMode: Text.Wrap; text: "nghiêng"; font.pixelSize: 40 }', "broken word"),
        (
            MOVING.format(20, 200, 0),
            "too low",
        ),
    ],
)
def test_the_inspector_sees_what_is_wrong(
    qapp: QGuiApplication, content: str, finding: str, tmp_path: Path
) -> None:
    del qapp
    assert any(finding in one for one in found(content, tmp_path))


def found(content: str, folder: Path) -> list[str]:
    """What the inspector says of an item."""
    path = folder / "Faulty.qml"
    path.write_text(FAULTY.format(content), encoding="utf-8")
    view = QQuickView()
    view.setSource(QUrl.fromLocalFile(str(path)))
    view.show()
    settle(40)
    view.grabWindow()
    told = findings(view, 4.0)
    view.close()
    return told


def test_a_picture_of_a_screen_waits_for_the_pages_on_it(stage: Stage) -> None:
    """The pages are decoded off the GUI thread: a picture taken at once shows empty frames."""
    stage.play(SCENES["scan-dropped-large"])
    stage.window.view.grabWindow()
    await_pictures(stage.window.view)
    drawn = stage.window.view.grabWindow()
    (sheet,) = (
        item
        for item in walk(stage.window.view.rootObject())
        if item.inherits("QQuickImageBase")
        and item.isVisible()
        and item.property("source").toString().startswith("image://page/preview/")
    )
    place = sheet.mapRectToScene(sheet.boundingRect()).toRect()
    row = place.center().y()
    assert len({drawn.pixel(x, row) for x in range(place.left(), place.right())}) > 10
