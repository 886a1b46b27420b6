"""Looks at what is drawn as a careful eye would: text and controls cut off or covered, targets too small.

What a list hides below its edge is not cut as long as the list can be moved there; what any other parent
hides is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QMetaObject, QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQuick import QQuickItem, QQuickView

MIN_TARGET_MM = 19.9
MIN_WINDOW_MM = 18.0
"""Height of a page that moves: one line of the normal text with a place to put the finger."""
CONTROLS = (
    "TouchButton_",
    "ChoiceTile_",
    "ActionTile_",
    "PickButton_",
    "TextEntry_",
    "KeyButton_",
    "Control_",
    "Choice_",
)
_SLACK_PX = 2.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the parents of an item leave of the glass."""

    fixed: QRectF
    """In the window: what clipping parents that do not move show."""
    inside: QRectF | None
    """In the window: the whole content of the moving page that the item is on; None outside of one."""
    seen: QRectF
    """In the window: what shows just now."""
    layer: str
    """The modal or keyboard it belongs to: they hide what is below, so texts of two cannot collide."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """An item that is meant to be seen."""

    item: QQuickItem
    box: QRectF
    """Where it is in the window, with letters that leave it."""
    frame: _Frame
    is_text: bool


def findings(view: QQuickView, pixels_per_mm: float) -> list[str]:
    """Give what is wrong with the screen as it stands; an empty list when nothing is."""
    root = view.contentItem()
    glass = QRectF(0, 0, root.width(), root.height())
    modal = _modal(root)
    shown = list(_walk(modal if modal is not None else root, _Frame(glass, None, glass, "")))
    if modal is not None:
        shown += [one for one in _walk(root, _Frame(glass, None, glass, "")) if one.frame.layer == "keyboard"]
    texts = [one for one in shown if one.is_text]
    return [
        *_cut_texts(texts),
        *_broken_words(texts),
        *_hidden(shown),
        *_overlaps(texts),
        *_covered(shown),
        *_small_targets(shown, pixels_per_mm),
        *_low_pages(modal if modal is not None else root, pixels_per_mm),
    ]


def _modal(root: QQuickItem) -> QQuickItem | None:
    """The uppermost modal: it covers everything, so nothing else is looked at."""
    found = None
    for child in root.childItems():
        if not child.isVisible():
            continue
        if (
            child.metaObject().indexOfProperty("spoken") >= 0
            and child.metaObject().indexOfProperty("ground") >= 0
        ):
            found = child
        found = _modal(child) or found
    return found


def _walk(item: QQuickItem, frame: _Frame) -> Iterator[_Shown]:
    """Go down the tree with what the parents leave to be seen."""
    if not item.isVisible() or item.opacity() == 0:
        return
    kind = item.metaObject()
    name = kind.className()
    if name.startswith("Keyboard_"):
        frame = replace(frame, layer="keyboard")
    elif name.startswith("Modal_"):
        frame = replace(frame, layer=name)
    # Asking for a property that is not there costs None a reference (PySide 6.12).
    if kind.indexOfProperty("paintedWidth") >= 0 and bool(item.property("text")):
        yield _Shown(item, _letters(item), frame, is_text=True)
    elif _is_control(kind):
        yield _Shown(item, _place(item), frame, is_text=False)
    yield from _children(item, frame)


def _is_control(kind: QMetaObject | None) -> bool:
    """Whether it is one of `CONTROLS` or made from one in a file: an arrow, a button of the bar."""
    while kind is not None:
        if kind.className().startswith(CONTROLS):
            return True
        kind = kind.superClass()
    return False


def _children(item: QQuickItem, frame: _Frame) -> Iterator[_Shown]:
    kind = item.metaObject()
    place = _place(item)
    if kind.indexOfProperty("contentHeight") >= 0 and item.clip():
        moving = _moving(item)
        whole = QRectF(place)
        if moving:
            top = place.top() - float(item.property("contentY"))
            whole = QRectF(place.left(), top, place.width(), float(item.property("contentHeight")))
        frame = replace(
            frame,
            inside=whole if moving else frame.inside,
            fixed=frame.fixed if moving else frame.fixed.intersected(place),
            seen=frame.seen.intersected(place),
        )
    elif item.clip():
        frame = replace(frame, fixed=frame.fixed.intersected(place), seen=frame.seen.intersected(place))
    for child in item.childItems():
        yield from _walk(child, frame)


def _moving(item: QQuickItem) -> bool:
    """Whether a finger can move this page up and down."""
    return bool(item.property("interactive")) and float(item.property("contentHeight")) > item.height()


def _place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _letters(item: QQuickItem) -> QRectF:
    """Where a text is, also its letters beyond its edges. Which way it is aligned cannot be read here."""
    wide, high = float(item.property("paintedWidth")), float(item.property("paintedHeight"))
    return item.mapRectToScene(QRectF(0, 0, max(wide, item.width()), max(high, item.height())))


def _cut_texts(texts: list[_Shown]) -> Iterator[str]:
    for one in texts:
        item = one.item
        wide = float(item.property("paintedWidth")) > item.width() + _SLACK_PX
        high = float(item.property("paintedHeight")) > item.height() + _SLACK_PX
        if wide or high or bool(item.property("truncated")):
            yield f"cut off: {_words(one)}"


def _broken_words(texts: list[_Shown]) -> Iterator[str]:
    """A word that is wider than its place is broken between two letters. Codes are broken on purpose."""
    for one in texts:
        font = one.item.property("font")
        if not isinstance(font, QFont):
            continue
        metrics = QFontMetricsF(font)
        for word in str(one.item.property("text")).split():
            code = any(letter.isdigit() for letter in word)
            if not code and metrics.horizontalAdvance(word) > one.item.width() + _SLACK_PX:
                yield f"broken word: {word!r}"


def _hidden(shown: list[_Shown]) -> Iterator[str]:
    """What a parent or the edge of the glass cuts, and no movement brings into sight."""
    for one in shown:
        frame = one.frame
        within = frame.fixed if frame.inside is None else frame.inside
        slack = within.adjusted(-_SLACK_PX, -_SLACK_PX, _SLACK_PX, _SLACK_PX)
        sideways = frame.fixed.adjusted(-_SLACK_PX, 0, _SLACK_PX, 0)
        beside = one.box.left() < sideways.left() or one.box.right() > sideways.right()
        if one.box.isEmpty() or not slack.contains(one.box) or beside:
            yield f"hidden: {_words(one)}"


def _overlaps(texts: list[_Shown]) -> Iterator[str]:
    boxes = [(one, _painted(one).intersected(one.frame.seen)) for one in texts]
    for place, (one, box) in enumerate(boxes):
        for other, other_box in boxes[place + 1 :]:
            common = box.intersected(other_box)
            if (
                one.frame.layer == other.frame.layer
                and common.width() > _SLACK_PX
                and common.height() > _SLACK_PX
            ):
                yield f"overlap: {_words(one)} / {_words(other)}"


def _covered(shown: list[_Shown]) -> Iterator[str]:
    """A control on words or a control that are not its own: what is below cannot be read or touched."""
    controls = [one for one in shown if not one.is_text]
    for control in controls:
        above = control.box.intersected(control.frame.seen)
        for one in shown:
            below = (_painted(one) if one.is_text else one.box).intersected(one.frame.seen)
            common = above.intersected(below)
            if (
                one.frame.layer == control.frame.layer
                and common.width() > _SLACK_PX
                and common.height() > _SLACK_PX
                and not _within(one.item, control.item)
                and not _within(control.item, one.item)
            ):
                yield f"covered: {_words(one)} by {_words(control)}"


def _within(item: QQuickItem, other: QQuickItem) -> bool:
    """Whether an item is another one or part of it."""
    above: QQuickItem | None = item
    while above is not None:
        if above == other:
            return True
        above = above.parentItem()
    return False


def _painted(one: _Shown) -> QRectF:
    """Room of the letters alone, as if they began at the left: a text may be wider than its words."""
    item = one.item
    wide, high = float(item.property("paintedWidth")), float(item.property("paintedHeight"))
    return item.mapRectToScene(QRectF(0, 0, min(wide, item.width()), min(high, item.height())))


def _small_targets(shown: list[_Shown], pixels_per_mm: float) -> Iterator[str]:
    least = MIN_TARGET_MM * pixels_per_mm
    for one in shown:
        if not one.is_text and (one.box.width() < least or one.box.height() < least):
            yield f"small: {_words(one)} {one.box.width():.0f}×{one.box.height():.0f} px"


def _low_pages(item: QQuickItem, pixels_per_mm: float) -> Iterator[str]:
    """A page that moves but shows less than a line at a time cannot be read."""
    if not item.isVisible():
        return
    kind = item.metaObject()
    moves = kind.indexOfProperty("contentHeight") >= 0 and item.clip() and _moving(item)
    if moves and item.height() < MIN_WINDOW_MM * pixels_per_mm:
        yield f"too low to be read: {item.height() / pixels_per_mm:.0f} mm"
    for child in item.childItems():
        yield from _low_pages(child, pixels_per_mm)


def _words(one: _Shown) -> str:
    if one.is_text:
        return repr(str(one.item.property("text"))[:40])
    return one.item.objectName() or one.item.metaObject().className()
