"""A real screen whose citizen is a script: says something of its own, walks off, and lets the visit end.

`python -m tests.visit_process.scripted_screen CONFIG MARKERS --control FD`. What this citizen is called
stands in MARKERS/<process id>, so that a test can search for it; it is drawn when the visit begins.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from configuration.load import load
from kiosk_app.composition import Kiosk, Machine
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.events import Begin, CancelAsked, CancelConfirmed
from kiosk_app.visit_process.screen import ScreenProcess


class Script:
    """What this citizen does, step by step."""

    def __init__(self, kiosk: Kiosk, markers: Path) -> None:
        self._kiosk = kiosk
        self._markers = markers
        self._began = False
        kiosk.store.changed.connect(self._look)

    def _look(self) -> None:
        """Begin once the daemon has been heard of, or is known to be away."""
        if not self._began and self._kiosk.performer is not None:
            self._began = True
            QTimer.singleShot(300, self._begin)

    def _begin(self) -> None:
        store = self._kiosk.store
        store.dispatch(Begin())
        name = f"Lò Thị {secrets.token_hex(12)}"
        number = f"{secrets.randbelow(10**12):012d}"
        self._markers.mkdir(exist_ok=True)
        (self._markers / str(os.getpid())).write_text(f"{name}\n{number}\n", encoding="utf-8")
        claims = Claims({"full_name": name, "personal_id": number, "phone": number[-10:]})
        dispatcher = self._kiosk.dispatcher
        dispatcher.state = dispatcher.state.put(Signer(Identity(IdentityMethod.CARD_QR, claims)))
        store.changed.emit()
        QTimer.singleShot(500, self._leave)

    def _leave(self) -> None:
        self._kiosk.store.dispatch(CancelAsked())
        self._kiosk.store.dispatch(CancelConfirmed())


def main() -> int:
    """Be a screen; gives the exit code."""
    config, markers, descriptor = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4])
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    application = QGuiApplication(["kiosk-app"])
    kiosk = Kiosk(load(config), Machine(), start=False)
    script = Script(kiosk, markers)
    process = ScreenProcess(application, kiosk, socket.socket(fileno=descriptor))
    code = application.exec()
    del process, script
    kiosk.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
