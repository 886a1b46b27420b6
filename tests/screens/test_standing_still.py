"""What has just come or moved under a finger takes no touch; what stood there takes every one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.journeys.pilot import Pilot
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.scenes_asking import answer_found
from tests.screens.stage import CLAIMS, Stage
from tests.session import words as events
from tests.session.words import PhoneAnswered
from tests.support.rest import await_rest


@pytest.fixture(scope="module")
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    """One window for all touches."""
    del qapp
    made = Stage(*PANELS["portrait"])
    yield made
    made.close()


@pytest.fixture
def pilot(stage: Stage) -> Pilot:
    """A hand."""
    return Pilot(stage.window.view)


def _play(stage: Stage, pilot: Pilot, name: str) -> None:
    """The scene, as it is after somebody has looked at it."""
    stage.play(SCENES[name])
    await_rest(stage.window.view, name)
    pilot.run(0.6)


def _click(stage: Stage, place: QPoint) -> None:
    QTest.mouseClick(stage.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place, 0)


def test_a_finger_on_its_way_does_not_say_that_is_me(stage: Stage, pilot: Pilot) -> None:
    _play(stage, pilot, "phone-sign-in-confirm")
    where = pilot.middle("phone.me")
    _play(stage, pilot, "phone-sign-in-shown")
    stage.send(PhoneAnswered(stage.visit, "handle", "verified", 2, CLAIMS, "ticket"))
    stage.window.view.grabWindow()
    assert pilot.middle("phone.me") == where
    _click(stage, where)
    assert stage.state.of(events.Signer).identity is None
    pilot.touch("phone.me")
    assert stage.state.of(events.Signer).identity is not None


@pytest.mark.parametrize(
    ("scene", "control", "once"),
    [("due", "due.later.due-1", "due-2"), ("sign-in-unknown", "signin.again", "sign_in")],
)
def test_two_touches_do_not_reach_what_moved_up(
    stage: Stage, pilot: Pilot, scene: str, control: str, once: str
) -> None:
    _play(stage, pilot, scene)
    pilot.touch_twice(control)
    pilot.run(0.2)
    if scene == "due":
        assert [one.uid for one in stage.state.of(events.DueServices).open()][:1] == [once]
    assert stage.state.step == ("due_services" if scene == "due" else once)
    assert stage.state.of(events.Signer).verified is (scene == "due")


def test_a_quick_hand_loses_no_digit(stage: Stage, pilot: Pilot) -> None:
    """The first digit brings "Xóa", which nobody touched."""
    _play(stage, pilot, "code-wrong")
    for digit in "27182":
        _click(stage, pilot.middle(f"code.digit.{digit}"))
        pilot.run(0.06)
    assert stage.state.of(events.CodeEntry).typed == "27182"


def test_a_quick_hand_loses_no_letter_while_answers_come(stage: Stage, pilot: Pilot) -> None:
    _play(stage, pilot, "find-procedure")
    pilot.touch("find.text")
    pilot.wait_until(lambda: pilot.shows("key.g"), "the keyboard")
    pilot.run(0.6)
    for number, letter in enumerate("giay"):
        _click(stage, pilot.middle(f"key.{letter}"))
        pilot.run(0.05)
        answer_found(stage, several=bool(number % 2))
        pilot.run(0.05)
    assert stage.state.of(events.Search).text == "Giay"


def test_a_list_that_got_the_width_of_its_arrows_back_listens(stage: Stage, pilot: Pilot) -> None:
    """Each one put off makes the list shorter, until its arrows go and every control becomes wider."""
    _play(stage, pilot, "due-many")
    for left in range(7, -1, -1):
        pilot.touch(f"due.later.{stage.state.of(events.DueServices).open()[0].uid}")
        pilot.run(0.6)
        assert len(stage.state.of(events.DueServices).open()) == left
    assert "đã xem hết" in pilot.text("due.none")


def test_what_moved_without_a_word_listens_to_the_second_touch(stage: Stage, pilot: Pilot) -> None:
    """Nothing tells of every move: such a control would have taken no touch any more."""
    _play(stage, pilot, "due")
    moved = pilot.find("due.later.due-1")
    assert moved is not None
    moved.setProperty("width", moved.width() - 8)
    pilot.run(0.6)
    _click(stage, pilot.middle("due.later.due-1"))
    pilot.run(0.6)
    _click(stage, pilot.middle("due.later.due-1"))
    assert "due-1" not in {one.uid for one in stage.state.of(events.DueServices).open()}


def test_what_stands_still_listens_while_something_else_comes(stage: Stage, pilot: Pilot) -> None:
    """A way back that did not move is heard at once, however often the page learns something."""
    _play(stage, pilot, "phone-sign-in-shown")
    back = pilot.middle("nav.back")
    stage.send(PhoneAnswered(stage.visit, "handle", "denied", None, CLAIMS, ""))
    stage.window.view.grabWindow()
    _click(stage, back)
    assert stage.state.step == "sign_in"
