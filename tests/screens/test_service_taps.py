"""How many touches a technician needs from the first picture to the accepted machine, and where crosses land.

Goal: 20 touches from the first boot to accepted, with the province's file on a stick; six are the PIN.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from configuration.delivery_tables import Gateway
from kiosk_app.bare_machine import BareScreen
from kiosk_app.composition import TimeAndRandomness
from kiosk_app.session.facts.service import (
    CheckFinding,
    HelperEnded,
    HelperSaid,
    ServiceAct,
    ServiceDone,
    ServiceEntered,
)
from kiosk_app.session.steps.service_check import ServiceCheck
from kiosk_app.session.steps.service_place import ServicePlace
from kiosk_app.session.steps.service_touch import ServiceTouch
from tests.journeys.pilot import Pilot
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage

PIN = "284617"


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """The most usual panel, with nobody before it."""
    stage.play(lambda _stage: None)
    return stage


def _set_up_by_stick(folder: Path) -> int:
    """Set a bare machine up from the province's stick, whose key the machine does not know yet."""
    gateway = Gateway(socket=folder / "sync.socket", helper=folder / "helper.socket")
    bare = BareScreen(folder / "kiosk.toml", TimeAndRandomness(), gateway)
    ended: list[bool] = []
    bare.on_visit_end(lambda: ended.append(True))
    bare.stand_by()
    # As the supervisor shows it; no helper answers but this test.
    bare.appear()
    bare.store.start(lambda _effects: None)  # nobody carries anything out
    pilot, store = Pilot(bare.window.view), bare.store
    pilot.touch("service.work.stick")
    store.dispatch(HelperEnded(store.state.visit, ServiceAct.SETUP, "trust", "3f8a 11c0 9be2 77d4"))
    pilot.touch("service.trust")
    store.dispatch(HelperEnded(store.state.visit, ServiceAct.SETUP, "", "Đã cài đặt."))
    # The way back comes into its place.
    pilot.run(0.5)
    pilot.touch("nav.back")
    pilot.wait_until(lambda: bool(ended), "the set-up to make room")
    bare.close()
    return pilot.taps


def _accept(stage: Stage) -> int:
    """Come in as a technician, examine the machine, and have the report written to a stick."""
    pilot = Pilot(stage.window.view)
    for _ in range(5):
        pilot.touch("welcome.corner")
    for digit in PIN:
        pilot.touch(f"service.digit.{digit}")
    pilot.touch("service.enter")
    stage.send(ServiceEntered(stage.visit, "accepted", "technician", "Lê Thị Một"))
    stage.send(ServiceDone(stage.visit, ServiceAct.ATTENTION, "done"))
    pilot.touch("service.place.check")
    stage.send(HelperSaid(stage.visit, ServiceAct.CHECK, CheckFinding("portal", "good", "Tốt.")))
    stage.send(HelperEnded(stage.visit, ServiceAct.CHECK))
    pilot.touch("service.report")
    stage.send(HelperEnded(stage.visit, ServiceAct.REPORT, "", "Đã ghi biên bản."))
    assert stage.state.of(ServiceCheck).said == "Đã ghi biên bản."
    return pilot.taps


@pytest.mark.long("the whole set-up is walked through")
def test_no_tap_too_many_from_the_first_picture_to_accepted(stage: Stage, tmp_path: Path) -> None:
    taps = _set_up_by_stick(tmp_path) + _accept(stage)
    assert taps <= 20, taps


def test_crosses_touched_on_the_glass_land_where_they_stand(stage: Stage) -> None:
    stage.restart()
    SCENES["service-touch"](stage)
    pilot, view = Pilot(stage.window.view), stage.window.view
    pilot.touch("service.crosses")
    # The crosses too take no second touch of a double tap.
    pilot.run(0.6)
    for x, y in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)):
        place = QPoint(round(x * view.width()), round(y * view.height()))
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place, 0)
        pilot.run(0.1)
    points = stage.state.of(ServiceTouch).points
    assert [(round(x, 2), round(y, 2)) for x, y in points] == [(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)]
    assert stage.state.step == "service_touch"


def test_the_frame_is_as_large_as_a_card(stage: Stage) -> None:
    stage.restart()
    SCENES["service-panel"](stage)
    pilot = Pilot(stage.window.view)
    pilot.run(0.2)
    frame, (width_px, _, width_mm) = pilot.find("service.frame"), PANELS["portrait"]
    assert frame is not None
    assert frame.width() == pytest.approx(85.6 * width_px / width_mm, abs=1)
    assert frame.height() == pytest.approx(53.98 * width_px / width_mm, abs=1)
    pilot.touch("service.frame.2")
    assert frame.width() == pytest.approx(87.6 * width_px / width_mm, abs=1)


def test_a_typed_recovery_key_is_confirmed_on_the_glass(stage: Stage) -> None:
    stage.restart()
    SCENES["service-place-trust"](stage)
    pilot = Pilot(stage.window.view)
    pilot.run(0.2)
    shown = pilot.find("service.fingerprint")
    assert shown is not None
    assert str(shown.property("text")).startswith("3f8a 11c0")
    pilot.touch("service.trust")
    assert stage.state.of(ServicePlace).running == "place"


def _typed(stage: Stage, name: str, text: str) -> str:
    """Type into a box, key by key, as long as it has the focus; gives what it holds."""
    pilot = Pilot(stage.window.view)
    pilot.touch(name)
    for key in text:
        pilot.run(0.05)
        pilot.touch(f"key.{key}")
    pilot.run(0.2)
    box = pilot.find(name)
    assert box is not None
    return str(box.property("text"))


@pytest.mark.mostly_long("one more box", one_in=5)
@pytest.mark.parametrize(
    ("scene", "box"),
    [
        ("service-setup-networks", "service.password"),
        ("service-setup-enterprise", "service.identity"),
        ("service-setup-enterprise", "service.server"),
        ("service-place-answered", "service.place.authority_code"),
        ("service-place-answered", "service.place.portal_password"),
    ],
)
def test_a_box_keeps_the_keyboard_letter_after_letter(stage: Stage, scene: str, box: str) -> None:
    stage.restart()
    SCENES[scene](stage)
    before = Pilot(stage.window.view)
    before.run(0.3)
    found = before.find(box)
    held = "" if found is None else str(found.property("text"))
    assert _typed(stage, box, "abc") == f"{held}abc"
