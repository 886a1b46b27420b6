"""What has just come or moved under a finger takes no touch; what stood there takes every one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlExpression
from PySide6.QtTest import QTest

from tests.journeys.pilot import Pilot
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.scenes_asking import answer_found
from tests.screens.stage import CLAIMS, Stage
from tests.session import words as events
from tests.session.words import PhoneAnswered
from tests.support.rest import await_rest
from tests.support.slices import share

_CONTROLS = """JSON.stringify(controls().map(one => {
    const at = mapFromItem(one, one.width / 2, one.height / 2);
    const glass = one.mapToItem(null, one.width / 2, one.height / 2);
    return {name: one.objectName, x: glass.x, y: glass.y, inside: contains(at), since: since[key(one)] ?? 0};
}))"""
_MOST_TOUCHES = 12
"""Of one page; long lists have many that are alike."""


@pytest.fixture
def pilot(stage: Stage) -> Pilot:
    """A hand."""
    return Pilot(stage.window.view)


def _play(stage: Stage, pilot: Pilot, name: str) -> None:
    """The scene, as it is after somebody has looked at it."""
    stage.play(SCENES[name])
    await_rest(stage.window.view, name)
    pilot.run(0.6)


@dataclass(frozen=True)
class _Control:
    """One that can be touched, as the page knows it."""

    name: str
    x: float
    y: float
    inside: bool
    since: int
    """When it was first drawn there; 0: the page does not know it, and takes every touch on it away."""


def _ask(stage: Stage, question: str) -> Any:
    """What the page says to an expression."""
    still = Pilot(stage.window.view).find("page.standing")
    assert still is not None
    expression = QQmlExpression(stage.window.view.engine().contextForObject(still), still, question)
    value = expression.evaluate()
    assert not expression.hasError(), expression.error().toString()
    return value[0] if isinstance(value, tuple) else value


def _controls(stage: Stage) -> list[_Control]:
    if not Pilot(stage.window.view).shows("page.standing") or not _ask(stage, "page !== null"):
        return []
    return [_Control(**one) for one in json.loads(_ask(stage, _CONTROLS))]


def _enabled(stage: Stage) -> bool:
    """Whether no list or question stands over the page."""
    return bool(_ask(stage, "enabled"))


def _deaf(stage: Stage) -> list[str]:
    """Those that do not listen although nothing moves any more."""
    return [one.name for one in _controls(stage) if not one.since]


def _takes_no_touch(stage: Stage, name: str) -> bool:
    one = next(one for one in _controls(stage) if one.name == name)
    at = f"mapFromItem(null, {one.x}, {one.y})"
    return bool(_ask(stage, f"fresh({at}.x, {at}.y)"))


def _since(stage: Stage, name: str) -> int:
    return next(one.since for one in _controls(stage) if one.name == name)


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


def test_what_moved_without_a_word_listens_once_it_stood(stage: Stage, pilot: Pilot) -> None:
    """Nothing tells of every move; a frame shows it."""
    _play(stage, pilot, "due")
    moved = pilot.find("due.later.due-1")
    assert moved is not None
    moved.setProperty("width", moved.width() - 8)
    stage.window.view.grabWindow()
    assert _takes_no_touch(stage, "due.later.due-1")
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


@pytest.mark.mostly_long("one more page and panel", one_in=6)
@pytest.mark.parametrize("panel", ["portrait", "landscape", "tablet"])
@pytest.mark.parametrize(
    ("scene", "first", "then"),
    [
        ("sign-in-card", "signin.again", "signin.staff"),
        ("sign-in-chip-removed", "signin.again", "signin.phone"),
        ("service-setup-networks", "service.network.Khách", "service.join"),
        ("welcome-offline", "scroll.down", "scroll.up"),
        ("papers-answered", "papers.option.quanhevoinguoiduocxacminh.2", "scroll.up"),
        ("form-typing-id", "form.field.NgaySinhC.day", "form.field.SoDinhDanhC"),
    ],
)
def test_what_one_touch_moved_or_allowed_listens_to_the_next(
    qapp: QGuiApplication, panel: str, scene: str, first: str, then: str
) -> None:
    """Laid out in a later frame than the one that brought it, or allowed by the page alone."""
    del qapp
    stage = Stage(*PANELS[panel])
    pilot = Pilot(stage.window.view)
    try:
        _play(stage, pilot, scene)
        if not pilot.shows(first):
            pytest.skip(f"{first} is not on this glass")
        pilot.touch(first)
        pilot.run(0.6)
        assert _deaf(stage) == []
        if any(one.inside and one.name == then for one in _controls(stage)):
            assert not _takes_no_touch(stage, then)
    finally:
        stage.close()


@pytest.mark.mostly_long("one more page, each of its controls touched", one_in=12)
@pytest.mark.parametrize("scene", share(SCENES, 6))
def test_whatever_is_touched_every_control_listens(stage: Stage, pilot: Pilot, scene: str) -> None:
    """At rest, and again after each touch that does not leave the page; a touch alone makes nothing new."""
    _play(stage, pilot, scene)
    assert _deaf(stage) == []
    touched: set[str] = set()
    while True:
        step, place = stage.state.step, _ask(stage, "page?.place")
        here = _controls(stage)
        places = {(one.name, one.x, one.y) for one in here}
        left = [one for one in here if one.inside and one.name not in touched]
        left = [one for one in left if one.name not in ("nav.back", "nav.next", "")]
        if not left or len(touched) > _MOST_TOUCHES:
            return
        one = left[0]
        touched.add(one.name)
        _click(stage, QPoint(round(one.x), round(one.y)))
        pilot.run(0.6)
        assert _deaf(stage) == [], f"after {one.name}"
        if (stage.state.step, _ask(stage, "page?.place")) != (step, place) or not _enabled(stage):
            _play(stage, pilot, scene)
            continue
        after = {(now.name, now.x, now.y): now.since for now in _controls(stage)}
        # Where others came or went, the page was laid out anew, and this one may have gone and come back.
        if after.keys() == places:
            assert after[one.name, one.x, one.y] == one.since, f"{one.name} is new because it was touched"


def test_quick_taps_on_a_counter_are_all_counted(stage: Stage, pilot: Pilot) -> None:
    """Each one changes what is told, and "In 2 bản" is the same way on as "In 1 bản"."""
    _play(stage, pilot, "result")
    shown = stage.state.of(events.ResultShown)
    before = _since(stage, "nav.next")
    for _ in range(2):
        _click(stage, pilot.middle("result.copies.more"))
        pilot.run(0.06)
    assert stage.state.of(events.ResultShown).wanted == shown.wanted + 2
    assert _since(stage, "nav.next") == before


def test_other_words_on_the_same_control_do_not_make_it_new(stage: Stage, pilot: Pilot) -> None:
    """How long it was recorded, how many blank sides were left out, what was marked."""
    _play(stage, pilot, "due")
    before = _since(stage, "due.later.due-1")
    later = pilot.find("due.later.due-1")
    assert later is not None
    later.setProperty("text", "Để sau nhé")
    pilot.run(0.1)
    assert _since(stage, "due.later.due-1") == before


def test_another_answer_at_the_same_place_is_another_control(stage: Stage, pilot: Pilot) -> None:
    """Named by its place in a list, it tells by its words what it means."""
    _play(stage, pilot, "find-procedure-question")
    before = _since(stage, "find.choice.0")
    choice = pilot.find("find.choice.0")
    assert choice is not None
    choice.setProperty("text", "Mất sổ: hỏi ở nơi khác".ljust(len(str(choice.property("text")))))
    pilot.run(0.1)
    assert _since(stage, "find.choice.0") > before
