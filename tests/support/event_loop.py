"""Qt's event loop, run for a while from a test."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer


def run_for(seconds: float) -> None:
    """Let the program run as `QGuiApplication.exec` does, then take what was deleted away.

    `QTest.qWait` keeps the interpreter to itself while it waits: every other thread then gets on
    far slower than in the kiosk.
    """
    loop = QEventLoop()
    QTimer.singleShot(max(1, round(seconds * 1000)), loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
