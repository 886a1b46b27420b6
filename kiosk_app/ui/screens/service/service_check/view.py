"""Each finding in words with what to do, the bad ones first once all is done."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.service import InService, TriedDevices
from kiosk_app.session.kernel.state import Health, VisitState
from kiosk_app.session.steps.service_check import ReportAsked, ServiceCheck
from kiosk_app.ui.screens.service.words import printing, problem, tried, try_there, waiting
from kiosk_app.ui.view import Shown, View

_ORDER = {"failed": 0, "warning": 1, "good": 2, "not_done": 3}


class ServiceCheckView(View):
    """The findings."""

    def project(self, state: VisitState) -> Shown:
        """What the drivers say here, then what the examination found."""
        check = state.of(ServiceCheck)
        findings = [
            *_devices(state.health),
            *({"verdict": one.verdict, "said": one.said, "mend": one.mend} for one in check.findings),
            *_by_hand(state.of(TriedDevices)),
        ]
        if check.over:
            findings.sort(key=lambda one: _ORDER.get(str(one["verdict"]), 0))
        return {
            "running": check.running,
            "over": check.over,
            "writing": check.writing,
            "said": check.said,
            "may_report": check.over and not check.writing and state.of(InService).technician,
            "problem": problem(check.problem),
            "findings": findings,
            "bad": sum(one["verdict"] == "failed" for one in findings),
            "doubtful": sum(one["verdict"] == "warning" for one in findings),
            "untried": sum(one["mend"] == try_there() for one in findings),
        }

    @Slot()
    def report(self) -> None:
        """ "Ghi biên bản nghiệm thu ra USB"."""
        self._store.dispatch(ReportAsked())


def _by_hand(hands: TriedDevices) -> list[Shown]:
    """Give what only hands can try: what came of it, or that nobody did."""
    slip = hands.slip not in ("", "good")
    rows: list[Shown] = [
        _tried("printer.slip", done=hands.slip == "good")
        if not slip
        else {"verdict": "failed", "said": printing(hands.slip), "mend": ""},
        _tried("reader", done=hands.read),
        _tried("sound", done=hands.sound),
    ]
    sheet: list[Shown] = [{"verdict": one.verdict, "said": one.said, "mend": one.mend} for one in hands.sheet]
    return [*rows, *(sheet or [_tried("scanner.target", done=False)])]


def _tried(check: str, *, done: bool) -> Shown:
    if done:
        return {"verdict": "good", "said": tried(check, done=True), "mend": ""}
    return {"verdict": "not_done", "said": tried(check, done=False), "mend": try_there()}


def _devices(health: Health) -> list[Shown]:
    """Give what is wrong with the devices, as their drivers told it."""
    return [
        {"verdict": "failed", "said": waiting(name)[0], "mend": waiting(name)[1]}
        for name, trouble in health.devices.items()
        if trouble
    ]


VIEW = ServiceCheckView
