"""Network scanners (eSCL) through the real sane-airscan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.scanner.port import (
    DeviceIoError,
    FeederEmptyError,
    PaperSource,
    ScannerCoverOpenError,
    ScannerError,
    ScannerJamError,
    UnpluggedError,
)
from drivers.scanner.sane_scanner import SaneScanner, Setup
from tests.drivers.scanner.escl_device import EsclDevice, sheet


@pytest.fixture
def device() -> Iterator[EsclDevice]:
    with EsclDevice() as made:
        yield made


@pytest.fixture
def scanner(device: EsclDevice, tmp_path: Path) -> Iterator[SaneScanner]:
    made = SaneScanner(Setup("airscan:e0:Desk", device.config_dir(tmp_path / "sane"), 200))
    yield made
    made.close()


def test_the_feeder_gives_its_pages_in_colour_and_ends_by_status(
    device: EsclDevice, scanner: SaneScanner
) -> None:
    info = scanner.info()
    assert set(info.sources) == {PaperSource.FEEDER, PaperSource.FLATBED}
    assert info.duplex
    device.feeder = [sheet(40), sheet(120)]
    pages = list(scanner.scan(PaperSource.FEEDER))
    assert [round(float(page.pixels[100, 100, 0]), -1) for page in pages] == [40, 120]
    assert all(page.pixels[100, 100, 2] > 200 and page.dpi == 200 for page in pages)
    assert all(abs(page.pixels.shape[0] - 2339) < 5 for page in pages)
    job = device.jobs[-1]
    assert (job["InputSource"], job["ColorMode"], job["Duplex"]) == ("Feeder", "RGB24", "false")
    device.feeder = [sheet(80)]
    assert len(list(scanner.scan(PaperSource.FEEDER))) == 1


def test_a_scanner_is_named_by_its_address_alone(device: EsclDevice, tmp_path: Path) -> None:
    # As docs/HARDENING.md says: nothing is searched for in the network, and the firewall knows whither.
    (tmp_path / "dll.conf").write_text("airscan\n")
    (tmp_path / "airscan.conf").write_text("[options]\ndiscovery = disable\n")
    scanner = SaneScanner(Setup(f"airscan:escl:Máy quét 1:{device.address}", tmp_path, 75))
    device.feeder = [sheet(40)]
    assert len(list(scanner.scan(PaperSource.FEEDER))) == 1
    scanner.close()


def test_both_sides(device: EsclDevice, tmp_path: Path) -> None:
    setup = Setup("airscan:e0:Desk", device.config_dir(tmp_path / "sane"), 75, duplex=True)
    scanner = SaneScanner(setup)
    device.feeder = [sheet(40), sheet(250)]
    assert len(list(scanner.scan(PaperSource.FEEDER))) == 2
    assert device.jobs[-1]["Duplex"] == "true"
    scanner.close()


def test_the_glass_gives_one(device: EsclDevice, scanner: SaneScanner) -> None:
    device.glass = sheet(90)
    assert len(list(scanner.scan(PaperSource.FLATBED))) == 1
    assert device.jobs[-1]["InputSource"] == "Platen"


@pytest.mark.mostly_long("one more refusal", one_in=2)
@pytest.mark.parametrize(
    ("adf_state", "refuse", "error"),
    [
        ("ScannerAdfEmpty", 409, FeederEmptyError),
        ("ScannerAdfJam", 409, ScannerJamError),
        ("ScannerAdfDoorOpen", 409, ScannerCoverOpenError),
        ("ScannerAdfLoaded", 500, DeviceIoError),
    ],
)
def test_each_refusal_is_typed_and_the_next_scan_works(
    device: EsclDevice, scanner: SaneScanner, adf_state: str, refuse: int, error: type[ScannerError]
) -> None:
    device.feeder = [sheet(40)]
    device.adf_state, device.refuse = adf_state, refuse
    with pytest.raises(error):
        list(scanner.scan(PaperSource.FEEDER))
    device.adf_state, device.refuse = "", 0
    assert len(list(scanner.scan(PaperSource.FEEDER))) == 1


def test_a_connection_that_breaks_in_a_page_gives_no_page(device: EsclDevice, scanner: SaneScanner) -> None:
    device.feeder, device.cut_short = [sheet(40)], True
    with pytest.raises(ScannerError):
        list(scanner.scan(PaperSource.FEEDER))
    device.feeder, device.cut_short = [sheet(40)], False
    assert len(list(scanner.scan(PaperSource.FEEDER))) == 1


def test_a_scanner_that_left_the_network(device: EsclDevice, scanner: SaneScanner) -> None:
    scanner.info()
    device.switch_off()
    with pytest.raises((DeviceIoError, UnpluggedError)):
        list(scanner.scan(PaperSource.FEEDER))
    with pytest.raises(UnpluggedError):
        scanner.info()
