"""A hand that trembles: the second touch of a double tap never reaches the page that has just come."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk_app.forms.pages import PageCapacity
from tests.journeys.pilot import Pilot
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.session import words as events


@pytest.fixture
def pilot(stage: Stage) -> Pilot:
    """A hand."""
    stage.restart()
    return Pilot(stage.window.view)


def _touch_everywhere(stage: Stage) -> None:
    """Touch the glass in a raster, quicker than a page begins to listen."""
    view = stage.window.view
    for y in range(100, view.height(), 300):
        for x in range(100, view.width(), 300):
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y), 0)


def test_two_touches_on_an_errand_open_it_and_answer_nothing(stage: Stage, pilot: Pilot) -> None:
    pilot.touch_twice("welcome.errand.filing.1.004873")
    assert stage.state.step == "papers"
    assert stage.state.of(events.Form).settled == frozenset()


def test_two_touches_on_agree_answer_nothing_behind_it(stage: Stage, pilot: Pilot) -> None:
    SCENES["consent"](stage)
    pilot.touch_twice("consent.agree")
    assert (stage.state.step, stage.state.of(events.Signer).identity) == ("sign_in", None)


def test_two_touches_on_next_turn_one_page(stage: Stage, pilot: Pilot) -> None:
    SCENES["form-marital"](stage)
    # The page tells its own height once it stands.
    pilot.run(0.3)
    stage.send(events.PanelMeasured(PageCapacity(lines=9)))
    stage.send(events.Answered("TinhTrangHonNhanC1", "Hiện tại chưa đăng ký kết hôn với ai"))
    pilot.touch_twice("nav.next")
    assert stage.state.of(events.Form).page == 1


def test_a_page_that_has_just_come_takes_no_touch_then_listens(stage: Stage, pilot: Pilot) -> None:
    SCENES["papers-answered"](stage)
    pilot.touch("papers.have.GXN_CU")
    _touch_everywhere(stage)
    assert stage.state.step == "consent"
    pilot.touch("consent.refuse")
    assert stage.state.step == "welcome"


def test_two_touches_on_cancel_do_not_confirm_it(stage: Stage, pilot: Pilot) -> None:
    SCENES["form-marital"](stage)
    pilot.touch_twice("bar.cancel")
    _touch_everywhere(stage)
    assert stage.state.confirm_cancel
    assert stage.state.step == "form"
    pilot.touch("cancel.dismiss")
    assert not stage.state.confirm_cancel


def test_an_open_list_takes_everything(stage: Stage, pilot: Pilot) -> None:
    SCENES["form-doubted"](stage)
    pilot.touch("form.province.nycNoiCuTru_TrongNuoc")
    before = stage.state
    for name in ("nav.next", "nav.back", "bar.cancel"):
        item = pilot.find(name)
        assert item is None or not item.isEnabled()
    assert stage.state == before
    pilot.touch("picker.close")
    pilot.wait_until(lambda: pilot.shows("nav.back"), "the page")


def test_an_error_out_of_sight_is_brought_into_sight_with_a_summary(stage: Stage, pilot: Pilot) -> None:
    SCENES["form-by-hand"](stage)
    before = stage.window.view.grabWindow()
    pilot.touch("nav.next")
    pilot.run(0.2)
    assert pilot.shows("page.summary")
    assert stage.window.view.grabWindow() != before


def test_questions_stay_where_they_are_while_somebody_types(stage: Stage, pilot: Pilot) -> None:
    SCENES["form-by-hand"](stage)
    pilot.run(0.3)
    view = stage.window.view
    capacity, height = stage.state.of(events.PanelCapacity).capacity, view.height()
    pilot.touch("form.field.NgaySinhC.day")
    typing = view.activeFocusItem()
    try:
        # The page has more room all at once, as when a title above it becomes shorter.
        view.resize(view.width(), 2 * height)
        pilot.run(0.3)
        assert stage.state.of(events.PanelCapacity).capacity == capacity
        assert view.activeFocusItem() is typing
        # Nobody types any more: the next page is as long as there is room.
        stage.restart()
        SCENES["form-by-hand"](stage)
        pilot.run(0.3)
        assert stage.state.of(events.PanelCapacity).capacity.lines > capacity.lines
    finally:
        view.resize(view.width(), height)
        pilot.run(0.3)
