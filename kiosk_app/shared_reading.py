"""What every screen reads alike, read once by the process that they are forked from: see `visit_process`.

A screen that reads it itself holds it for itself, and stands ready later.
"""

from __future__ import annotations

import contextlib

from kiosk_app.ui import screens
from kiosk_app.ui.screen_discovery import screens_of
from vietnam import places


def read_beforehand() -> None:
    """Read it. Needs no configuration and no Qt application, and starts no thread."""
    # Which screen is missing is told by the screen, as a sentence.
    with contextlib.suppress(ImportError, FileNotFoundError):
        screens_of((screens,))
    places.provinces()
