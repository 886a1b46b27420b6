"""A screen that never comes to rest is told by name, after a bounded number of frames."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

from tests.support import rest
from tests.support.event_loop import run_for
from tests.support.rest import NeverAtRestError, await_rest, refuse_swinging

STILL = "Rectangle { width: 90; height: 40 }"
MOVING = """
Rectangle { objectName: "cloud"; width: 40; height: 40; NumberAnimation on x { to: 300; duration: 60000 } }
"""
# With each frame, as a layout does: an animation takes its steps by the clock, and a busy machine can let two
# of them, to and fro, pass between frames.
SWINGING = """
Rectangle {
    id: door
    objectName: "door"
    width: 40
    height: 40
    Connections {
        target: door.Window.window
        function onFrameSwapped(): void { door.height = door.height === 40 ? 60 : 40 }
    }
}
"""
WITHOUT_END = """
Column {
    id: page
    objectName: "page"
    width: 40
    property int counted: 0
    onHeightChanged: if (++counted < 30000) box.height = height > 60 ? 50 : 70
    Rectangle { id: box; width: 40; height: 50 }
}
"""

Show = Callable[[str], QQuickView]


@pytest.fixture
def show(qapp: QGuiApplication, tmp_path: Path) -> Iterator[Show]:
    """Shows this content."""
    del qapp
    views = []

    def shown(content: str) -> QQuickView:
        file = tmp_path / "Page.qml"
        file.write_text(f"import QtQuick\nItem {{ width: 400; height: 400; {content} }}", encoding="utf-8")
        view = QQuickView()
        views.append(view)
        view.setSource(QUrl.fromLocalFile(str(file)))
        view.show()
        return view

    yield shown
    for view in views:
        view.close()


def trouble(wait: Callable[[], None]) -> str:
    """What a wait complains of; "" for nothing."""
    try:
        wait()
    except NeverAtRestError as error:
        return str(error)
    return ""


def test_a_screen_at_rest_is_waited_for(show: Show) -> None:
    assert trouble(lambda: await_rest(show(STILL), "still")) == ""


def test_what_moves_is_named(show: Show) -> None:
    with pytest.raises(NeverAtRestError, match=r"moving: new after .*cloud"):
        await_rest(show(MOVING), "moving")


@pytest.mark.expects_errors("Qt says that it gave up")
def test_a_layout_without_end_is_named(show: Show) -> None:
    with pytest.raises(NeverAtRestError, match=r"silent: laid out without end: .*Column"):
        await_rest(show(WITHOUT_END), "silent")


def test_what_moves_on_its_way_does_not_swing(show: Show) -> None:
    view = show(MOVING)
    run_for(0.1)
    assert trouble(lambda: refuse_swinging(view, "moving")) == ""


def test_a_size_that_goes_to_and_fro_is_named(show: Show) -> None:
    view = show(SWINGING)
    run_for(0.1)
    with pytest.raises(NeverAtRestError, match=r"entrance: .*door"):
        refuse_swinging(view, "entrance")


def test_on_a_busy_machine_too(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames come later than the longest that is waited for one."""
    monkeypatch.setattr(rest, "SAMPLED", 8)
    view = show(SWINGING)
    run_for(0.1)
    busy = QTimer(interval=0)
    busy.timeout.connect(lambda: time.sleep(0.045))
    busy.start()
    try:
        with pytest.raises(NeverAtRestError, match=r"entrance: .*door"):
            refuse_swinging(view, "entrance")
    finally:
        busy.stop()
