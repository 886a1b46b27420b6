"""Whether a screen comes to rest. A page whose parts push each other about never does: it shows as silence.

Counted in frames, not in seconds: how fast the machine is tells nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.support.event_loop import run_for

MOST_FRAMES = 60
"""Frames in which a page must have found its places."""
SAMPLED = 20
"""Frames over which sizes are compared to tell what moves."""
_FIRST_S = 0.01
_STEP_S = 0.04
"""Longer than an animation waits for its next frame: 16 ms and 5 ms, by timers that are coarse."""
_STEPS_TO_FIRST = 100
MOST_STEPS = 400
"""Steps in which it must have found them, drawn or not: a busy machine lets it wait for a frame."""
_LOOP = "polish() loop"
"""What Qt says when it gives up laying out one frame: after 100,000 attempts, some seconds."""


class NeverAtRestError(AssertionError):
    """Parts of the screen change without end; the text names the screen and them."""


def await_rest(view: QQuickWindow, what: str) -> None:
    """Run the event loop until a moment passes in which nothing new is drawn and no page is about to change.

    `what`: the screen, for the message. Nothing on it may move by itself. Raises `NeverAtRestError`.
    """
    frames = _Frames(view)
    try:
        with laying_out(what):
            # A window that has just come, on a busy machine, draws its first frame late.
            view.update()
            run_for(_FIRST_S)
            for _ in range(_STEPS_TO_FIRST):
                if frames.drawn:
                    break
                run_for(_STEP_S)
            steps = 0
            doubted = _doubting(view.contentItem())
            while frames.drawn_in_a_step() or doubted:
                steps += 1
                # What is decided in a step is drawn in the next.
                doubted = _doubting(view.contentItem())
                if frames.drawn > MOST_FRAMES or steps > MOST_STEPS:
                    moving = ", ".join(_changing(view)) or "nothing that has a place of its own"
                    raise NeverAtRestError(f"{what}: new after {frames.drawn} frames; what moves: {moving}")
    finally:
        frames.close()


@contextmanager
def laying_out(what: str) -> Generator[None, None, None]:
    """Raise `NeverAtRestError` at the end if Qt gave up laying a frame out meanwhile."""
    given_up: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if _LOOP in message:
            given_up.append(message)
        if before is not None:
            before(kind, context, message)
        else:
            sys.stderr.write(message + "\n")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        now = qInstallMessageHandler(before)
        if now is not hear:
            # Whoever began to listen meanwhile goes on.
            qInstallMessageHandler(now)
    if given_up:
        raise NeverAtRestError(f"{what}: laid out without end: {', '.join(sorted(set(given_up)))}")


def refuse_swinging(view: QQuickWindow, what: str) -> None:
    """Let the screen run until the sizes of two frames are the same: other than places, they may not swing.

    For a screen on which pictures and drawings move by themselves. Raises `NeverAtRestError` when sizes go to
    and fro for as long as is looked.
    """
    seen: list[dict[str, tuple[float, float]]] = []

    def look() -> None:
        seen.append(_sizes(view))

    view.frameSwapped.connect(look)
    try:
        for _ in range(SAMPLED):
            before = len(seen)
            run_for(_STEP_S)
            if len(seen) == before or (len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]):
                return
    finally:
        view.frameSwapped.disconnect(look)
    returned: dict[str, int] = {}
    for first, second, third in zip(seen, seen[1:], seen[2:], strict=False):
        for name, size in third.items():
            if first.get(name) == size != second.get(name, size):
                returned[name] = returned.get(name, 0) + 1
    swinging = sorted(name for name, count in returned.items() if count > len(seen) // 2)
    if swinging:
        raise NeverAtRestError(f"{what}: these never find their size: {', '.join(swinging)}")


class _Frames:
    """Counts the frames of a window."""

    def __init__(self, view: QQuickWindow) -> None:
        self.drawn = 0
        self._view = view
        view.frameSwapped.connect(self._count)

    def drawn_in_a_step(self) -> bool:
        before = self.drawn
        run_for(_STEP_S)
        return self.drawn > before

    def close(self) -> None:
        self._view.frameSwapped.disconnect(self._count)

    def _count(self) -> None:
        self.drawn += 1


def _doubting(item: QQuickItem) -> bool:
    """Whether a page has not decided yet if its arrows get room of their own: it looks two frames later."""
    if not item.isVisible():
        return False
    if item.metaObject().indexOfProperty("doubting") >= 0 and bool(item.property("doubting")):
        return True
    return any(_doubting(child) for child in item.childItems())


def _changing(view: QQuickWindow) -> list[str]:
    before = _looks(view)
    changed: set[str] = set()
    for _ in range(SAMPLED):
        run_for(_STEP_S)
        now = _looks(view)
        changed |= {name for name, look in now.items() if before.get(name, look) != look}
        before = now
    return sorted(changed)


def _looks(view: QQuickWindow) -> dict[str, tuple[float, ...]]:
    return {
        name: (item.x(), item.y(), item.width(), item.height(), item.opacity(), item.rotation(), item.scale())
        for name, item in _named(view.contentItem(), "")
    }


def _sizes(view: QQuickWindow) -> dict[str, tuple[float, float]]:
    return {name: (item.width(), item.height()) for name, item in _named(view.contentItem(), "")}


def _named(item: QQuickItem, path: str) -> Iterator[tuple[str, QQuickItem]]:
    """Every item in sight by a name that says where it stands."""
    for place, child in enumerate(item.childItems()):
        if child.isVisible():
            kind = child.metaObject().className().split("_QML")[0].removeprefix("QQuick")
            name = f"{path}/{child.objectName() or f'{kind}[{place}]'}"
            yield name, child
            yield from _named(child, name)
