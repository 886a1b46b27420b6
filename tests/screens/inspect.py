"""Looks at what is drawn as a careful eye would: text cut off, text over text, targets too small."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickView

MIN_TARGET_MM = 19.9
_SLACK_PX = 2.0


def findings(view: QQuickView, pixels_per_mm: float) -> list[str]:
    """Give what is wrong with the screen as it stands; an empty list when nothing is."""
    root = view.contentItem()
    items = [item for item in _walk(root) if _shown(item)]
    return [
        *_cut_texts(items),
        *_overlaps([item for item in items if _is_text(item)]),
        *_small_targets(items, pixels_per_mm),
        *_outside(items, root),
        *_cut_sideways(items),
    ]


def _walk(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from _walk(child)


def _shown(item: QQuickItem) -> bool:
    return item.width() > 0 and item.height() > 0 and not _visible_part(item).isEmpty()


def _is_text(item: QQuickItem) -> bool:
    # Asking for a property that is not there costs None a reference (PySide 6.12).
    return item.metaObject().indexOfProperty("paintedWidth") >= 0 and bool(item.property("text"))


def _scene(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _painted(item: QQuickItem) -> QRectF:
    """Where the letters of a text are."""
    width = float(item.property("paintedWidth"))
    height = float(item.property("paintedHeight"))
    return item.mapRectToScene(QRectF(0, 0, min(width, item.width()), min(height, item.height())))


def _visible_part(item: QQuickItem) -> QRectF:
    """The part that no clipping parent hides."""
    part = _scene(item)
    parent = item.parentItem()
    while parent is not None:
        if parent.clip():
            part = part.intersected(_scene(parent))
        parent = parent.parentItem()
    return part


def _cut_texts(items: list[QQuickItem]) -> Iterator[str]:
    for item in items:
        if not _is_text(item):
            continue
        wide = float(item.property("paintedWidth")) > item.width() + _SLACK_PX
        high = float(item.property("paintedHeight")) > item.height() + _SLACK_PX
        if wide or high or bool(item.property("truncated")):
            yield f"cut off: {_words(item)}"


def _overlaps(texts: list[QQuickItem]) -> Iterator[str]:
    boxes = [(item, _painted(item).intersected(_visible_part(item)), _layer(item)) for item in texts]
    for place, (one, box, layer) in enumerate(boxes):
        for other, other_box, other_layer in boxes[place + 1 :]:
            common = box.intersected(other_box)
            if layer == other_layer and common.width() > _SLACK_PX and common.height() > _SLACK_PX:
                yield f"overlap: {_words(one)} / {_words(other)}"


def _layer(item: QQuickItem) -> str:
    """A dialog and a list over the page hide what is below: only texts of one layer can collide."""
    parent: QQuickItem | None = item
    while parent is not None:
        name = parent.metaObject().className()
        if name.startswith(("Dialog_", "Picker_", "Keyboard_")):
            return name
        parent = parent.parentItem()
    return ""


def _small_targets(items: list[QQuickItem], pixels_per_mm: float) -> Iterator[str]:
    least = MIN_TARGET_MM * pixels_per_mm
    for item in items:
        kind = item.metaObject().className()
        if kind.startswith(("TouchButton_", "ChoiceTile_", "PickButton_", "TextEntry_", "KeyButton_")):
            # A list cuts the lines at its ends; they come into reach by its arrows.
            whole = _visible_part(item).height() >= item.height() - _SLACK_PX
            if whole and (item.height() < least or item.width() < least):
                yield f"small: {item.objectName() or kind} {item.width():.0f}×{item.height():.0f} px"


def _outside(items: list[QQuickItem], root: QQuickItem) -> Iterator[str]:
    glass = QRectF(-_SLACK_PX, -_SLACK_PX, root.width() + 2 * _SLACK_PX, root.height() + 2 * _SLACK_PX)
    for item in items:
        if _is_text(item) and not glass.contains(_painted(item).intersected(_visible_part(item))):
            yield f"outside: {_words(item)}"


def _cut_sideways(items: list[QQuickItem]) -> Iterator[str]:
    """A page scrolls up and down, never sideways: what is hidden there cannot be read."""
    for item in items:
        if _is_text(item) and _painted(item).width() > _visible_part(item).width() + _SLACK_PX:
            yield f"hidden at the side: {_words(item)}"


def _words(item: QQuickItem) -> str:
    return repr(str(item.property("text"))[:40])
