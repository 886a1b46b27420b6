"""Whether the firmware starts signed programs only."""

from __future__ import annotations

from pathlib import Path

from kiosk_app.servicing.check_result import CheckResult, good, not_done, warning

_CHECK = "boot.secure"
_VARIABLE = "firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
_ON = b"\x01"
"""Behind four bytes of attributes, as the kernel gives a variable of the firmware."""


def secure_boot(sys_folder: Path) -> CheckResult:
    """Ask the firmware for Secure Boot."""
    try:
        told = (sys_folder / _VARIABLE).read_bytes()
    except OSError:
        return not_done(
            _CHECK,
            "Không xem được Secure Boot: máy không khởi động bằng UEFI.",
            "Trong BIOS chọn khởi động bằng UEFI, bật Secure Boot.",
        )
    if told[4:] != _ON:
        return warning(
            _CHECK,
            "Secure Boot đang tắt: phần mềm lạ cũng khởi động được máy này.",
            "Bật Secure Boot trong BIOS. Máy ghi từ ảnh đĩa mà đã có hồ sơ thì hỏi tỉnh trước: "
            "bật xong, dữ liệu không tự mở nữa.",
        )
    return good(_CHECK, "Secure Boot đang bật.")
