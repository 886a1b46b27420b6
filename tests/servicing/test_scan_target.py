"""The test sheet, scanned through libsane: each fault of a scanner is found, and a good one has none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest

from drivers.scanner.port import PaperSource
from drivers.scanner.sane_scanner import SaneScanner, Setup
from kiosk_app.servicing.check_result import CheckResult, Verdict
from kiosk_app.servicing.checks.devices import scan_target
from kiosk_app.servicing.scan_target.draw import target_pdf
from kiosk_app.servicing.scan_target.measure import TargetNotFoundError, measure
from tests.support.paper_tray import PaperTray

Picture = npt.NDArray[np.uint8]
DPI = 300


@pytest.fixture(scope="module")
def sheet() -> Picture:
    """The sheet as a perfect scanner sees it."""
    page = pypdfium2.PdfDocument(target_pdf())[0]
    return np.ascontiguousarray(page.render(scale=DPI / 72).to_numpy()[:, :, :3])


def _scanned(folder: Path, picture: Picture) -> dict[str, CheckResult]:
    tray = PaperTray(folder)
    tray.lay(picture)
    scanner = SaneScanner(Setup("pnm:0", tray.config_dir, DPI, options=tray.options))
    try:
        return {one.check: one for one in scan_target(scanner, PaperSource.FLATBED)}
    finally:
        scanner.close()


def test_a_good_scanner_passes(tmp_path: Path, sheet: Picture) -> None:
    found = _scanned(tmp_path, sheet)
    assert {one.verdict for one in found.values()} == {Verdict.GOOD}
    assert set(found) == {
        f"scanner.{name}" for name in ("resolution", "edges", "skew", "sharpness", "colour")
    }


def _turned(picture: Picture, degrees: float) -> Picture:
    """Turn it on a glass that is larger than the sheet."""
    glass = cv2.copyMakeBorder(picture, 200, 200, 200, 200, cv2.BORDER_CONSTANT, value=(90, 90, 90))
    height, width = glass.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(glass, turn, (width, height), borderValue=(90, 90, 90)), dtype=np.uint8)


FAULTS: dict[str, tuple[Callable[[Picture], Picture], str]] = {
    "cut at the left": (lambda sheet: sheet[:, 30:], "scanner.edges"),
    "cut at the foot": (lambda sheet: sheet[:-40], "scanner.edges"),
    "blurred": (
        lambda sheet: np.asarray(cv2.GaussianBlur(sheet, (0, 0), 2.2), dtype=np.uint8),
        "scanner.sharpness",
    ),
    "red and blue exchanged": (lambda sheet: sheet[:, :, ::-1], "scanner.colour"),
    "grey": (
        lambda sheet: np.repeat(
            np.asarray(cv2.cvtColor(sheet, cv2.COLOR_BGR2GRAY), dtype=np.uint8)[:, :, None], 3, axis=2
        ),
        "scanner.colour",
    ),
    "stretched by its rollers": (
        lambda sheet: np.asarray(cv2.resize(sheet, None, fx=1.0, fy=1.03), dtype=np.uint8),
        "scanner.resolution",
    ),
    "pale": (lambda sheet: (sheet // 4 + 150).astype(np.uint8), "scanner.colour"),
}


@pytest.mark.mostly_long("one more test sheet", one_in=6)
@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_found_alone(sheet: Picture, tmp_path: Path, fault: str) -> None:
    spoil, check = FAULTS[fault]
    found = _scanned(tmp_path, np.ascontiguousarray(spoil(sheet)))
    failed = {name for name, one in found.items() if one.verdict is not Verdict.GOOD}
    assert check in failed
    assert all(one.mend for one in found.values() if one.verdict is not Verdict.GOOD)


@pytest.mark.mostly_long("one more angle", one_in=2)
@pytest.mark.parametrize("degrees", [-4.0, -1.0, 0.5, 3.5])
def test_skew_is_measured_and_takes_nothing_away(sheet: Picture, degrees: float) -> None:
    measured = measure(_turned(sheet, degrees), DPI)
    assert measured.skew_deg == pytest.approx(-degrees, abs=0.05)
    assert max(measured.lost_mm.values()) == 0
    assert measured.dpi_across == pytest.approx(DPI, rel=0.003)


def test_a_sheet_upside_down_is_told_and_measured_alike(sheet: Picture) -> None:
    measured = measure(np.ascontiguousarray(sheet[::-1, ::-1]), DPI)
    assert measured.upside_down
    assert measured.finest_pairs_per_mm >= 3
    assert abs(measured.skew_deg) < 0.05


def test_what_is_cut_is_told_in_millimetres(sheet: Picture) -> None:
    pixels = round(5 * DPI / 25.4)
    measured = measure(np.ascontiguousarray(sheet[:, :-pixels]), DPI)
    assert measured.lost_mm == {"left": 0.0, "top": 0.0, "right": pytest.approx(5.0, abs=0.2), "bottom": 0.0}


def test_another_paper_is_no_target() -> None:
    with pytest.raises(TargetNotFoundError):
        measure(np.full((1000, 700, 3), 255, np.uint8), 100)


def test_no_paper_is_a_sentence(tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    scanner = SaneScanner(Setup("pnm:0", tray.config_dir, DPI, options=tray.options))
    try:
        (found,) = scan_target(scanner, PaperSource.FLATBED)
    finally:
        scanner.close()
    assert found.verdict is Verdict.FAILED
    assert "test-sheet" in found.mend
