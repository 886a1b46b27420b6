"""The careful eye itself: what it is there to see is put on a page, and it sees it."""

from __future__ import annotations

import pytest
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem

from tests.screens.inspect import findings
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.support.rest import await_rest

_LARGEST = 2


@pytest.fixture(scope="module")
def panel() -> str:
    """The most usual one."""
    return "portrait"


def test_arrows_that_lie_on_the_words_of_a_page_are_seen(stage: Stage, panel: str) -> None:
    """They did on a page that had not decided yet whether its words fit beside them."""
    stage.play(SCENES["consent"], text_size=_LARGEST)
    await_rest(stage.window.view, "consent")
    assert _found(stage, panel) == []
    arrows = _named(stage, "scroll.down").parentItem()
    assert QQmlProperty.write(arrows, "anchors.rightMargin", arrows.width())
    await_rest(stage.window.view, "consent, its arrows moved")
    assert _covered_by("scroll.down", stage, panel)


def test_a_control_that_lies_on_another_one_is_seen(stage: Stage, panel: str) -> None:
    stage.play(SCENES["papers"])
    await_rest(stage.window.view, "papers")
    assert _found(stage, panel) == []
    back = _named(stage, "nav.back")
    back.setY(back.y() - back.height() * 2)
    await_rest(stage.window.view, "papers, the way back moved")
    assert _covered_by("nav.back", stage, panel)


def _found(stage: Stage, panel: str) -> list[str]:
    stage.window.view.grabWindow()
    width, _, width_mm = PANELS[panel]
    return findings(stage.window.view, width / width_mm)


def _covered_by(name: str, stage: Stage, panel: str) -> list[str]:
    told = _found(stage, panel)
    return [one for one in told if one.startswith("covered: ") and one.endswith(f" by {name}")]


def _named(stage: Stage, name: str) -> QQuickItem:
    below = [stage.window.view.rootObject()]
    while below:
        item = below.pop()
        if item.objectName() == name and item.isVisible():
            return item
        below.extend(item.childItems())
    raise AssertionError(f"{name} is not on the page")
