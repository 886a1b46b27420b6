"""A page whose content follows its width comes to rest: with the arrows beside it or without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickView

import kiosk_app.ui
from tests.support.event_loop import run_for
from tests.support.rest import await_rest

COMPONENTS = Path(kiosk_app.ui.__file__).parent / "qml" / "components"
MOST = 30
"""Heights that a content may take until its page is at rest; what goes on is stopped at thrice as many."""

PAGE = """
import QtQuick
import "{components}"
import "{components}/../theme"

{kind} {{
    id: page
    objectName: "page"
    width: 600
    height: {height}
    {own}

    property int counted: 0

    {content}
}}
"""
PICTURE = """
    Rectangle {{
        width: parent ? parent.width : 0
        height: width * {steep}
        onHeightChanged: if (++page.counted > {stop}) height = 1
    }}
"""
WORDS = "Text { width: parent ? parent.width : 0; wrapMode: Text.Wrap; font.pixelSize: 30; text: words }"

Show = Callable[[str], QQuickItem]


@pytest.fixture
def show(qapp: QGuiApplication, tmp_path: Path) -> Iterator[Show]:
    """Shows a page and gives its root item when the first frames are drawn."""
    del qapp
    views = []

    def made(text: str) -> QQuickItem:
        file = tmp_path / "Page.qml"
        file.write_text(text, encoding="utf-8")
        view = QQuickView()
        views.append(view)
        view.setSource(QUrl.fromLocalFile(str(file)))
        assert view.status() is QQuickView.Status.Ready, view.errors()
        view.show()
        run_for(0.1)
        await_rest(view, "the page")
        return view.rootObject()

    yield made
    for view in views:
        view.close()


def page(kind: str, height: float, content: str, own: str = "") -> str:
    """Text of a page of this kind of component."""
    return PAGE.format(kind=kind, components=COMPONENTS.as_uri(), height=height, own=own, content=content)


def picture(steep: float) -> str:
    """A picture `steep` times as high as wide."""
    return PICTURE.format(stop=3 * MOST, steep=steep)


def arrows_shown(root: QQuickItem) -> bool:
    """Whether the arrows of the page are in sight."""
    arrow = root.findChild(QObject, "scroll.down")
    assert isinstance(arrow, QQuickItem)
    return arrow.isVisible()


def assert_at_rest(root: QQuickItem) -> None:
    """Few heights were taken until then."""
    assert root.property("counted") <= MOST


@pytest.mark.mostly_long("one more height", one_in=3)
@pytest.mark.parametrize("steep", [0.3, 0.7, 1.0, 1.414, 2.0, 3.5])
@pytest.mark.parametrize("lacking", [0, 2, 20, 60, 90])
def test_a_picture_that_just_fits_comes_to_rest(show: Show, steep: float, lacking: int) -> None:
    root = show(page("Scroller", 600 * steep - lacking, picture(steep)))
    assert_at_rest(root)
    assert arrows_shown(root) == root.property("overflowing")


DRAWN = """
    readonly property string words: {words}
    readonly property bool settled: sheet.strip === sheet.overflowing
    title: words
    spoken: words
    focusOrder: []
    drawing: "whole"
"""


@pytest.mark.mostly_long("one more height", one_in=3)
@pytest.mark.parametrize("height", range(280, 620, 20))
def test_a_page_with_a_drawing_where_there_is_room_comes_to_rest(show: Show, height: int) -> None:
    """The drawing takes what the words leave, and the words take more room beside the arrows."""
    words = '"Xin đặt giấy lên mặt kính rồi chạm vào nút. ".repeat(4)'
    counting = "Item { property real seen: page.sheet.contentHeight; onSeenChanged: page.counted++ }"
    root = show(page("StepPage", height, WORDS + counting, DRAWN.format(words=words)))
    assert_at_rest(root)
    assert root.property("settled")


DIALOG = """
    Loader {{
        id: dialog
        active: false
        sourceComponent: Dialog {{
            title: "Hỏi"
            yesText: "Có"
            noText: "Không"
            visible: true
            {picture}
        }}
    }}
"""


@pytest.mark.mostly_long("one more height", one_in=3)
@pytest.mark.parametrize("steep", [0.6, 1.0, 1.5])
@pytest.mark.parametrize("lacking", [0, 2, 20, 60])
def test_a_dialog_that_grows_with_its_picture_comes_to_rest(show: Show, steep: float, lacking: int) -> None:
    """Its place is as high as its content, up to the glass: the height of the place tells nothing new."""
    begin = "Component.onCompleted: { Overlay.layer = page; dialog.active = true }"
    root = show(page("Item", 420 * steep + 330 - lacking, DIALOG.format(picture=picture(steep)), begin))
    assert_at_rest(root)


def test_a_place_as_high_as_its_words_comes_to_rest(show: Show) -> None:
    """It may not choose by its height how wide the words stand: they are higher where they are narrower."""
    words = "height: page.counted ? (width > 460 ? 140 : 190) : 500"
    own = "most: 400; Binding on height { value: Math.min(page.most, page.contentHeight) }"
    root = show(page("Scroller", 400, f"Item {{ width: parent ? parent.width : 0; {words} }}", own))
    root.setProperty("counted", 1)
    await_rest(root.window(), "the place with fewer words")
    assert not arrows_shown(root)


def test_the_width_is_given_back_when_there_is_less_to_show(show: Show) -> None:
    root = show(
        page(
            "Scroller",
            400,
            "Rectangle { width: parent ? parent.width : 0; height: page.counted ? 300 : 500 }",
        )
    )
    narrow = root.property("contentWidth")
    assert arrows_shown(root)
    root.setProperty("counted", 1)
    await_rest(root.window(), "the lower page")
    assert not arrows_shown(root)
    assert root.property("contentWidth") > narrow


FROM_LONG_TO = "height: page.counted ? (width > 560 ? {wide} : {beside}) : 700"


@pytest.mark.parametrize(("wide", "beside"), [(390, 430), (400, 440), (330, 410)])
def test_words_that_fit_without_the_arrows_get_the_width_back(show: Show, wide: int, beside: int) -> None:
    """Beside the arrows they stand in more lines, and are too high there alone."""
    words = FROM_LONG_TO.format(wide=wide, beside=beside)
    root = show(page("Scroller", 400, f"Item {{ width: parent ? parent.width : 0; {words} }}"))
    assert arrows_shown(root)
    root.setProperty("counted", 1)
    await_rest(root.window(), "fewer words")
    assert not arrows_shown(root)
    assert not root.property("strip")


@pytest.mark.parametrize(("wide", "beside"), [(410, 430), (520, 600)])
def test_words_that_fit_neither_way_keep_the_arrows(show: Show, wide: int, beside: int) -> None:
    words = FROM_LONG_TO.format(wide=wide, beside=beside)
    root = show(page("Scroller", 400, f"Item {{ width: parent ? parent.width : 0; {words} }}"))
    root.setProperty("counted", 1)
    await_rest(root.window(), "fewer words")
    assert arrows_shown(root)
    assert root.property("strip")
