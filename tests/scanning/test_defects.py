"""Each defect is told, and good pages are let through."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk_app.scanning.geometry import measure_geometry
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import QualityLimits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage
from tests.support.paper_corpus.backs import empty_back
from tests.support.paper_corpus.defects import DEFECTS
from tests.support.paper_corpus.mix import fed, laid
from tests.support.paper_corpus.sheets import Picture
from tests.support.slices import share
from tests.support.vector_papers.defects import DEFECTS as PALE_DEFECTS
from tests.support.vector_papers.pages import Drawing
from tests.support.vector_papers.scans import seen


def told_of(pixels: Picture, dpi: int = 300) -> tuple[Finding, ...]:
    geometry = measure_geometry(pixels, dpi)
    return findings_of(geometry, RectifiedPage(pixels, dpi, geometry), QualityLimits())


@pytest.mark.mostly_long("one more whole page, drawn, scanned and read", one_in=3)
@pytest.mark.parametrize("finding", DEFECTS)
def test_a_defect_is_told(finding: Finding) -> None:
    spoilt = DEFECTS[finding](np.random.default_rng([41, 0]))
    assert finding in told_of(spoilt)


@pytest.mark.long("one more whole page")
@pytest.mark.parametrize("number", share([2, 4], 2))
def test_pale_print_out_of_focus_is_blurred_and_not_empty(number: int) -> None:
    """It can still be read, and an empty side is dropped from a feed."""
    spoilt = PALE_DEFECTS[Finding.BLURRED](np.random.default_rng([20261133, 0, number]))
    assert told_of(spoilt) == (Finding.BLURRED,)


@pytest.mark.long("one more whole page")
@pytest.mark.parametrize("number", share([16, 29], 2))
def test_what_a_thick_sheet_scatters_is_still_nothing(number: int) -> None:
    assert told_of(empty_back(np.random.default_rng([20261127, 9, number]))) == (Finding.EMPTY,)


def test_a_page_as_a_feeder_takes_it_is_good() -> None:
    assert told_of(fed(43, 1).pixels) == ()


@pytest.mark.long("one more good page")
def test_a_page_as_it_is_laid_on_the_glass_is_good() -> None:
    assert told_of(laid(44, 3).pixels) == ()


def test_every_finding_of_the_pipeline_has_a_drawn_defect() -> None:
    # At 300 dpi no print is too small: tests/scanning/test_small_print.py draws coarser pages.
    assert set(DEFECTS) == set(Finding) - {Finding.OTHER_DOCUMENT, Finding.SMALL_PRINT}


@pytest.mark.parametrize("seed", [1, 3])
def test_the_specks_of_a_photograph_are_no_small_print(seed: int) -> None:
    dice = np.random.default_rng(seed)
    spots = dice.integers(20, 230, (9, 9, 3)).astype(np.uint8)
    side = cv2.resize(spots, (1181, 787), interpolation=cv2.INTER_CUBIC)
    cv2.putText(side, "Tra My 2019", (60, 740), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (255, 255, 255), 2)
    assert told_of(seen(np.asarray(side, np.uint8), dice), 200) == ()


@pytest.mark.long("one more whole page")
@pytest.mark.parametrize("seed", share(range(4), 4))
def test_a_photograph_from_edge_to_edge_is_neither_blurred_nor_faint(seed: int) -> None:
    """Sky, skin and walls have soft edges, and pale ones, and nothing is written there."""
    dice = np.random.default_rng(seed)
    side = np.zeros((1754, 1240, 3), np.float32) + dice.uniform(80, 190, 3).astype(np.float32)
    for cells, depth in ((6, 60), (20, 40), (90, 18), (220, 10)):
        spots = dice.normal(0, 1, (cells * 2, cells, 3)).astype(np.float32)
        way = float(dice.uniform(0.3, 1)) * depth
        side += cv2.resize(spots, (1240, 1754), interpolation=cv2.INTER_CUBIC) * way
    soft = cv2.GaussianBlur(side, (0, 0), 2) + dice.normal(0, 2, side.shape)
    assert told_of(np.clip(soft, 0, 255).astype(np.uint8), 150) == ()


@pytest.mark.long("one more whole page")
def test_a_form_of_rules_only_is_sharp() -> None:
    page = Drawing()
    for row in range(9):
        page.rule((25.0, 60.0 + 22.0 * row), (185.0, 60.0 + 22.0 * row), 0.3)
    page.text((25.0, 30.0), "Phiếu ghi", 12.0, "sans")
    assert told_of(seen(page.drawn(300), np.random.default_rng(1))) == ()


@pytest.mark.mostly_long("one more cover", one_in=5)
@pytest.mark.parametrize(
    ("cover", "letters"),
    [
        ((0.42, 0.07, 0.1), (0.85, 0.7, 0.3)),
        ((0.36, 0.08, 0.1), (0.6, 0.45, 0.2)),
        ((0.08, 0.1, 0.3), (0.8, 0.68, 0.35)),
        ((0.12, 0.12, 0.13), (0.82, 0.7, 0.4)),
        ((0.05, 0.22, 0.12), (0.9, 0.9, 0.88)),
    ],
)
def test_the_dark_cover_of_a_booklet_is_light_enough(
    cover: tuple[float, float, float], letters: tuple[float, float, float]
) -> None:
    page = Drawing(paper=cover, size_mm=(148.0, 210.0))
    for row, (text, points) in enumerate(
        (
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13.0),
            ("GIẤY CHỨNG NHẬN", 22.0),
            ("QUYỀN SỬ DỤNG ĐẤT", 18.0),
        )
    ):
        page.text((22.0, 50.0 + 40.0 * row), text, points, "sans", letters)
    assert Finding.TOO_DARK not in told_of(seen(page.drawn(300), np.random.default_rng(3)))


@pytest.mark.mostly_long("one more paper", one_in=3)
@pytest.mark.parametrize("paper", [(0.97, 0.97, 0.965), (0.97, 0.85, 0.87), (0.86, 0.94, 0.86)])
def test_a_page_in_the_dark_is_too_dark_whatever_its_paper(paper: tuple[float, float, float]) -> None:
    page = Drawing(paper=paper, size_mm=(148.0, 210.0))
    page.paragraph((20.0, 30.0), 110.0, "Trích lục bản đồ địa chính thửa đất " * 12, 11.0)
    scan = seen(page.drawn(300), np.random.default_rng(4))
    assert told_of(np.asarray(cv2.convertScaleAbs(scan, alpha=0.38), np.uint8)) == (Finding.TOO_DARK,)


@pytest.mark.long("one more whole page")
def test_a_broad_glare_over_dense_text_is_told() -> None:
    page = Drawing(paper=(0.8, 0.8, 0.8), contrast=0.75)
    for row in range(14):
        page.paragraph((20.0, 20.0 + 19.0 * row), 170.0, "Trích lục bản đồ địa chính thửa đất " * 5, 9.0)
    scan = seen(page.drawn(300), np.random.default_rng(2))
    spot = np.zeros((877, 620), np.float32)
    cv2.ellipse(spot, (330, 380), (95, 60), 0, 0, 360, 400.0, -1)
    light = cv2.resize(cv2.GaussianBlur(spot, (0, 0), 22), (scan.shape[1], scan.shape[0]))
    glaring = np.clip(scan + light[:, :, None], 0, 255).astype(np.uint8)
    assert Finding.GLARE in told_of(glaring)
    assert Finding.GLARE not in told_of(scan)


@pytest.mark.long("one more whole page")
@pytest.mark.parametrize("contrast", share([90, 110, 160], 3))
def test_pale_print_that_ran_into_a_blur_is_told(contrast: int) -> None:
    page = Drawing(contrast=contrast / 255)
    page.paragraph(
        (25.0, 40.0), 160.0, "Người nộp hồ sơ đã đọc và xác nhận những điều ghi trên đây. " * 12, 12.0
    )
    sharp = page.drawn(300)
    scan = seen(np.asarray(cv2.blur(sharp, (17, 17)), np.uint8), np.random.default_rng(6))
    assert Finding.BLURRED in told_of(scan)
    assert Finding.BLURRED not in told_of(seen(sharp, np.random.default_rng(6)))


def _dense(paper: tuple[float, float, float]) -> Picture:
    page = Drawing(paper, contrast=0.6)
    for row in range(14):
        page.paragraph((20.0, 20.0 + 19.0 * row), 170.0, "Trích lục bản đồ địa chính thửa đất " * 5, 9.0)
    return page.drawn(300)


@pytest.mark.mostly_long("one more lamp", one_in=4)
@pytest.mark.parametrize(("most", "softness"), [(216, 24), (228, 30), (238, 18), (246, 60)])
def test_a_lamp_that_the_sensor_makes_less_than_white_is_glare(most: int, softness: int) -> None:
    scan = seen(_dense((0.8, 0.8, 0.78)), np.random.default_rng(2))
    spot = np.zeros((877, 620), np.float32)
    cv2.ellipse(spot, (330, 380), (95, 60), 20, 0, 360, 400.0, -1)
    light = cv2.resize(cv2.GaussianBlur(spot, (0, 0), softness / 4), (scan.shape[1], scan.shape[0]))
    lit = np.minimum(scan + light[:, :, None], np.maximum(scan, most))
    assert Finding.GLARE in told_of(lit.astype(np.uint8))


@pytest.mark.mostly_long("one more paper", one_in=2)
@pytest.mark.parametrize("paper", [(0.91, 0.84, 0.71), (0.85, 0.93, 0.84)])
def test_a_white_label_on_tinted_paper_is_no_glare(paper: tuple[float, float, float]) -> None:
    page = _dense(paper)
    cv2.ellipse(page, (1200, 1500), (300, 240), 0, 0, 360, (254, 254, 254), -1)
    assert Finding.GLARE not in told_of(seen(page, np.random.default_rng(3), softness=0.9))


@pytest.mark.long("one more whole page")
def test_a_lamp_that_is_nearer_to_one_place_is_no_glare() -> None:
    page = _dense((0.8, 0.8, 0.78)).astype(np.float32)
    down, across = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32) / 1000
    lamp = 1 + 0.14 * np.exp(-np.square(across - 1.2) - np.square(down - 1.5))
    scan = seen(np.clip(page * lamp[:, :, None], 0, 255).astype(np.uint8), np.random.default_rng(4))
    assert Finding.GLARE not in told_of(scan)
