"""What stands on the trial machine's glass, and what a hand types."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PIL import Image

from appliance.trial.image.qemu import HEIGHT, WIDTH, Kiosk, differing
from appliance.trial.machine import TrialError
from kiosk_app.servicing.maintenance import MaintenanceNotice, draw

START_S = 2_400.0
"""The longest that a start may take under emulation on a loaded machine."""
_READ_S = 8.0
_SAME = 0.002
_NAMES = {"-": "minus", " ": "spc"}
_HALF_WIDE, _HALF_HIGH = 260, 24
"""Of a button's words, in pixels: less than the smallest button of the set-up."""
_FOUND = 0.05


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


def where_now(here: Image.Image, drawn: Image.Image, place: Sequence[int]) -> tuple[int, int]:
    """Find what is drawn around a place above or below it on the glass. Raises `TrialError`.

    A sentence that came since pushes down what stands below it: whoever touches the old place touches another
    button.
    """
    x, y = place
    left, right = max(0, x - _HALF_WIDE), min(WIDTH, x + _HALF_WIDE)
    wanted = drawn.crop((left, y - _HALF_HIGH, right, y + _HALF_HIGH)).convert("RGB")
    column = here.crop((left, 0, right, HEIGHT)).convert("RGB")
    found = min(
        (differing(column.crop((0, top, right - left, top + 2 * _HALF_HIGH)), wanted), top)
        for top in range(HEIGHT - 2 * _HALF_HIGH)
    )
    # Between two rows of pixels letters are drawn a little otherwise; a button that waits is grey.
    if found[0] > _FOUND:
        raise TrialError("the button does not stand on the glass")
    return x, found[1] + _HALF_HIGH
