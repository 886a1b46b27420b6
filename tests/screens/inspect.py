"""Looks at what is drawn as a careful eye would: text cut off, text over text, targets too small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickView

MIN_TARGET_MM = 19.9
_SLACK_PX = 2.0


@dataclass(frozen=True, slots=True)
class _Shown:
    """An item of which something can be seen."""

    item: QQuickItem
    box: QRectF
    """Where it is in the window."""
    part: QRectF
    """The part that no clipping parent hides."""
    layer: str
    """The dialog, list or keyboard it belongs to: they hide what is below, so texts of two cannot collide."""
    is_text: bool


def findings(view: QQuickView, pixels_per_mm: float) -> list[str]:
    """Give what is wrong with the screen as it stands; an empty list when nothing is."""
    root = view.contentItem()
    shown = list(_walk(root, None, ""))
    texts = [one for one in shown if one.is_text]
    return [
        *_cut_texts(texts),
        *_overlaps(texts),
        *_small_targets(shown, pixels_per_mm),
        *_outside(texts, root),
        *_cut_sideways(texts),
    ]


def _walk(item: QQuickItem, window: QRectF | None, layer: str) -> Iterator[_Shown]:
    """Go down the tree; `window`: what the clipping items above leave to be seen."""
    if not item.isVisible() or item.opacity() == 0:
        return
    box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    part = box if window is None else box.intersected(window)
    kind = item.metaObject()
    if kind.className().startswith(("Dialog_", "Picker_", "Keyboard_", "HelpSign_", "DisplaySheet_")):
        layer = kind.className()
    if item.width() > 0 and item.height() > 0 and not part.isEmpty():
        # Asking for a property that is not there costs None a reference (PySide 6.12).
        is_text = kind.indexOfProperty("paintedWidth") >= 0 and bool(item.property("text"))
        yield _Shown(item, box, part, layer, is_text)
    inner = part if item.clip() else window
    for child in item.childItems():
        yield from _walk(child, inner, layer)


def _painted(one: _Shown) -> QRectF:
    """Where the letters of a text are."""
    width = float(one.item.property("paintedWidth"))
    height = float(one.item.property("paintedHeight"))
    return one.item.mapRectToScene(QRectF(0, 0, min(width, one.item.width()), min(height, one.item.height())))


def _cut_texts(texts: list[_Shown]) -> Iterator[str]:
    for one in texts:
        item = one.item
        wide = float(item.property("paintedWidth")) > item.width() + _SLACK_PX
        high = float(item.property("paintedHeight")) > item.height() + _SLACK_PX
        if wide or high or bool(item.property("truncated")):
            yield f"cut off: {_words(one)}"


def _overlaps(texts: list[_Shown]) -> Iterator[str]:
    boxes = [(one, _painted(one).intersected(one.part)) for one in texts]
    for place, (one, box) in enumerate(boxes):
        for other, other_box in boxes[place + 1 :]:
            common = box.intersected(other_box)
            if one.layer == other.layer and common.width() > _SLACK_PX and common.height() > _SLACK_PX:
                yield f"overlap: {_words(one)} / {_words(other)}"


def _small_targets(shown: list[_Shown], pixels_per_mm: float) -> Iterator[str]:
    least = MIN_TARGET_MM * pixels_per_mm
    for one in shown:
        item, kind = one.item, one.item.metaObject().className()
        if kind.startswith(("TouchButton_", "ChoiceTile_", "PickButton_", "TextEntry_", "KeyButton_")):
            # A list cuts the lines at its ends; they come into reach by its arrows.
            whole = one.part.height() >= item.height() - _SLACK_PX
            if whole and (item.height() < least or item.width() < least):
                yield f"small: {item.objectName() or kind} {item.width():.0f}×{item.height():.0f} px"


def _outside(texts: list[_Shown], root: QQuickItem) -> Iterator[str]:
    glass = QRectF(-_SLACK_PX, -_SLACK_PX, root.width() + 2 * _SLACK_PX, root.height() + 2 * _SLACK_PX)
    for one in texts:
        if not glass.contains(_painted(one).intersected(one.part)):
            yield f"outside: {_words(one)}"


def _cut_sideways(texts: list[_Shown]) -> Iterator[str]:
    """A page scrolls up and down, never sideways: what is hidden there cannot be read."""
    for one in texts:
        if _painted(one).width() > one.part.width() + _SLACK_PX:
            yield f"hidden at the side: {_words(one)}"


def _words(one: _Shown) -> str:
    return repr(str(one.item.property("text"))[:40])
