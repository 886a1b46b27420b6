"""The keyboard below a page with one entry of each kind, offscreen, and a hand that presses keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from kiosk_app.session.kernel.dispatcher import Frame
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.keyboard.keyboard_view import KeyboardView
from kiosk_app.ui.store import Store

HOST = Path(__file__).with_name("Host.qml")
PANELS = {
    "portrait": (1080, 1920, 268.0),
    "landscape": (1920, 1080, 476.0),
    "tablet": (1280, 800, 217.0),
}


@dataclass
class Visits:
    """A dispatcher that only counts visits."""

    state: VisitState

    def handle(self, event: Event, now: float) -> tuple[Effect, ...]:
        """Begin the next visit, whatever came."""
        del event, now
        self.state = replace(self.state, visit=self.state.visit + 1)
        return ()

    def frame(self) -> Frame:
        """No screen is counted."""
        return Frame(0, 0, can_cancel=False, saved=False, at_door=False)


class KeyboardRig:
    """Window, keyboard and hand; close it."""

    def __init__(
        self, panel: str = "portrait", text_scale: float = 1.0, *, high_contrast: bool = False
    ) -> None:
        """`panel`: a name of `PANELS`."""
        width, height, width_mm = PANELS[panel]
        self.store = Store(Visits(VisitState()), lambda: 0.0)
        self.keyboard = KeyboardView(self.store)
        self.pixels_per_mm = width / width_mm
        self.view = QQuickView()
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.setInitialProperties(
            {
                "view": self.keyboard,
                "pixelsPerMm": self.pixels_per_mm,
                "textScale": text_scale,
                "highContrast": high_contrast,
            }
        )
        self.view.resize(width, height)
        self.view.setSource(QUrl.fromLocalFile(str(HOST)))
        if self.view.status() is not QQuickView.Status.Ready:
            raise AssertionError([error.toString() for error in self.view.errors()])
        self.view.show()
        self.view.requestActivate()
        self.settle()

    def close(self) -> None:
        """Take the window down before what it shows."""
        self.view.setSource(QUrl())
        self.view.close()
        self.settle()

    def settle(self) -> None:
        """Let Qt finish what is under way."""
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def draw(self) -> QImage:
        """Draw a frame, which also puts new keys in their places."""
        self.settle()
        return self.view.grabWindow()

    def enter(self, name: str) -> None:
        """Touch an entry; on a low glass the keyboard goes first, which hides it."""
        if self.middle(name).y() > self.item("page").height():
            self.press("done")
        self.click(name)
        self.draw()
        if not self.item(name).hasActiveFocus():
            raise AssertionError(f"{name} has no cursor")

    def press(self, *keys: str) -> None:
        """Touch keys by their names without "key."."""
        for key in keys:
            self.click(f"key.{key}")
            if key in ("symbols", "peoples", "letters"):
                self.draw()

    def write(self, text: str) -> None:
        """Touch a key for each letter."""
        self.press(*("space" if sign == " " else sign for sign in text))

    def click(self, name: str) -> None:
        """Touch the middle of an item."""
        QTest.mouseClick(
            self.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.middle(name)
        )
        self.settle()

    def middle(self, name: str) -> QPoint:
        """Where an item is."""
        item = self.item(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def item(self, name: str) -> QQuickItem:
        """Give the visible item of that name."""
        found = [item for item in self.items() if item.objectName() == name]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} items are named {name}")
        return found[0]

    def items(self) -> list[QQuickItem]:
        """Everything visible."""
        return list(_walk(self.view.contentItem()))

    def keys(self) -> dict[str, QQuickItem]:
        """Every visible key by its name without "key."."""
        return {
            item.objectName().removeprefix("key."): item
            for item in self.items()
            if item.objectName().startswith("key.")
        }

    def text(self, name: str) -> str:
        """What an entry holds."""
        return str(self.item(name).property("text"))

    def cursor(self, name: str) -> int:
        """Where the cursor of an entry is."""
        return int(self.item(name).property("cursorPosition"))

    def has_key(self, name: str) -> bool:
        """Whether a key is there."""
        return name in self.keys()

    def is_open(self) -> bool:
        """Whether the keyboard is there."""
        return self.has_key("done")


def place(item: QQuickItem) -> QRectF:
    """Where an item is in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _walk(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from _walk(child)
