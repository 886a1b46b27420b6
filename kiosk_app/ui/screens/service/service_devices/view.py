"""What the drivers say now, and what came of a try."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_devices import ServiceDevices, TryDevice
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.screens.service.words import problem, waiting
from kiosk_app.ui.view import Shown, View


class ServiceDevicesView(View):
    """The devices."""

    def project(self, state: VisitState) -> Shown:
        """Printer, scanner, reader: well, or what is the matter and what to do."""
        tried, health = state.of(ServiceDevices), state.health
        told = {"printer": health.printer, "scanner": health.scanner, "reader": health.reader}
        ours = tried.problem.startswith("service.")
        return {
            "devices": [
                {
                    "name": name,
                    "well": not trouble,
                    "said": waiting(name)[0] if trouble else "",
                    "mend": waiting(name)[1] if trouble else "",
                }
                for name, trouble in told.items()
            ],
            "busy": bool(tried.trying) or tried.slip is SlipPhase.PRINTING,
            "printed": tried.slip is SlipPhase.PRINTED,
            "sounded": tried.sounded,
            "read": tried.read,
            "problem": problem(tried.problem) if ours else sentence(tried.problem),
        }

    @Slot(str)
    def attempt(self, device: str) -> None:
        """ "printer" or "sound"."""
        self._store.dispatch(TryDevice(device))


VIEW = ServiceDevicesView
