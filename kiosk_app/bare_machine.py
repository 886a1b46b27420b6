"""The screen of a machine that has no configuration yet: set-up, and nothing that a citizen could begin.

It holds no device and no queue: what set-up does, the helper with the machine's rights does. Once the
configuration is there, the next screen is the kiosk's own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from configuration.delivery_tables import Gateway
from configuration.screen_tables import Screen
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.model import Catalogue
from kiosk_app.composition import NOTICE, STATUS_EVERY_S, StandingScreen, TimeAndRandomness
from kiosk_app.runtime.daemon_worker import DaemonWorker
from kiosk_app.runtime.performer import Performer
from kiosk_app.runtime.service_worker import ServiceWorker
from kiosk_app.runtime.sound_worker import SoundWorker
from kiosk_app.session.facts.service import BareMachine as Found
from kiosk_app.session.journeys import first_setup
from kiosk_app.session.kernel.context import Context, Options
from kiosk_app.session.kernel.dispatcher import Dispatcher
from kiosk_app.session.kernel.events import Touched
from kiosk_app.ui.pictures import CameraView
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import CounterInfo
from kiosk_app.ui.window import Panel, Window
from offline_queue.contract.gateway_client import GatewayClient

_IDLE_S = 900.0
"""A technician looks for cables meanwhile; nothing of a citizen can stand on this screen."""
_NARROWEST_MM = 200.0
"""A panel that claims less does not know its size."""


class BareScreen(StandingScreen):
    """Set-up, as a screen that the supervisor keeps before people like any other."""

    def __init__(
        self, config: Path, machine: TimeAndRandomness, gateway: Gateway, panel: Panel | None = None
    ) -> None:
        """`config`: where the configuration will stand. `gateway`: the sockets of helper and daemon.

        `panel`: the glass; None asks the compositor.
        """
        self._config, self._gateway = config, gateway
        self._ended: Callable[[], None] = lambda: None
        context = Context(
            Options(idle_warning_s=_IDLE_S),
            machine.new_uid,
            machine.new_screen_code,
            machine.wall_clock,
            Catalogue(()),
        )
        self.store = Store(Dispatcher(context, (first_setup.JOURNEY,)), machine.monotonic)
        counter = CounterInfo("", "", load_notice(NOTICE, "", "", kept_hours=0, unsent_days=0))
        self.window = Window(self.store, CameraView(self.store), panel or _panel(), counter, hidden=True)
        # Before the first picture: nobody is to see a welcome screen that serves nobody.
        self.store.dispatch(Found())

    def on_visit_end(self, ended: Callable[[], None]) -> None:
        """See `StandingScreen`."""
        self._ended = ended
        super().on_visit_end(ended)

    def start(self) -> None:
        """Let time pass; over at once when the machine was set up while this screen stood behind."""
        if self._config.exists():
            self._ended()
            return
        client = GatewayClient(self._gateway.socket, self._gateway.deadline_s)
        post = self.store.post
        self.performer = Performer(
            (
                ServiceWorker(client, self._gateway.helper, post),
                DaemonWorker(client, post, STATUS_EVERY_S, lambda: False),
                SoundWorker(None),
            )
        )
        self.store.start(self.performer)
        # It may have stood behind for days, and somebody is there now.
        self.store.dispatch(Touched())


def _panel() -> Panel:
    """Give the glass as the compositor tells it; nobody has measured it yet."""
    usual = Screen()
    glass = QGuiApplication.primaryScreen()
    size, wide = glass.size(), glass.physicalSize().width()
    # Of a panel that does not tell, the usual size of its pixels.
    width_mm = wide if wide >= _NARROWEST_MM else size.width() * usual.width_mm / usual.width_px
    return Panel(size.width(), size.height(), max(width_mm, _NARROWEST_MM), full_screen=True)
