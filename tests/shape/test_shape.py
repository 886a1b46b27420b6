"""The shape test: one folder and one registration, and the real frame plays a new errand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.model import Catalogue
from kiosk_app.composition import NOTICE
from kiosk_app.session.journeys.registry import JOURNEYS
from kiosk_app.session.kernel.context import Context, Options
from kiosk_app.session.kernel.dispatcher import Dispatcher
from kiosk_app.ui import frame_view
from kiosk_app.ui import screens as shipped
from kiosk_app.ui.pictures import CameraView
from kiosk_app.ui.screen_discovery import screens_of
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import CounterInfo
from kiosk_app.ui.window import Panel, Window
from tests.journeys.pilot import Pilot
from tests.screens.panels import PANELS
from tests.shape import greeting, screens


class Kiosk:
    """The real frame around the errands of the kiosk and one more."""

    def __init__(self) -> None:
        context = Context(
            Options(),
            new_reference_uid=lambda: "uid",
            new_screen_code=lambda: "314159",
            wall_clock=lambda: datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
            catalogue=Catalogue(()),
        )
        self.store = Store(Dispatcher(context, (*JOURNEYS, greeting.JOURNEY)), lambda: 1000.0)
        counter = CounterInfo("UBND xã Nam Giang", "0235 000 0007", load_notice(NOTICE, "UBND xã", "0235"))
        panel = Panel(*PANELS["portrait"], full_screen=False)
        self.window = Window(self.store, CameraView(self.store), panel, counter, (screens,))


@pytest.fixture
def kiosk(qapp: QGuiApplication) -> Iterator[Kiosk]:
    """A kiosk with one more errand."""
    del qapp
    made = Kiosk()
    yield made
    made.window.close()


def test_a_new_errand_is_a_folder_and_a_registration(kiosk: Kiosk) -> None:
    hand = Pilot(kiosk.window.view)
    hand.touch("welcome.errand.greet.")
    assert (kiosk.store.frame().number, kiosk.store.frame().count) == (1, 2)
    hand.touch("consent.agree")
    assert kiosk.store.state.step == "greeting"
    assert (kiosk.store.frame().number, kiosk.store.frame().count) == (2, 2)
    hand.touch("greeting.button")
    assert kiosk.store.state.of(greeting.Greeting).times == 1
    hand.touch("greeting.button")
    assert kiosk.store.state.step == "welcome"


def test_help_and_the_way_out_stand_on_a_new_screen_too(kiosk: Kiosk) -> None:
    hand = Pilot(kiosk.window.view)
    hand.touch("welcome.errand.greet.")
    hand.touch("consent.agree")
    hand.touch("bar.help")
    assert kiosk.store.state.help_wanted
    hand.touch("help.arrived")
    hand.touch("bar.cancel")
    hand.touch("cancel.confirm")
    assert kiosk.store.state.step == "welcome"


def test_every_step_has_its_screen() -> None:
    found = screens_of((shipped,))
    steps = {leg.step.name for journey in JOURNEYS for leg in journey.legs}
    assert {"welcome", *steps} == set(found)


def test_the_frame_names_no_screen() -> None:
    ui = Path(frame_view.__file__).parent
    files = [*(ui / "qml").rglob("*.qml"), ui / "frame_view.py", ui / "store.py", ui / "view.py"]
    steps = {leg.step.name for journey in JOURNEYS for leg in journey.legs}
    named = re.compile("|".join(rf"[\"']{step}[\"']" for step in sorted(steps)))
    assert len(files) > 20
    assert [(path.name, found) for path in files if (found := named.findall(path.read_text("utf-8")))] == []
