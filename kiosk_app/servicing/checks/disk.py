"""The disk that holds the queue: room, whether it is writable, and what it says of its own health."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from configuration.delivery_tables import MEGABYTE
from kiosk_app.servicing.check_result import CheckResult, failed, good, not_done, warning

_WARN_AT = 3
"""Times the reserve that must be free before somebody is told."""
_DEEPEST = 8
"""Layers that may lie on each other: a partition, a volume in it, …"""
_WORN = 80
"""Per cent of its life that a flash disk may have used before it is to be replaced."""
Smart = Callable[[str], str]
"""Gives the JSON of `smartctl` for a device; raises `OSError` where there is none, `FileNotFoundError` where
the tool is missing."""


def smartctl(device: str) -> str:
    """Ask the disk itself. Raises `OSError` when the tool is missing or the disk does not answer."""
    tool = shutil.which("smartctl", path="/usr/sbin:/sbin:/usr/bin")
    if tool is None:
        raise FileNotFoundError("smartctl is not installed")
    try:
        done = subprocess.run(  # noqa: S603  a fixed program; the device's name comes from the kernel
            [tool, "-j", "-H", "-A", device], capture_output=True, text=True, timeout=20, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise OSError("the disk does not answer") from error
    return done.stdout


def space(database: Path, reserve_mb: int) -> CheckResult:
    """Compare the free space beside the queue with what is kept for finishing what was begun."""
    folder = _there(database.parent)
    try:
        found = os.statvfs(folder)
    except OSError as error:
        return failed(
            "disk.space",
            f"Không đọc được dung lượng đĩa ({error.strerror}).",
            "Kiểm tra ổ đĩa và thư mục của hàng đợi.",
        )
    free_mb = found.f_bavail * found.f_frsize // MEGABYTE
    whole_mb = found.f_blocks * found.f_frsize // MEGABYTE
    figures = {"free_mb": free_mb, "size_mb": whole_mb, "reserve_mb": reserve_mb}
    if found.f_flag & os.ST_RDONLY:
        return failed(
            "disk.space",
            "Đĩa chỉ đọc: không ghi được hồ sơ nào.",
            "Khởi động lại máy; nếu vẫn vậy, thay ổ đĩa. Hồ sơ đã lưu còn nguyên.",
            **figures,
        )
    if free_mb < reserve_mb:
        return failed(
            "disk.space",
            f"Đĩa gần đầy: còn {free_mb} MB, cần ít nhất {reserve_mb} MB.",
            "Nối mạng để gửi hồ sơ đang chờ, hoặc xuất ra USB.",
            **figures,
        )
    if free_mb < reserve_mb * _WARN_AT:
        return warning(
            "disk.space", f"Đĩa sắp đầy: còn {free_mb} MB.", "Kiểm tra vì sao hồ sơ chưa gửi được.", **figures
        )
    return good("disk.space", f"Còn trống {free_mb} MB.", **figures)


def health(
    database: Path, sys_folder: Path = Path("/sys"), smart: Smart = smartctl, device: str | None = None
) -> CheckResult:
    """Ask the file system and the disk whether they saw errors. `device`: kernel name; None finds it out."""
    name = device if device is not None else _device_of(_there(database.parent), sys_folder)
    if not name:
        return not_done("disk.health", "Không biết đĩa nào giữ hàng đợi (đĩa ảo hoặc chồng lớp).")
    errors = _number(sys_folder / "fs" / "ext4" / name / "errors_count")
    if errors:
        return failed(
            "disk.health",
            f"Hệ thống tệp đã gặp {errors} lỗi.",
            "Sao lưu hàng đợi (kioskctl queue backup), rồi thay ổ đĩa.",
            filesystem_errors=errors,
        )
    name = _disk_below(name, sys_folder / "class" / "block")
    worn = _worn_percent(sys_folder / "class" / "block" / name)
    advice = ""
    try:
        told = _told_by_disk(name, smart)
    except FileNotFoundError:
        told, advice = None, "Cài gói smartmontools để đọc tình trạng ổ đĩa."
    if told is False:
        return failed(
            "disk.health",
            "Ổ đĩa tự báo sắp hỏng.",
            "Sao lưu hàng đợi (kioskctl queue backup), rồi thay ổ đĩa.",
            device=name,
        )
    if worn is not None and worn >= _WORN:
        return warning(
            "disk.health", f"Ổ đĩa đã dùng {worn} % tuổi thọ.", "Lên lịch thay ổ đĩa.", worn_percent=worn
        )
    if told is None and worn is None:
        return not_done(
            "disk.health",
            "Ổ đĩa không cho biết tình trạng; hệ thống tệp không có lỗi.",
            advice,
            filesystem_errors=0,
        )
    return good("disk.health", "Ổ đĩa và hệ thống tệp không báo lỗi.", device=name)


def _there(folder: Path) -> Path:
    """Give the nearest folder above that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _device_of(folder: Path, sys_folder: Path) -> str:
    try:
        number = folder.stat().st_dev
        link = sys_folder / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
        return link.resolve(strict=True).name
    except OSError:
        return ""


def _disk_below(name: str, blocks: Path) -> str:
    """Give the disk below a partition or an encrypted volume: those tell nothing of its health."""
    for _ in range(_DEEPEST):
        below = [one.name for one in (blocks / name / "slaves").glob("*")]
        if len(below) == 1:
            name = below[0]
        elif (blocks / name / "partition").exists():
            name = (blocks / name).resolve().parent.name
        else:
            break
    return name


def _number(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return 0


def _worn_percent(block: Path) -> int | None:
    """Read an eMMC's own estimate: the worse of two, in steps of ten per cent."""
    for place in (block / "device" / "life_time", block.resolve().parent / "device" / "life_time"):
        try:
            steps = [int(word, 16) for word in place.read_text(encoding="ascii").split()]
        except (OSError, ValueError):
            continue
        if steps:
            return max(steps) * 10
    return None


def _told_by_disk(name: str, smart: Smart) -> bool | None:
    """Give what the disk says of itself, None for nothing. Raises `FileNotFoundError`: nobody can ask it."""
    try:
        answer = json.loads(smart(f"/dev/{name}"))
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RecursionError):
        return None
    status = answer.get("smart_status") if isinstance(answer, dict) else None
    passed = status.get("passed") if isinstance(status, dict) else None
    return passed if isinstance(passed, bool) else None
