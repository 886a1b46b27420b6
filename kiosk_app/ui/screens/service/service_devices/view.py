"""What the drivers say now, and what came of a try."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.facts.service import TriedDevices
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_devices import ServiceDevices, TryDevice
from kiosk_app.ui.screens.service.words import printing, problem, tried, waiting
from kiosk_app.ui.view import Shown, View


class ServiceDevicesView(View):
    """The devices."""

    def project(self, state: VisitState) -> Shown:
        """Printer, scanner, reader: well, or what is the matter and what to do."""
        trial, before = state.of(ServiceDevices), state.of(TriedDevices)
        ours = trial.problem.startswith("service.")
        return {
            "devices": [
                {
                    "name": name,
                    "well": not trouble,
                    "said": waiting(name)[0] if trouble else "",
                    "mend": waiting(name)[1] if trouble else "",
                }
                for name, trouble in state.health.devices.items()
            ],
            "busy": bool(trial.trying) or trial.slip is SlipPhase.PRINTING or trial.scanning,
            "scanning": trial.scanning,
            "tried": _tried(before),
            "sheet": [{"verdict": one.verdict, "said": one.said, "mend": one.mend} for one in before.sheet],
            "problem": problem(trial.problem) if ours else printing(trial.problem),
        }

    @Slot(str)
    def attempt(self, device: str) -> None:
        """ "printer", "sound" or "sheet"."""
        self._store.dispatch(TryDevice(device))


def _tried(before: TriedDevices) -> str:
    """Say what was tried by hand and did well."""
    good = {"printer.slip": before.slip == "good", "sound": before.sound, "reader": before.read}
    return " ".join(tried(check, done=True) for check, done in good.items() if done)


VIEW = ServiceDevicesView
