"""What moving drawings cost: share of a core under software rendering, beside the same screen at rest."""

from __future__ import annotations

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication

from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.support.event_loop import run_for

SCREENS = ("sign-in", "scan-feeder", "scan-flatbed", "confirmation-printed", "help-called")
"""Screens with each of the drawings, and the sign with its bell."""
WATCHED_S = 7.6
"""Two turns of a drawing."""


def measure() -> dict[str, float]:
    """Give the share of one core in percent for each screen on the upright panel."""
    application = QGuiApplication.instance() or QGuiApplication(["bench"])
    found: dict[str, float] = {}
    for moving in (False, True):
        stage = Stage(*PANELS["portrait"], reduced_motion=not moving)
        for name in SCREENS:
            if name not in SCENES:
                continue
            stage.play(SCENES[name])
            stage.camera.show(None)
            run_for(0.5)
            found[f"{name}_{'moving' if moving else 'still'}_percent_of_core"] = _share()
        stage.close()
    found["most_percent_of_core"] = max(found.values())
    del application
    return found


def _share() -> float:
    """Watch the screen for two turns; the offscreen platform draws every frame that is asked for."""
    used, began = time.process_time(), time.monotonic()
    run_for(WATCHED_S)
    return round(100 * (time.process_time() - used) / (time.monotonic() - began), 1)
