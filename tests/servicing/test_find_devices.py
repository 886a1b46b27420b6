"""What is connected, found in a kernel's folders that the test wrote."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configuration.kiosk_file import Configuration
from drivers.scanner.listing import FoundScanner, list_scanners
from drivers.scanner.port import HangError
from kiosk_app.servicing.check_result import Verdict
from kiosk_app.servicing.checks.promises import changed
from kiosk_app.servicing.find_devices.everything import (
    ConnectedDevices,
    as_tables,
    find_everything,
    replacing,
)
from kiosk_app.servicing.find_devices.panel import ConnectedPanel, EdidError, read_edid
from tests.offline_queue.support.dossiers import Keys
from tests.support.kiosk_toml import kiosk_toml
from tests.support.paper_tray import sane_folder

SCANNER = FoundScanner("epson2:libusb:001:004", "Epson", "DS-1630")
REPLACED: dict[str, dict[str, object]] = {
    "scanner": {"device": "fujitsu:fi-7160:1234"},
    "printer": {"transport": "usb", "usb_vendor": 0x0416, "usb_product": 0x5011},
    "reader": {"kind": "serial", "source": "/dev/ttyACM9"},
}
"""Devices in a configuration that are not there any more: others stand in their place."""


def edid(width_px: int, height_px: int, width_mm: int, height_mm: int, name: str = "KIOSK 21") -> bytes:
    """Write the first block as a panel would."""
    block = bytearray(128)
    block[:8] = bytes.fromhex("00ffffffffffff00")
    block[21], block[22] = width_mm // 10, height_mm // 10
    block[54:56] = (14850).to_bytes(2, "little")
    block[56], block[58] = width_px & 0xFF, width_px >> 8 << 4
    block[59], block[61] = height_px & 0xFF, height_px >> 8 << 4
    block[66], block[67] = width_mm & 0xFF, height_mm & 0xFF
    block[68] = (width_mm >> 8 << 4) | (height_mm >> 8)
    block[72:90] = b"\0\0\0\xfc\0" + name.encode()[:13].ljust(13, b"\n")
    block[127] = -sum(block[:127]) % 256
    return bytes(block)


def write(path: Path, content: str | bytes) -> None:
    """Write a file of the kernel's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else f"{content}\n".encode())


def usb(folder: Path, port: str, number: str, name: str, *classes: str) -> None:
    """Plug something in."""
    root = folder / "bus" / "usb" / "devices"
    vendor, product = number.split(":")
    write(root / port / "idVendor", vendor)
    write(root / port / "idProduct", product)
    write(root / port / "product", name)
    for position, one in enumerate(classes):
        write(root / f"{port}:1.{position}" / "bInterfaceClass", one)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A kiosk with everything."""
    sys_folder = tmp_path / "sys"
    usb(sys_folder, "1-1", "04b8:0e15", "TM-T20II", "07")
    usb(sys_folder, "1-2", "058f:9540", "EMV Smartcard Reader", "0b")
    usb(sys_folder, "1-3", "0951:1666", "DataTraveler", "08")
    write(sys_folder / "class" / "video4linux" / "video0" / "index", "0")
    write(sys_folder / "class" / "video4linux" / "video0" / "name", "UVC Camera")
    write(sys_folder / "class" / "video4linux" / "video1" / "index", "1")
    write(sys_folder / "class" / "input" / "event3" / "device" / "name", "Honeywell 3310g")
    write(sys_folder / "class" / "input" / "event1" / "device" / "name", "Goodix Capacitive TouchScreen")
    write(sys_folder / "class" / "drm" / "card0-HDMI-A-1" / "edid", edid(1920, 1080, 477, 268))
    write(sys_folder / "class" / "drm" / "card0-DP-1" / "edid", b"")
    write(tmp_path / "cards", " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      at 0x1")
    return tmp_path


def found_beside(machine: Path, *scanners: FoundScanner) -> ConnectedDevices:
    """Look at a machine of the test; scanners answer for themselves."""
    return find_everything(machine / "sys", machine / "dev", machine / "cards", scanners=lambda: scanners)


def _found(machine: Path, *scanners: FoundScanner) -> dict[str, dict[str, object]]:
    return as_tables(found_beside(machine, *scanners))


def test_a_whole_kiosk_is_found(machine: Path) -> None:
    tables = _found(machine, SCANNER)
    assert tables == {
        "scanner": {"device": "epson2:libusb:001:004"},
        "printer": {"transport": "usb", "usb_vendor": 0x04B8, "usb_product": 0x0E15},
        "reader": {"kind": "keyboard", "source": str(machine / "dev" / "input" / "event3")},
        "chip": {"reader": ""},
        "sound": {"device": "plughw:CARD=PCH"},
        "screen": {"width_px": 1080, "height_px": 1920, "width_mm": 268.0},
    }


def test_a_chip_reader_is_found_and_a_stick_is_none(machine: Path) -> None:
    found = found_beside(machine)
    assert [one.number for one in found.chip_readers] == ["058f:9540"]
    assert [one.number for one in found.printers] == ["04b8:0e15"]


def test_without_a_scanner_for_codes_the_camera_reads(machine: Path) -> None:
    (machine / "sys" / "class" / "input" / "event3" / "device" / "name").unlink()
    assert _found(machine)["reader"] == {"kind": "camera", "source": str(machine / "dev" / "video0")}


def test_a_camera_that_libsane_offers_is_no_scanner(machine: Path) -> None:
    assert "scanner" not in _found(machine, FoundScanner("v4l:/dev/video0", "Noname", "UVC"))


def test_an_empty_machine_is_silent_and_has_nothing(tmp_path: Path) -> None:
    assert _found(tmp_path) == {"sound": {"device": ""}}


def test_a_scanner_that_hangs_leaves_the_others(machine: Path) -> None:
    def hangs() -> list[FoundScanner]:
        raise HangError("no answer")

    found = find_everything(machine / "sys", machine / "dev", machine / "cards", scanners=hangs)
    assert (found.scanner_trouble, len(found.printers)) == ("scanner.hang", 1)


def test_libsane_itself_is_asked(tmp_path: Path) -> None:
    devices = list_scanners(sane_folder(tmp_path / "sane", "test"))
    assert "test:0" in [one.device for one in devices]


def test_a_panel_may_be_turned() -> None:
    panel = read_edid(edid(1920, 1080, 477, 268), "card0-HDMI-A-1")
    assert panel == ConnectedPanel("card0-HDMI-A-1", "KIOSK 21", 1920, 1080, 477.0, 268.0)
    assert (panel.laid(upright=True).width_mm, panel.laid(upright=False)) == (268.0, panel)


def test_a_panel_whose_timing_has_no_size_tells_centimetres() -> None:
    block = bytearray(edid(1080, 1920, 268, 477))
    block[66] = block[67] = block[68] = 0
    block[127] = 0
    block[127] = -sum(block) % 256
    assert (read_edid(bytes(block)).width_mm, read_edid(bytes(block)).height_mm) == (260.0, 470.0)


@given(st.binary(max_size=300))
def test_bytes_that_are_no_edid_are_refused(content: bytes) -> None:
    with pytest.raises(EdidError):
        read_edid(content)


@given(st.integers(0, 126), st.integers(1, 255))
def test_a_flipped_byte_shows(place: int, change: int) -> None:
    block = bytearray(edid(1920, 1080, 477, 268))
    block[place] ^= change
    with pytest.raises(EdidError):
        read_edid(bytes(block))


def test_what_stands_in_the_place_of_another_is_taken_and_said(machine: Path) -> None:
    """A device was changed: the file names the old one, which would win for ever."""
    found = found_beside(machine, SCANNER)
    tables, said = replacing(found, REPLACED)
    assert tables == {name: as_tables(found)[name] for name in REPLACED}
    assert [one.split(" không còn")[0] for one in said] == [
        "Máy quét fujitsu:fi-7160:1234",
        "Máy in 0416:5011",
        "Đầu đọc mã /dev/ttyACM9",
    ]


@pytest.mark.parametrize(
    "before",
    [
        {"scanner": {"device": "epson2:libusb:001:009"}},
        {"scanner": {"device": "airscan:e0:Counter"}},
        {"scanner": {"device": ""}},
        {"printer": {"transport": "usb", "usb_vendor": 0x04B8, "usb_product": 0x0E15}},
        {"printer": {"transport": "tcp", "host": "10.0.0.9"}},
        {"reader": {"kind": "camera", "source": "/dev/null"}},
        {"reader": {"kind": "camera", "source": "0"}},
    ],
)
def test_what_is_there_or_only_asleep_stays(machine: Path, before: dict[str, dict[str, object]]) -> None:
    found = found_beside(machine, SCANNER)
    assert replacing(found, before) == ({}, [])


def test_nothing_instead_changes_nothing(tmp_path: Path) -> None:
    nothing = found_beside(tmp_path)
    assert replacing(nothing, REPLACED) == ({}, [])


def test_the_doctor_names_what_stands_there_now(machine: Path) -> None:
    found = found_beside(machine, SCANNER)
    chosen = Configuration.model_validate(tomllib.loads(kiosk_toml(Keys().recipients, REPLACED)))
    (told,) = changed(chosen, found)
    assert told.verdict is Verdict.FAILED
    for word in ("fujitsu:fi-7160:1234", "DS-1630", "0416:5011", "04b8:0e15", "/dev/ttyACM9", "event3"):
        assert word in told.said
    assert "kioskctl provision" in told.mend
    same = as_tables(found)
    (machine / "dev" / "input").mkdir(parents=True, exist_ok=True)
    (machine / "dev" / "input" / "event3").touch()
    rest = Configuration.model_validate(
        tomllib.loads(kiosk_toml(Keys().recipients, {name: same[name] for name in REPLACED}))
    )
    assert list(changed(rest, found)) == []


@pytest.mark.parametrize("device", ["airscan:escl:Counter:http://192.0.2.30/eSCL", "airscan:e0:Counter"])
def test_a_scanner_of_the_network_that_is_asleep_was_not_changed(machine: Path, device: str) -> None:
    found = found_beside(machine, SCANNER)
    tables: dict[str, dict[str, object]] = {
        "scanner": {"device": device},
        "printer": {"transport": "tcp"},
        "reader": {"kind": "camera", "source": "0"},
    }
    chosen = Configuration.model_validate(tomllib.loads(kiosk_toml(Keys().recipients, tables)))
    assert list(changed(chosen, found)) == []
