"""The demo to touch: in a window or over VNC; the phone is a web page, or a picture before the camera."""

from __future__ import annotations

import itertools
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from configuration.load import load
from kiosk_app.composition import Kiosk, TimeAndRandomness
from tests.journeys.world import World
from tests.session import words as events
from tests.support.papers import Paper, draw

RENEW_MS = 20_000
_FRAME_PX = 90
"""Room for the frame of a window."""


def play_by_hand(application: QGuiApplication, out: Path, phone_host: str, camera: str, seed: int) -> None:
    """Run until the window closes or Ctrl-C; a new sheet lies on the glass after each scan."""
    panel = _fitting(application)
    with World(out / "world", panel=panel, phone_host=phone_host, camera=camera, seed=seed) as world:
        kiosk = Kiosk(load(world.config), TimeAndRandomness())
        sheets = _sheets(seed)
        world.tray.lay(next(sheets).pixels)
        seen = 0

        def lay_next() -> None:
            nonlocal seen
            pages = sum(len(line.pages) for line in kiosk.store.state.of(events.Papers).lines)
            if pages > seen:
                world.tray.lay(next(sheets).pixels)
            seen = pages

        kiosk.store.changed.connect(lay_next)
        phone = QTimer(interval=RENEW_MS)
        if not camera:
            world.show_phone()
            phone.timeout.connect(world.show_phone)
            phone.start()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: application.quit())
        pulse = QTimer(interval=250)
        pulse.timeout.connect(lambda: None)
        pulse.start()
        sys.stdout.write(
            f"phone {world.portal_address}/phone   officer {world.portal_address}/inbox   "
            f"slips {world.prints}   configuration {world.config}   Ctrl-C ends\n"
        )
        sys.stdout.flush()
        application.exec()
        kiosk.close()


def _sheets(seed: int) -> Iterator[Paper]:
    kinds = itertools.cycle(("old-certificate", "back-page", "authorisation"))
    return (draw(kind, seed + number) for number, kind in enumerate(kinds))


def _fitting(application: QGuiApplication) -> tuple[int, int]:
    """Give a portrait panel that the display has room for."""
    room = application.primaryScreen().availableSize()
    height = max(960, min(1920, room.height() - _FRAME_PX))
    return round(height * 1080 / 1920), height
