"""What the frame promises everywhere: modals take all touches, errors come into sight, low is in reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlExpression
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.journeys.pilot import Pilot
from tests.screens.draw import settle
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage


@pytest.fixture(params=["portrait", "tablet"])
def stage(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A window on two panels."""
    del qapp
    made = Stage(*PANELS[request.param])
    yield made
    made.close()


@pytest.fixture
def high(qapp: QGuiApplication) -> Iterator[Stage]:
    """A glass high enough for a lower half."""
    del qapp
    made = Stage(*PANELS["portrait"])
    yield made
    made.close()


def middle(item: QQuickItem) -> QPoint:
    """Where an item is."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def shown(stage: Stage, *kinds: str) -> list[QQuickItem]:
    """Everything visible of these classes."""
    return [item for item in _walk(stage.window.view.contentItem()) if _is(item, kinds)]


def _is(item: QQuickItem, kinds: tuple[str, ...]) -> bool:
    return item.isVisible() and item.metaObject().className().startswith(kinds)


def _walk(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _walk(child)


def touch(stage: Stage, place: QPoint) -> None:
    """Touch the glass."""
    QTest.mouseClick(stage.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle(50)


@pytest.mark.mostly_long("one more button under the list", one_in=12)
@pytest.mark.parametrize("name", ["nav.back", "nav.next", "bar.cancel", "bar.help"])
def test_an_open_list_takes_every_touch(stage: Stage, name: str) -> None:
    """Neither the ways on nor the bar beside act below it; a touch there may choose from the list."""
    SCENES["form-picking"](stage)
    settle(600)
    below = [item for item in shown(stage, "") if item.objectName() == name and not item.isEnabled()]
    assert below
    page = ask(stage, "pagePlace")
    for item in below:
        touch(stage, middle(item))
    state = stage.state
    assert (state.confirm_cancel, state.help_wanted) == (False, False)
    assert ask(stage, "pagePlace").split("/")[:2] == page.split("/")[:2]


def test_a_refused_next_brings_what_stopped_it_into_sight(stage: Stage) -> None:
    SCENES["form-errors"](stage)
    settle(600)
    pilot = Pilot(stage.window.view)
    pilot.touch("nav.next")
    pilot.run(0.2)
    problems = ask(stage, "current.problems")
    assert problems >= 1
    assert pilot.shows("page.summary") is (problems > 1)
    problem = ask(stage, "current.problem")
    told = [item for item in shown(stage, "Notice_") if item.property("text") == problem]
    assert [item for item in told if _in_sight(item)]
    assert problem in ask(stage, "spoken")


def test_since_when_the_network_is_away_is_told_with_its_day(stage: Stage) -> None:
    """After a day without it a technician copies the dossiers to a stick: an hour alone does not tell."""
    SCENES["welcome-offline-since"](stage)
    assert "Mất mạng từ 09:12 24/11/2026." in ask(stage, "spoken")


def ask(stage: Stage, expression: str) -> Any:
    """Give the value of a QML expression about the frame."""
    root = stage.window.view.rootObject()
    question = QQmlExpression(stage.window.view.engine().contextForObject(root), root, expression)
    value, failed = question.evaluate()
    assert not failed, question.error().toString()
    return value


def test_low_brings_everything_to_touch_into_the_lower_half(high: Stage) -> None:
    for name in ("welcome", "form-errors", "code-sent", "cancel-question", "form-picking"):
        high.play(SCENES[name])
        high.dress(0, "vi", low=True)
        settle(60)
        half = high.window.view.height() / 2
        controls = shown(high, "TouchButton_", "ChoiceTile_", "ActionTile_", "TextEntry_", "Control_")
        reach = [item for item in controls if item.isEnabled() and item.opacity() > 0]
        assert reach
        assert [item.objectName() for item in reach if middle(item).y() < half - 2 and _in_sight(item)] == []


def _in_sight(item: QQuickItem) -> bool:
    """Whether no page that moves has put it beyond its edge."""
    centre, above = middle(item).y(), item.parentItem()
    while above is not None:
        top = above.mapToScene(QPointF(0, 0)).y()
        if above.clip() and not top <= centre <= top + above.height():
            return False
        above = above.parentItem()
    return True


def test_where_the_bar_has_no_room_its_choices_stand_in_a_sheet(qapp: QGuiApplication) -> None:
    del qapp
    stage = Stage(*PANELS["tablet"])
    try:
        stage.play(SCENES["welcome"])
        stage.dress(2, "vi")
        pilot = Pilot(stage.window.view)
        pilot.touch("bar.display")
        pilot.touch("bar.language.en")
        assert stage.state.language == "en"
        pilot.touch("bar.contrast")
        assert stage.window.preferences.property("highContrast")
        pilot.touch("bar.text.0")
        pilot.touch("bar.display.close")
        assert stage.window.preferences.property("textSize") == 0
        assert not pilot.shows("bar.display.close")
    finally:
        stage.close()


@pytest.mark.parametrize("reduced", [True, False])
def test_drawings_move_unless_motion_is_reduced(qapp: QGuiApplication, reduced: bool) -> None:
    del qapp
    stage = Stage(*PANELS["portrait"], reduced_motion=reduced)
    try:
        stage.play(SCENES["scan-feeder"])
        settle(100)
        (drawing,) = shown(stage, "KioskDrawing_")
        ways = set()
        for _ in range(12):
            settle(40)
            ways.add(round(float(drawing.property("way")), 3))
        assert (ways == {1.0}) is reduced
    finally:
        stage.close()
