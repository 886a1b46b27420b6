"""Pages as they come out of libsane."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from drivers.scanner.options import nearest_resolution, source_value
from drivers.scanner.port import PaperSource
from drivers.scanner.sane_scanner import SaneScanner, Setup
from tests.drivers.scanner.conftest import Make
from tests.support.paper_tray import PaperTray


def test_the_feeder_gives_all_pages_and_ends_by_status(backend_scanner: Make) -> None:
    scanner = backend_scanner()
    assert len(list(scanner.scan(PaperSource.FEEDER))) == 10
    assert len(list(scanner.scan(PaperSource.FEEDER))) == 10


def test_the_glass_gives_one(backend_scanner: Make) -> None:
    assert len(list(backend_scanner().scan(PaperSource.FLATBED))) == 1


def test_at_most(backend_scanner: Make) -> None:
    assert len(list(backend_scanner().scan(PaperSource.FEEDER, 3))) == 3


def test_colours_are_bgr_and_the_sheet_is_read_anew(tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    red = np.zeros((30, 20, 3), np.uint8)
    red[:, :] = (10, 20, 230)
    tray.lay(red)
    scanner = SaneScanner(Setup("pnm:0", tray.config_dir, 300, options=tray.options))
    first = next(iter(scanner.scan(PaperSource.FLATBED)))
    assert tuple(first.pixels[5, 5]) == (10, 20, 230)
    assert first.dpi == 300
    tray.lay(red[:, :, ::-1].copy())
    second = next(iter(scanner.scan(PaperSource.FLATBED)))
    assert tuple(second.pixels[5, 5]) == (230, 20, 10)
    scanner.close()


def test_what_the_device_can_do(backend_scanner: Make) -> None:
    info = backend_scanner().info()
    assert set(info.sources) == {PaperSource.FEEDER, PaperSource.FLATBED}
    assert not info.senses_paper
    assert backend_scanner().paper_present() is None


def test_a_sensor_option_is_read(backend_scanner: Make) -> None:
    scanner = backend_scanner(options={"enable-test-options": True}, sensor_options=("bool-soft-detect",))
    assert scanner.info().senses_paper
    assert scanner.paper_present() is False


@pytest.mark.parametrize(
    ("names", "source", "duplex", "wanted"),
    [
        (["Flatbed", "ADF", "ADF Duplex"], PaperSource.FEEDER, False, "ADF"),
        (["Flatbed", "ADF", "ADF Duplex"], PaperSource.FEEDER, True, "ADF Duplex"),
        (["ADF Front", "ADF Back", "ADF Duplex"], PaperSource.FEEDER, False, "ADF Front"),
        (["FlatBed", "Automatic Document Feeder(left aligned)"], PaperSource.FLATBED, False, "FlatBed"),
        (["Platen"], PaperSource.FEEDER, False, None),
        ([], PaperSource.FLATBED, False, None),
    ],
)
def test_names_of_sources(names: list[str], source: PaperSource, duplex: bool, wanted: str | None) -> None:
    assert source_value(names, source, duplex=duplex) == wanted


@pytest.mark.parametrize(
    ("constraint", "wanted"),
    [((50.0, 600.0, 1.0), 300), ([75, 150, 600], 600), ([75, 150], 150), (None, 300)],
)
def test_resolution(constraint: object, wanted: int) -> None:
    assert nearest_resolution(300, constraint) == wanted
