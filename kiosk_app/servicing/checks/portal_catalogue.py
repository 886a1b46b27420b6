"""Whether what the portal gave last as its catalogue was taken into use, or is kept apart."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kiosk_app.catalogue.importers.refused_name import REFUSED
from kiosk_app.catalogue.refresh import BETWEEN_REASONS, Overrulable
from kiosk_app.servicing.check_result import CheckResult, good, not_done, warning

_CHECK = "catalogue.portal"
_SAID = {
    "unit": "là danh mục của tỉnh hoặc đơn vị khác",
    "older": "cũ hơn danh mục đang dùng",
    "half": "thiếu một phần",
    "unsigned": "không có chữ ký hợp lệ",
    "unreadable": "không đọc được",
}


def portal_catalogue(folder: Path | None, in_use: Path) -> CheckResult:
    """Look for a catalogue that was refused after the one in use was made."""
    if folder is None:
        return not_done(_CHECK, "Kiosk này không lấy danh mục thủ tục từ cổng.")
    made = _made(in_use)
    refused = [one for one in _refused(folder) if _made(one) > made]
    if not refused:
        return good(_CHECK, "Danh mục thủ tục lấy từ cổng không bị từ chối.")
    newest = max(refused, key=_made)
    reasons = newest.name.rpartition(REFUSED)[2].split(BETWEEN_REASONS)
    reason = reasons[-1]
    return warning(
        _CHECK,
        f"Danh mục thủ tục cổng gửi {_SAID.get(reason, 'không dùng được')}; kiosk vẫn dùng danh mục trước.",
        f"Báo quản trị cổng của tỉnh; tệp bị từ chối: {newest.name}.{_way_out(newest, reasons)}",
        reason=reason,
    )


def _way_out(refused: Path, reasons: list[str]) -> str:
    """Give what a technician runs to take it all the same; "" where nobody may."""
    if not set(reasons) <= set(Overrulable):
        return ""
    accept = " ".join(f"--accept {one}" for one in reasons)
    command = f"sudo kioskctl catalogue refresh {accept} --take-away {refused}"
    return f" Tỉnh xác nhận danh mục này đúng thì kỹ thuật viên chạy: {command}"


def _refused(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.glob(f"*{REFUSED}*"))
    return []


def _made(path: Path) -> float:
    with suppress(OSError):
        return path.lstat().st_mtime
    return 0.0
