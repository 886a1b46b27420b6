"""Qt's event loop, run for a while from a test."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer


def run_for(seconds: float) -> None:
    """Run the event loop as `QGuiApplication.exec` does, then carry out deferred deletions.

    `QTest.qWait` holds the interpreter lock while it waits: every other thread would then run far slower
    than in the kiosk.
    """
    loop = QEventLoop()
    QTimer.singleShot(max(1, round(seconds * 1000)), loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
