"""A hand on the screen: real pointer events on the real QML, found by objectName."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from tests.support.event_loop import run_for
from tests.support.rest import laying_out, refuse_swinging


class NotOnScreenError(AssertionError):
    """What the hand looked for is not there, hidden, disabled or out of reach."""


class Pilot:
    """Touches, waits and takes pictures."""

    def __init__(self, view: QQuickView, pictures: Path | None = None) -> None:
        """`pictures`: folder for numbered screenshots; None takes none."""
        self._view = view
        self._pictures = pictures
        self.taken: list[Path] = []
        self.taps = 0
        """Every touch of the glass so far, also those that turn a page or type."""
        self.touched: list[str] = []
        """What each touch was for, in their order: whoever asks what a journey costs reads it here."""
        self.keys_typed = 0
        """Those of them on a key of the keyboard on the screen."""

    def find(self, name: str) -> QQuickItem | None:
        """Give the visible item of that name, or None. Those of the page below an open list are disabled."""
        first = None
        for item in self._named({name}):
            if item.isEnabled():
                return item
            first = first or item
        return first

    def shows(self, *names: str) -> bool:
        """Whether an item of one of these names is visible."""
        return next(self._named(set(names)), None) is not None

    def _named(self, names: set[str]) -> Iterator[QQuickItem]:
        seen = _visible(self._view.contentItem())
        return (item for item in seen if item.objectName() in names and item.width() > 0)

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
        """Let the program run until the condition holds; raises `NotOnScreenError`."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                self.picture("stuck")
                raise NotOnScreenError(f"waited {seconds:.0f} s for {what}; on screen: {self.names()}")
            self.run(0.02)

    def run(self, seconds: float) -> None:
        """Let the program run for a while. Raises `NeverAtRestError` for a page laid out without end."""
        last = self.taken[-1].stem if self.taken else "none"
        with laying_out(f"after {self.taps} taps, last picture {last}"):
            run_for(seconds)

    def touch(self, name: str, seconds: float = 20.0) -> None:
        """Touch the middle of an item, after bringing it into reach as a person would: by the page arrows."""
        self.wait_until(lambda: self.shows(name), name, seconds)
        self.wait_until(lambda: self._enabled(name), f"{name} to be enabled", seconds)
        self._wait_to_listen(seconds)
        if self._bring_into_reach(name):
            self._wait_to_rest(name, seconds)
            # What came into sight by that is new as well.
            self._wait_to_listen(seconds)
        self.touched.append(name)
        self._click(self.middle(name))
        self.keys_typed += name.startswith("key.")
        self.run(0.05)

    def touch_twice(self, name: str) -> None:
        """Two quick touches on the same place, whatever the first one did."""
        self.wait_until(lambda: self.shows(name) and self._enabled(name), name)
        self._wait_to_listen()
        self._bring_into_reach(name)
        place = self.middle(name)
        for _ in range(2):
            self.touched.append(name)
            self._click(place, 5)
        self.run(0.05)

    def press_keys(self, keys: str) -> None:
        """Press keys of the on-screen keyboard or digit pad, one name a key, split by spaces."""
        for key in keys.split(" "):
            self.touch(key)

    def picture(self, name: str) -> Path | None:
        """Save what is on the screen as NN-name.png."""
        if self._pictures is None:
            return None
        self._pictures.mkdir(parents=True, exist_ok=True)
        self.run(0.25)
        refuse_swinging(self._view, name)
        path = self._pictures / f"{len(self.taken) + 1:02d}-{name}.png"
        if not self._view.grabWindow().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.taken.append(path)
        return path

    def text(self, name: str) -> str:
        """Give the `text` of an item."""
        item = self.find(name)
        if item is None:
            raise NotOnScreenError(name)
        return str(item.property("text"))

    def names(self) -> list[str]:
        """Names of everything visible, for messages."""
        found = {item.objectName() for item in _visible(self._view.contentItem())}
        return sorted(name for name in found if name)

    def _wait_to_listen(self, seconds: float = 20.0) -> None:
        """What is new takes no touch at first, and a person needs that long to read it."""
        # What the program knows already is drawn in the next frame, and where it stands is known then.
        self._draw(seconds)
        still = ("main.still", "main.page_still", "page.settling")
        self.wait_until(lambda: not self.shows(*still), "the page to stand still", seconds)

    def _wait_to_rest(self, name: str, seconds: float) -> None:
        """A page that was moved glides: what is touched then has left before the finger lifts."""
        before = None
        while before != (place := self.middle(name)):
            before = place
            self._draw(seconds)

    def _draw(self, seconds: float) -> None:
        drawn: list[bool] = []

        def note() -> None:
            drawn.append(True)

        self._view.frameSwapped.connect(note)
        try:
            self._view.update()
            self.wait_until(lambda: bool(drawn), "the next frame", seconds)
        finally:
            self._view.frameSwapped.disconnect(note)

    def _click(self, place: QPoint, delay_ms: int = -1) -> None:
        self.taps += 1
        QTest.mouseClick(
            self._view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place, delay_ms
        )

    def _enabled(self, name: str) -> bool:
        item = self.find(name)
        return item is not None and item.isEnabled()

    def middle(self, name: str) -> QPoint:
        """Where a finger comes down that means this item. Raises `NotOnScreenError`."""
        item = self.find(name)
        if item is None:
            raise NotOnScreenError(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def _bring_into_reach(self, name: str) -> bool:
        """Move the page until an item can be touched; tells whether it was moved."""
        for moves in range(40):
            item = self.find(name)
            if item is None:
                raise NotOnScreenError(name)
            direction = _hidden_towards(item)
            if direction == "":
                return moves > 0
            arrow = f"scroll.{direction}"
            if not self._enabled(arrow):
                raise NotOnScreenError(f"{name} is out of reach and {arrow} is not there")
            self.touched.append(arrow)
            self._click(self.middle(arrow))
            self.run(0.35)
        raise NotOnScreenError(f"{name} cannot be scrolled into view")


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    """Give the visible ones from there on; below one that is hidden all are."""
    below = [item]
    while below:
        one = below.pop()
        if one.isVisible():
            yield one
            below += reversed(one.childItems())


def _hidden_towards(item: QQuickItem) -> str:
    """Tell where the middle of the item is hidden by a clipping parent: "up", "down" or ""."""
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).y()
    parent = item.parentItem()
    while parent is not None:
        if parent.clip():
            top = parent.mapToScene(QPointF(0, 0)).y()
            if middle < top:
                return "up"
            if middle > top + parent.height():
                return "down"
        parent = parent.parentItem()
    return ""
