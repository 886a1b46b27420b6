"""A real screen that waits for the name of an errand and then plays it, one a process.

`python -m tests.visit_process.errand_screen CONFIG FOLDER VISITS`, FOLDER with the name of the next errand;
where there is no CONFIG it is the set-up of a bare machine. What knows citizens is imported in the process
of the visit alone: neither the supervisor nor the next screen holds it.
"""

from __future__ import annotations

import importlib
import logging
import os
import socket
import sys
import traceback
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from configuration.delivery_tables import Gateway
from configuration.load import load
from kiosk_app.bare_machine import BareScreen
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.visit_process.screen import ScreenProcess
from tests.visit_process.errand_files import FAILED, HELPER, NEXT
from tests.visit_process.telling import supervise

_LOOK_MS = 100


class Waiting:
    """Looks for the next errand once this screen is before the citizens."""

    def __init__(self, kiosk: Kiosk | BareScreen, folder: Path) -> None:
        self._kiosk = kiosk
        self._folder = folder
        self._timer = QTimer(interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        wanted = self._folder / NEXT
        if self._kiosk.performer is None or not wanted.exists():
            return
        self._timer.stop()
        name = wanted.read_text(encoding="utf-8")
        wanted.unlink()
        try:
            errands = importlib.import_module("tests.visit_process.errands")
            play = errands.play if isinstance(self._kiosk, Kiosk) else errands.play_bare
            play(name, self._kiosk, self._folder)
        except BaseException:
            # A citizen who is stuck would stand there for ever.
            (self._folder / FAILED).write_text(traceback.format_exc(), encoding="utf-8")
            os._exit(9)


def run(config: Path, folder: Path, end: socket.socket) -> int:
    """Be a screen; gives the exit code."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    application = QGuiApplication(["kiosk-app"])
    if config.exists():
        kiosk: Kiosk | BareScreen = Kiosk(load(config), TimeAndRandomness(), start=False)
    else:
        gateway = Gateway(socket=folder / "no-daemon", helper=folder / HELPER)
        kiosk = BareScreen(config, TimeAndRandomness(), gateway)
    waiting = Waiting(kiosk, folder)
    process = ScreenProcess(application, kiosk, end)
    code = application.exec()
    del process, waiting
    kiosk.close()
    return code


if __name__ == "__main__":
    sys.exit(supervise(partial(run, Path(sys.argv[1]), Path(sys.argv[2])), int(sys.argv[3])))
