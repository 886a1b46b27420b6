"""Draws the welcome screen as the kiosk's own program draws it, to compare the booted image with.

`python -m appliance.trial.image.welcome CONFIG OUT.png`, offscreen: the same configuration, no device, no
compositor, no machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from configuration.load import load
from kiosk_app.composition import Kiosk, Machine

_SETTLE_MS = 3_000


def main(config: Path, out: Path) -> int:
    """Draw it; gives the exit code."""
    application = QGuiApplication(["welcome"])
    settings = load(config)
    # Offscreen, the whole screen is a small square.
    screen = settings.screen.model_copy(update={"full_screen": False})
    kiosk = Kiosk(settings.model_copy(update={"screen": screen}), Machine(), start=False)
    kiosk.stand_by()
    kiosk.appear()
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()
    saved = kiosk.window.view.grabWindow().save(str(out))
    kiosk.close()
    del application
    return 0 if saved else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
