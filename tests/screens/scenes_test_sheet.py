"""The printed test sheet in the scanner, and what was seen of it."""

from __future__ import annotations

from kiosk_app.session.facts.service import CheckFinding, ServiceAct, ServiceDone, SheetScanned
from kiosk_app.session.steps.service_devices import TryDevice
from tests.screens.scenes_service import SERVICE
from tests.screens.stage import Scene, Stage

_SEEN = (
    CheckFinding("scanner.resolution", "good", "Độ phân giải 300 điểm/inch, đúng như máy báo."),
    CheckFinding(
        "scanner.edges",
        "failed",
        "Không quét hết tờ A4: mất ở mép dưới 4,0 mm.",
        "Đặt giấy sát vạch dấu; xem vùng quét (scanner.options) có nhỏ hơn A4 không.",
    ),
)


def _scanning(stage: Stage) -> None:
    SERVICE["service-devices"](stage)
    stage.send(TryDevice("sheet"), ServiceDone(stage.visit, ServiceAct.DEVICES, "done"))


def _scanned(stage: Stage) -> None:
    _scanning(stage)
    stage.send(SheetScanned(stage.visit, _SEEN))


TEST_SHEET: dict[str, Scene] = {
    "service-devices-scanning": _scanning,
    "service-devices-sheet": _scanned,
}
