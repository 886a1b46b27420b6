"""What stands on the trial machine's glass, and what a hand types."""

from __future__ import annotations

import time

from appliance.trial.image.qemu import Kiosk, differing
from kiosk_app.servicing.maintenance import MaintenanceNotice, draw

START_S = 2_400.0
"""The longest that a start may take under emulation on a loaded machine."""
_READ_S = 8.0
_SAME = 0.002
_NAMES = {"-": "minus", " ": "spc"}


def shows(kiosk: Kiosk, notice: MaintenanceNotice, seconds: float = START_S) -> float:
    """Wait until the glass shows a notice, to the pixel; gives the seconds since it was switched on.

    Before the system has its own driver of the panel the firmware's size is the glass's.
    """

    def like() -> bool:
        here = kiosk.picture(f"notice-{notice}")
        return differing(here, draw(notice, *here.size)) < _SAME

    return kiosk.until(f"notice {notice}", like, seconds)


def type_line(kiosk: Kiosk, text: str) -> None:
    """Read what stands there, then type small letters, digits, hyphens and spaces, then Enter."""
    # What draws a notice ends after it, and what was typed before that is nobody's.
    time.sleep(_READ_S)
    for letter in text:
        kiosk.keys(_NAMES.get(letter, letter))
    kiosk.keys("ret")
    time.sleep(3)
