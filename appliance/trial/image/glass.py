"""What stands on the trial machine's glass, and what a hand types."""

from __future__ import annotations

import time

from appliance.trial.image.qemu import HEIGHT, WIDTH, Kiosk, differing
from kiosk_app.servicing.maintenance import MaintenanceNotice, draw

START_S = 2_400.0
"""The longest that a start may take under emulation on a loaded machine."""
_SAME = 0.002
_NAMES = {"-": "minus", " ": "spc"}


def shows(kiosk: Kiosk, notice: MaintenanceNotice, seconds: float = START_S) -> float:
    """Wait until the glass shows a notice, to the pixel; gives the seconds since it was switched on."""
    wanted = draw(notice, WIDTH, HEIGHT)
    return kiosk.until(
        f"notice {notice}", lambda: differing(kiosk.picture(f"notice-{notice}"), wanted) < _SAME, seconds
    )


def type_line(kiosk: Kiosk, text: str) -> None:
    """Type small letters, digits, hyphens and spaces, then Enter."""
    for letter in text:
        kiosk.keys(_NAMES.get(letter, letter))
    kiosk.keys("ret")
    time.sleep(3)
