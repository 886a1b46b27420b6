"""What stands on the trial machine's glass, whatever size the glass has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from appliance.trial.image.glass import shows, where_now
from appliance.trial.image.qemu import HEIGHT, WIDTH
from appliance.trial.image.twin import _places
from appliance.trial.machine import TrialError
from configuration.delivery_tables import Gateway
from kiosk_app.bare_machine import BareScreen
from kiosk_app.composition import TimeAndRandomness
from kiosk_app.servicing.maintenance import MaintenanceNotice, draw
from kiosk_app.session.facts.service import HelperEnded, ServiceAct
from kiosk_app.session.steps.service_setup import WorkChosen
from kiosk_app.ui.window import Panel


class Glass:
    """A machine of which only the glass can be seen."""

    def __init__(self, stands: Image.Image) -> None:
        self._stands = stands

    def picture(self, _name: str) -> Image.Image:
        """See `Kiosk`."""
        return self._stands

    def until(self, what: str, holds: Callable[[], bool], _seconds: float) -> float:
        """See `Kiosk`: looked at once."""
        if not holds():
            raise TrialError(what)
        return 1.0


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800)])
def test_a_notice_is_known_in_the_size_that_the_glass_has(size: tuple[int, int]) -> None:
    # The first program speaks on what the firmware set up, before any driver of the panel is there.
    kiosk: Any = Glass(draw(MaintenanceNotice.UNSET, *size).convert("RGB"))
    assert shows(kiosk, MaintenanceNotice.UNSET) == 1.0
    with pytest.raises(TrialError):
        shows(kiosk, MaintenanceNotice.LOCKED)


_BUTTON = "service.work.stick"
_SAID = "Chữ ký của provision.toml không đúng: tệp bị sửa, hoặc do người khác ký. Chưa thay đổi gì."


def test_a_button_is_touched_where_it_stands_after_a_sentence_pushed_it_down(
    qtbot: QtBot, tmp_path: Path
) -> None:
    gateway = Gateway(socket=tmp_path / "sync.socket", helper=tmp_path / "helper.socket")
    panel = Panel(WIDTH, HEIGHT, 268.0, full_screen=False)
    screen = BareScreen(tmp_path / "kiosk.toml", TimeAndRandomness(), gateway, panel)
    screen.stand_by()
    screen.appear()
    drawn, before = _look(screen, qtbot, tmp_path / "plain.png")
    screen.store.dispatch(WorkChosen("stick"))
    visit = screen.store.state.visit
    screen.store.dispatch(HelperEnded(visit, ServiceAct.SETUP, "setup_failed", _SAID))
    here, after = _look(screen, qtbot, tmp_path / "failed.png")
    screen.close()
    assert before != after
    assert where_now(drawn, drawn, before) == before
    x, y = where_now(here, drawn, before)
    assert abs(x - after[0]) <= 1
    assert abs(y - after[1]) <= 1
    with pytest.raises(TrialError, match="does not stand"):
        where_now(Image.new("RGB", here.size), drawn, before)


def _look(screen: BareScreen, qtbot: QtBot, path: Path) -> tuple[Image.Image, tuple[int, int]]:
    """Give the glass once it stands still, and where the button is."""
    view = screen.window.view
    qtbot.wait(1_500)
    assert view.grabWindow().save(str(path))
    with Image.open(path) as opened:
        return opened.convert("RGB"), dict(_places(view.contentItem()))[_BUTTON]
