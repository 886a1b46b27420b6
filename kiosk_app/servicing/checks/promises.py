"""What the configuration promises and no device gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from configuration.kiosk_file import Configuration
from drivers.scanner.port import PaperSource, ScannerInfo, same_kind
from kiosk_app.servicing.check_result import CheckResult, Figure, failed, good, not_done, warning
from kiosk_app.servicing.find_devices.everything import ON_NETWORK, ConnectedDevices
from kiosk_app.servicing.find_devices.panel import ConnectedPanel
from kiosk_app.servicing.find_devices.usb import CHIP_READER, usb_devices
from vietnam.wording import decimal_words

_MM_OFF = 15.0
"""By how much the size that is told and the panel's own may differ: bezels hide a little."""


def scanner_keeps(settings: Configuration, info: ScannerInfo | None) -> CheckResult:
    """Compare what is asked of the scanner with what it can do."""
    wanted = settings.scanner
    if info is None:
        return not_done("promises.scanner", "Máy quét không mở được, chưa so được với cấu hình.")
    missing = []
    if wanted.duplex and not info.duplex:
        missing.append("quét hai mặt (scanner.duplex)")
    if wanted.source != "auto" and PaperSource(wanted.source) not in info.sources:
        missing.append(f"nguồn giấy {wanted.source} (scanner.source)")
    if wanted.device and info.device != wanted.device and not same_kind(info.device, wanted.device):
        missing.append(f"máy {wanted.device} (scanner.device)")
    if missing:
        return failed(
            "promises.scanner",
            f"Máy quét không có: {', '.join(missing)}.",
            "Sửa bảng [scanner], hoặc đổi máy quét.",
        )
    return good("promises.scanner", "Máy quét làm được điều cấu hình yêu cầu.")


def chip_reader(settings: Configuration, sys_folder: Path = Path("/sys")) -> CheckResult:
    """Look for the reader of card chips on USB, where the configuration promises one."""
    if settings.chip.reader is None:
        return not_done("promises.chip", "Kiosk này được đặt không có đầu đọc chip.")
    found = [one for one in usb_devices(sys_folder) if CHIP_READER in one.classes]
    if not found:
        return failed(
            "promises.chip",
            "Không có đầu đọc chip nào trên USB.",
            "Cắm đầu đọc chip, hoặc bỏ chip.reader trong kiosk.toml.",
        )
    return good("promises.chip", f"Có đầu đọc chip {found[0].number} {found[0].name}.", readers=len(found))


def files(settings: Configuration) -> CheckResult:
    """Look for every device node and file that the configuration names."""
    named: list[tuple[str, Path | None]] = [
        ("printer.device", settings.printer.device if settings.printer.transport == "serial" else None),
        ("portal.ca_file", settings.portal.ca_file),
        ("portal.client_certificate", settings.portal.client_certificate),
        ("catalogue.folder", settings.catalogue.folder),
        ("catalogue.compiled", settings.catalogue.compiled),
        ("catalogue.notice", settings.catalogue.notice),
        ("queue.backup", settings.queue.backup),
        ("scanner.sane_config_dir", settings.scanner.sane_config_dir),
    ]
    source = settings.reader.source
    if settings.reader.kind != "camera" or source.startswith("/"):
        named.append(("reader.source", Path(source)))
    missing = [f"{key} = {path}" for key, path in named if path is not None and not path.exists()]
    if missing:
        return failed(
            "promises.files",
            f"Cấu hình nêu thứ không có: {'; '.join(missing)}.",
            "Cắm thiết bị, hoặc chạy lại kioskctl provision.",
            missing=len(missing),
        )
    return good("promises.files", "Mọi thiết bị và tệp mà cấu hình nêu đều có.")


def changed(settings: Configuration, found: ConnectedDevices) -> Iterator[CheckResult]:
    """Name what stands where a device of the configuration stood: another one, or at another port."""
    told = []
    device = settings.scanner.device
    there = any(one.device == device or same_kind(one.device, device) for one in found.scanners)
    if device and found.scanners and not there and not device.startswith(ON_NETWORK):
        one = found.scanners[0]
        told.append(f"máy quét {device} không còn, máy thấy {one.device} ({one.maker} {one.model})")
    printer = settings.printer
    ours = f"{printer.usb_vendor:04x}:{printer.usb_product:04x}"
    if printer.transport == "usb" and found.printers and ours not in {one.number for one in found.printers}:
        other = found.printers[0]
        told.append(f"máy in {ours} không còn, máy thấy {other.number} {other.name}".rstrip())
    reader = settings.reader
    if reader.source.startswith("/") and not Path(reader.source).exists():
        others = (*found.keyboard_scanners, *found.serial_lines, *found.cameras)
        if others:
            seen = f"{others[0].path} {others[0].name}".rstrip()
            told.append(f"đầu đọc {reader.source} không còn, máy thấy {seen}")
    if told:
        yield failed(
            "promises.changed",
            f"Thiết bị đã bị đổi, hoặc đổi cổng: {'; '.join(told)}.",
            "Thiết bị mới: chạy lại kioskctl provision, hồ sơ giữ nguyên. Không phải: cắm lại cái cũ.",
            changed=len(told),
        )


def panel(settings: Configuration, panels: Sequence[ConnectedPanel]) -> CheckResult:
    """Compare the size that is told with what the panel says of itself (EDID)."""
    if not panels:
        return not_done("promises.panel", "Màn hình không cho biết kích thước (EDID).")
    screen = settings.screen
    upright = panels[0].laid(upright=screen.height_px > screen.width_px)
    figures: dict[str, Figure] = {
        "told_mm": screen.width_mm,
        "panel_mm": upright.width_mm,
        "panel_px": f"{upright.width_px}×{upright.height_px}",
    }
    if (upright.width_px, upright.height_px) != (screen.width_px, screen.height_px):
        return failed(
            "promises.panel",
            f"Màn hình có {upright.width_px}×{upright.height_px} điểm, "
            f"cấu hình nêu {screen.width_px}×{screen.height_px}.",
            "Sửa bảng [screen], hoặc chạy lại kioskctl provision.",
            **figures,
        )
    if screen.measured:
        return good(
            "promises.panel", f"Màn hình rộng {decimal_words(screen.width_mm)} mm, đo trên kính.", **figures
        )
    if abs(upright.width_mm - screen.width_mm) > _MM_OFF:
        return warning(
            "promises.panel",
            f"Màn hình rộng {upright.width_mm:.0f} mm, cấu hình nêu {screen.width_mm:.0f} mm.",
            "Chế độ dịch vụ → Cài đặt máy → Đo màn hình bằng thẻ (hoặc kioskctl panel).",
            **figures,
        )
    return good("promises.panel", f"Màn hình rộng {upright.width_mm:.0f} mm, đúng như cấu hình.", **figures)
