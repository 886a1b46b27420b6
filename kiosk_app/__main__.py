"""kiosk-app: reads the configuration and runs the screen until it is asked to end."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import sdnotify
from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from configuration.delivery_tables import Gateway
from configuration.error_line import ConfigurationError
from configuration.load import load
from kiosk_app.bare_machine import BareScreen
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.servicing.provisioning.settle import DEFAULTS
from kiosk_app.shared_reading import read_beforehand
from kiosk_app.ui.window import ScreenError
from kiosk_app.visit_process.forked import settle
from kiosk_app.visit_process.screen import ScreenProcess, StandbyScreen
from kiosk_app.visit_process.settings_watch import SettingsWatch
from kiosk_app.visit_process.supervisor import EXIT_STUCK, Supervisor

log = logging.getLogger(__name__)

EXIT_CONFIGURATION = 2
EXIT_SCREEN = 1
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the screen; gives the exit code: 0 asked to end, 1 no screen, 2 configuration, 3 a stuck one."""
    parser = argparse.ArgumentParser(prog="kiosk-app", description="The kiosk's screen.")
    parser.add_argument("--config", type=Path, default=Path("/etc/kiosk/kiosk.toml"), metavar="FILE")
    parser.add_argument(
        "--check", action="store_true", help="read the configuration and what it names, then end"
    )
    parser.add_argument(
        "--set-up", action="store_true", help="where there is no configuration yet: show the set-up"
    )
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    return _screen(chosen.config, None) if chosen.check else _supervise(chosen.config, chosen.set_up)


def _supervise(config: Path, set_up: bool) -> int:
    """Keep a screen before the citizens and the next one behind it."""
    read_beforehand()
    settle()
    # systemd hears when the first screen takes touches, and that it gets on; without systemd nobody listens.
    supervisor = Supervisor(
        partial(_bare_or_screen if set_up else _screen, config),
        tell=sdnotify.SystemdNotifier().notify,
        settings_changed=SettingsWatch(config),
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: supervisor.stop())
    code = supervisor.run()
    if supervisor.stuck():
        # Python waits at its end for every process that it forked, and these end never.
        sys.stderr.flush()
        os._exit(code or EXIT_STUCK)
    return code


def _screen(config: Path, control: socket.socket | None) -> int:
    """Be a screen. `control`: its end of the supervisor's socket; None looks at everything and ends."""
    qInstallMessageHandler(_qt_message)
    try:
        settings = load(config)
        application = QGuiApplication(["kiosk-app"])
        kiosk = Kiosk(settings, TimeAndRandomness(), start=control is None)
    except ConfigurationError as error:
        text = str(error)
        named = text if str(config) in text else f"{config}: {text}"
        sys.stderr.write(f"kiosk-app: {named}\n")
        return EXIT_CONFIGURATION
    except ScreenError as error:
        sys.stderr.write(f"kiosk-app: {error}\n")
        return EXIT_SCREEN
    if control is None:
        kiosk.close()
        return 0
    return _run(application, kiosk, control)


def _bare_or_screen(config: Path, control: socket.socket) -> int:
    """Be a screen; of a machine that is no kiosk yet, its set-up."""
    if config.exists():
        return _screen(config, control)
    qInstallMessageHandler(_qt_message)
    try:
        application = QGuiApplication(["kiosk-app"])
        bare = BareScreen(config, TimeAndRandomness(), Gateway.model_validate(DEFAULTS["gateway"]))
    except ScreenError as error:
        sys.stderr.write(f"kiosk-app: {error}\n")
        return EXIT_SCREEN
    return _run(application, bare, control)


def _run(application: QGuiApplication, kiosk: StandbyScreen, control: socket.socket) -> int:
    """Show it for as long as its visit lasts; gives the exit code."""
    process = ScreenProcess(application, kiosk, control)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: application.quit())
    # Python sees a signal only between two of its own steps.
    pulse = QTimer(interval=250)
    pulse.timeout.connect(lambda: None)
    pulse.start()
    code = application.exec()
    del process
    kiosk.close()
    return code


def _qt_message(kind: QtMsgType, _context: object, text: str) -> None:
    log.log(_QT_LEVELS.get(kind, logging.ERROR), "qt: %s", text)


if __name__ == "__main__":
    sys.exit(main())
