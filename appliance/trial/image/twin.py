"""Draws a screen as the kiosk's own program draws it, without any machine, to compare the booted image with.

`python -m appliance.trial.image.twin CONFIG WIDTH_MM OUT.png`, offscreen: no device, no compositor. A CONFIG
that is not there is the set-up of a bare machine. Beside the picture, OUT.json tells where each item is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPointF, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from appliance.trial.image.qemu import HEIGHT, WIDTH
from configuration.delivery_tables import Gateway
from configuration.load import load
from kiosk_app.bare_machine import BareScreen
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.ui.window import Panel

_SETTLE_MS = 3_000
"""For pictures that are read beside the screen, and for its first layout."""


def main(config: Path, width_mm: float, out: Path) -> int:
    """Draw it; gives the exit code."""
    application = QGuiApplication(["twin"])
    shown: Kiosk | BareScreen
    # Offscreen, the whole screen is a small square: full_screen is False.
    if config.exists():
        settings = load(config)
        screen = settings.screen.model_copy(update={"full_screen": False})
        shown = Kiosk(settings.model_copy(update={"screen": screen}), TimeAndRandomness(), start=False)
    else:
        panel = Panel(WIDTH, HEIGHT, width_mm, full_screen=False)
        gateway = Gateway(socket=config.parent / "none", helper=config.parent / "none")
        shown = BareScreen(config, TimeAndRandomness(), gateway, panel)
    shown.stand_by()
    shown.appear()
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()
    view = shown.window.view
    saved = view.grabWindow().save(str(out))
    places = dict(_places(view.contentItem()))
    out.with_suffix(".json").write_text(json.dumps(places, ensure_ascii=False, indent=1), encoding="utf-8")
    shown.close()
    del application
    return 0 if saved else 1


def _places(item: QQuickItem) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the middle of every named item that is seen, in pixels."""
    if not item.isVisible():
        return
    if item.objectName():
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        yield item.objectName(), (middle.x(), middle.y())
    for child in item.childItems():
        yield from _places(child)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3])))
