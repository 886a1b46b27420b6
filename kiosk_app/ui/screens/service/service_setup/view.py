"""Devices, networks, the stick: one thing at a time, each with what came of it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.service import ENTERPRISE
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_setup import (
    INNER,
    LONGEST,
    LONGEST_ACCOUNT,
    OPEN,
    STICK_CA,
    TRUST,
    AccountTyped,
    JoinAsked,
    KeyIsRight,
    NetworkChosen,
    PasswordTyped,
    ServiceSetup,
    ToolChosen,
    WorkChosen,
)
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.view import Shown, View


class ServiceSetupView(View):
    """The set-up."""

    def project(self, state: VisitState) -> Shown:
        """What runs and what was found."""
        setup = state.of(ServiceSetup)
        return {
            "running": setup.running,
            "looking": setup.looking,
            "trust": setup.problem == TRUST,
            "lines": list(setup.lines),
            "networks": [
                {
                    "ssid": one.ssid,
                    "strength": one.strength,
                    "joinable": one.joinable,
                    "open": one.security == OPEN,
                    "enterprise": one.security == ENTERPRISE,
                    "chosen": one.ssid == setup.chosen,
                }
                for one in setup.networks
            ],
            "password": setup.password,
            "identity": setup.identity,
            "inner": setup.inner,
            "inners": list(INNER),
            "server": setup.server,
            "fromStick": setup.authority == STICK_CA,
            "most": LONGEST,
            "mostAccount": LONGEST_ACCOUNT,
            "said": setup.said,
            "problem": problem(setup.problem),
        }

    @Slot(str)
    def begin(self, work: str) -> None:
        """Look for devices, for networks, or take the stick's file."""
        self._store.dispatch(WorkChosen(work))

    @Slot()
    def trust(self) -> None:
        """ "Đúng như trên giấy"."""
        self._store.dispatch(KeyIsRight())

    @Slot(str)
    def choose(self, ssid: str) -> None:
        """A network."""
        self._store.dispatch(NetworkChosen(ssid))

    @Slot(str)
    def type(self, text: str) -> None:
        """A letter of its password."""
        self._store.dispatch(PasswordTyped(text))

    @Slot(str, str)
    def account(self, name: str, text: str) -> None:
        """What an enterprise's network wants beside the password."""
        self._store.dispatch(AccountTyped(name, text))

    @Slot(bool)
    def authority(self, from_stick: bool) -> None:
        """Where the network's authority is taken from."""
        self._store.dispatch(AccountTyped("authority", STICK_CA if from_stick else ""))

    @Slot(str)
    def tool(self, tool: str) -> None:
        """A screen of its own."""
        self._store.dispatch(ToolChosen(tool))

    @Slot()
    def join(self) -> None:
        """ "Nối"."""
        self._store.dispatch(JoinAsked())


VIEW = ServiceSetupView
