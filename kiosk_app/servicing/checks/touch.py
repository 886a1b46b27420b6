"""Where a touch lands: whether somebody set it, for this panel, and whether that is in force."""

from __future__ import annotations

from kiosk_app.servicing.calibration.touch import SAME, TouchPanels
from kiosk_app.servicing.check_result import CheckResult, good, not_done, warning

_AGAIN = "Chế độ dịch vụ → Cài đặt máy → Chỉnh cảm ứng (hoặc kioskctl touch)."


def touch(panels: TouchPanels) -> CheckResult:
    """Tell how the touch panel is read. That it lands where a finger is, only a finger can tell."""
    if not panels.told:
        return not_done("touch", "Hệ thống này không cho biết có cảm ứng nào (udev).")
    found = panels.found()
    if not found:
        return warning(
            "touch",
            "Không thấy màn hình cảm ứng.",
            "Kiểm tra dây USB của màn hình, rồi tắt bật máy.",
            panels=0,
        )
    if len(found) > 1:
        return warning(
            "touch",
            f"Có {len(found)} màn hình cảm ứng: không biết cái nào là của công dân.",
            "Rút cái thừa, rồi kiểm tra lại.",
            panels=len(found),
        )
    ((numbers, matrix),) = found.items()
    figures = {"vendor": numbers[0], "model": numbers[1], "matrix": " ".join(f"{one:g}" for one in matrix)}
    if not panels.kept:
        if matrix != SAME:
            return good("touch", "Cảm ứng được chỉnh bằng công cụ của hãng.", **figures)
        return not_done("touch", "Chưa ai chỉnh cảm ứng trên máy này.", f"Nếu chạm lệch: {_AGAIN}", **figures)
    if not panels.kept_for(numbers):
        return warning(
            "touch",
            "Cảm ứng được chỉnh cho màn hình khác: màn hình đã bị thay.",
            f"Chỉnh lại: {_AGAIN}",
            **figures,
        )
    if matrix != panels.kept:
        return warning(
            "touch", "Cảm ứng đã được chỉnh nhưng chưa có hiệu lực.", "Tắt bật máy một lần.", **figures
        )
    return good("touch", "Cảm ứng đã được chỉnh trên kính.", **figures)
