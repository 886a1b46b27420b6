"""Everything that a kiosk may use, found at once, with what the configuration would say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drivers.scanner.listing import FoundScanner, list_scanners
from drivers.scanner.port import ScannerError, same_kind
from kiosk_app.servicing.find_devices import nodes, usb
from kiosk_app.servicing.find_devices.nodes import Node
from kiosk_app.servicing.find_devices.panel import ConnectedPanel, panels
from kiosk_app.servicing.find_devices.usb import UsbDevice

ListScanners = Callable[[], Sequence[FoundScanner]]
_UPRIGHT_TO_MM = 350.0
"""Panels of kiosks stand upright; a panel wider than this when turned is a wall's."""


@dataclass(frozen=True, slots=True)
class ConnectedDevices:
    """What is connected."""

    scanners: tuple[FoundScanner, ...]
    printers: tuple[UsbDevice, ...]
    chip_readers: tuple[UsbDevice, ...]
    cameras: tuple[Node, ...]
    serial_lines: tuple[Node, ...]
    keyboard_scanners: tuple[Node, ...]
    sound_cards: tuple[Node, ...]
    panels: tuple[ConnectedPanel, ...]
    scanner_trouble: str = ""
    """Code of what kept libsane from looking, "" when it looked."""


def find_everything(
    sys_folder: Path = Path("/sys"),
    dev: Path = Path("/dev"),
    cards: Path = Path("/proc/asound/cards"),
    scanners: ListScanners = list_scanners,
) -> ConnectedDevices:
    """Look for every kind of device. Takes as long as libsane does."""
    trouble = ""
    listed: Sequence[FoundScanner] = ()
    try:
        listed = scanners()
    except ScannerError as error:
        trouble = error.code
    on_usb = usb.usb_devices(sys_folder)
    return ConnectedDevices(
        scanners=tuple(one for one in listed if not one.device.startswith("v4l:")),
        printers=tuple(one for one in on_usb if usb.PRINTER in one.classes),
        chip_readers=tuple(one for one in on_usb if usb.CHIP_READER in one.classes),
        cameras=tuple(nodes.cameras(sys_folder, dev)),
        serial_lines=tuple(nodes.serial_lines(sys_folder, dev)),
        keyboard_scanners=tuple(nodes.keyboard_scanners(sys_folder, dev)),
        sound_cards=tuple(nodes.sound_cards(cards)),
        panels=tuple(panels(sys_folder)),
        scanner_trouble=trouble,
    )


Tables = dict[str, dict[str, object]]


def as_tables(found: ConnectedDevices) -> Tables:
    """Give the tables of the configuration that follow from what is connected; a kind not found has none.

    The first of a kind is taken: who has two of a kind says which one in the file.
    """
    tables: Tables = {}
    if found.scanners:
        tables["scanner"] = {"device": found.scanners[0].device}
    if found.printers:
        one = found.printers[0]
        tables["printer"] = {"transport": "usb", "usb_vendor": one.vendor, "usb_product": one.product}
    if found.chip_readers:
        # "" is the first reader that pcscd names.
        tables["chip"] = {"reader": ""}
    reader = _reader(found)
    if reader:
        tables["reader"] = reader
    tables["sound"] = {"device": found.sound_cards[0].path if found.sound_cards else ""}
    if found.panels:
        upright = found.panels[0].laid(upright=True)
        shown = upright if upright.width_mm <= _UPRIGHT_TO_MM else found.panels[0]
        tables["screen"] = {
            "width_px": shown.width_px,
            "height_px": shown.height_px,
            "width_mm": shown.width_mm,
        }
    return tables


ON_NETWORK = ("airscan:", "escl:", "net:", "test:", "pnm:")
"""Back ends whose scanner is not plugged in here: it may only be asleep."""


def replacing(found: ConnectedDevices, before: Mapping[str, Mapping[str, Any]]) -> tuple[Tables, list[str]]:
    """Give the tables of devices that stand in the place of those before, and a sentence for each.

    What is merely unplugged, with nothing of its kind instead, stays as it is.
    """
    now = as_tables(found)
    tables: Tables = {}
    said = []
    device = str(before.get("scanner", {}).get("device", ""))
    listed = [one.device for one in found.scanners]
    there = any(one == device or same_kind(one, device) for one in listed)
    if device and listed and not there and not device.startswith(ON_NETWORK):
        tables["scanner"] = now["scanner"]
        said.append(f"Máy quét {device} không còn: dùng {listed[0]}.")
    printer = before.get("printer", {})
    ours = (printer.get("usb_vendor"), printer.get("usb_product"))
    others = [(one.vendor, one.product) for one in found.printers]
    if printer.get("transport") == "usb" and ours[0] and others and ours not in others:
        tables["printer"] = now["printer"]
        said.append(f"Máy in {ours[0]:04x}:{ours[1] or 0:04x} không còn: dùng {found.printers[0].number}.")
    source = str(before.get("reader", {}).get("source", ""))
    if "reader" in now and source.startswith("/") and not Path(source).exists():
        tables["reader"] = now["reader"]
        said.append(f"Đầu đọc mã {source} không còn: dùng {now['reader']['source']}.")
    return tables, said


def _reader(found: ConnectedDevices) -> dict[str, object]:
    """A scanner made for codes goes before a camera, which also serves for other things."""
    if found.keyboard_scanners:
        return {"kind": "keyboard", "source": found.keyboard_scanners[0].path}
    serial = [one for one in found.serial_lines if "print" not in one.name.lower()]
    if serial:
        return {"kind": "serial", "source": serial[0].path}
    if found.cameras:
        return {"kind": "camera", "source": found.cameras[0].path}
    return {}
