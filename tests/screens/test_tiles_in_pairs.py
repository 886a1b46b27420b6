"""Tiles that stand beside each other are equally high, however many lines each of them needs."""

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtQuick import QQuickItem

from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.screens.test_scenes import walk
from tests.support.rest import await_rest

SCREENS = ("welcome", "welcome-offline", "welcome-due", "service-menu")


@pytest.fixture(scope="module", params=["portrait", "landscape"])
def panel(request: pytest.FixtureRequest) -> str:
    """Panels that are wide enough for two beside each other."""
    return str(request.param)


def _rows(stage: Stage) -> list[list[QQuickItem]]:
    """Give the tiles that stand beside each other."""
    rows: defaultdict[tuple[str, float], list[QQuickItem]] = defaultdict(list)
    for item in walk(stage.window.view.rootObject()):
        kind = ".".join(item.objectName().split(".")[:2])
        if item.isVisible() and kind in ("welcome.errand", "service.place"):
            rows[kind, item.y()].append(item)
    return [row for row in rows.values() if len(row) > 1]


def test_tiles_of_one_row_are_equally_high(stage: Stage) -> None:
    seen = 0
    for name in SCREENS:
        stage.play(SCENES[name])
        await_rest(stage.window.view, name)
        for row in _rows(stage):
            seen += 1
            assert len({item.height() for item in row}) == 1, (name, [one.objectName() for one in row])
    assert seen > len(SCREENS)
