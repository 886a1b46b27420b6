"""What stands on the trial machine's glass, whatever size the glass has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from appliance.trial.image.glass import shows
from appliance.trial.machine import TrialError
from kiosk_app.servicing.maintenance import MaintenanceNotice, draw


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
