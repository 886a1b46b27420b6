"""A screen as a process of its own: stands behind, comes to the front, takes one visit, ends."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication

from kiosk_app.visit_process.control import ControlChannel, ControlWord

_PULSE_EVERY_MS = 1_000


class StandbyScreen(Protocol):
    """What stands behind and comes to the front: a kiosk, or the set-up of a bare machine."""

    def on_visit_end(self, ended: Callable[[], None]) -> None:
        """Call `ended` once the first visit is over and wiped."""

    def stand_by(self) -> None:
        """Draw the first picture without showing it."""

    def appear(self) -> SignalInstance:
        """Show it; gives the signal that is sent when a picture is on the glass."""

    def start(self) -> None:
        """Take the devices and let time pass."""

    def close(self) -> None:
        """Let go of everything."""


class ScreenProcess(QObject):
    """Joins a kiosk that stands behind with its supervisor."""

    def __init__(self, application: QGuiApplication, kiosk: StandbyScreen, end: socket.socket) -> None:
        """`end`: this side of the socket pair."""
        super().__init__(application)
        end.setblocking(False)
        self._application = application
        self._kiosk = kiosk
        self._control = ControlChannel(end)
        self._notifier = QSocketNotifier(end.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._listen)
        kiosk.on_visit_end(self._visit_ended)
        kiosk.stand_by()
        self._control.say(ControlWord.READY)
        # Sent by the same thread that draws: when it hangs, the supervisor hears nothing more.
        self._pulse = QTimer(self, interval=_PULSE_EVERY_MS)
        self._pulse.timeout.connect(lambda: self._control.say(ControlWord.PULSE))
        self._pulse.start()

    def _listen(self) -> None:
        words = self._control.heard()
        if words is None:
            # The supervisor is gone, and with it whoever would start the next screen.
            self._notifier.setEnabled(False)
            self._application.quit()
            return
        if ControlWord.SHOW in words:
            _once(self._kiosk.appear(), lambda: self._control.say(ControlWord.SHOWN))
        if ControlWord.TAKE in words:
            self._kiosk.start()

    def _visit_ended(self) -> None:
        self._control.say(ControlWord.ENDED)


def _once(signal: object, then: Callable[[], None]) -> None:
    """Call `then` at the signal's next emission only."""

    def called() -> None:
        signal.disconnect(called)  # type: ignore[attr-defined]  # a bound signal of Qt
        then()

    signal.connect(called)  # type: ignore[attr-defined]  # a bound signal of Qt
