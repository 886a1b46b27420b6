"""A page laid straight, drawn whole or in parts."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.geometry import PageGeometry, overview_of, rectified
from kiosk_app.scanning.rectified_page import RectifiedPage
from kiosk_app.scanning.sheet_detection import SheetDetection
from tests.support.paper_corpus.sheets import Picture

DPI = 300
WIDTH, HEIGHT = 700, 501
BOX = Box(40, 90, 290, 310)


@pytest.fixture(scope="module")
def scan() -> Picture:
    """Shaded tones that tell every place from every other."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    tones = [150 + 60 * np.sin(columns / 37), 120 + rows / 5, 200 + 40 * np.cos((rows + columns) / 51)]
    return np.asarray(np.stack(tones, axis=2), np.uint8)


def lie_of(scan: Picture, skew_deg: float, rotation: int) -> PageGeometry:
    look, overview_dpi = overview_of(scan, DPI)
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -skew_deg, 1.0)
    flattening = np.vstack([matrix, [0.0, 0.0, 1.0]]) if skew_deg else None
    upright = np.ascontiguousarray(np.rot90(look, -rotation // 90))
    return PageGeometry(
        look, upright, overview_dpi, SheetDetection(None), flattening, (WIDTH, HEIGHT), skew_deg, rotation
    )


@pytest.mark.parametrize("skew_deg", [0.0, 2.5])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_part_is_what_lies_there_on_the_whole_page(scan: Picture, skew_deg: float, rotation: int) -> None:
    geometry = lie_of(scan, skew_deg, rotation)
    whole, part = rectified(scan, geometry), rectified(scan, geometry, BOX)
    assert part.shape == (BOX.size[1], BOX.size[0], 3)
    assert np.abs(part.astype(int) - BOX.cut(whole)).max() <= 1


@pytest.mark.parametrize("rotation", [0, 90])
def test_the_darkest_channel_is_that_of_the_colours(scan: Picture, rotation: int) -> None:
    page = RectifiedPage(scan, DPI, lie_of(scan, 2.5, rotation))
    colours, dark = page.colours(), page.darkest()
    assert (dark.shape[1], dark.shape[0]) == page.size
    inner = np.s_[60:-60, 60:-60]
    assert np.abs(dark[inner].astype(int) - colours[inner].min(axis=2)).max() <= 3


def test_parts_are_lit_as_the_whole_page_is() -> None:
    shade = np.linspace(140, 240, 1600)[np.newaxis, :, np.newaxis]
    scan = np.ascontiguousarray(np.broadcast_to(shade, (1400, 1600, 3)).astype(np.uint8))
    look, overview_dpi = overview_of(scan, DPI)
    page = RectifiedPage(
        scan, DPI, PageGeometry(look, look, overview_dpi, SheetDetection(None), None, (1600, 1400), 0.0, 0)
    )
    box = Box(100, 200, 900, 700)
    assert np.array_equal(page.colours(box), box.cut(page.colours()))
    assert int(page.darkest()[700, 100]) > int(scan[700, 100].min()) + 20


@pytest.mark.parametrize("dpi", [150, 200, 300, 450])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_is_made_as_coarse_as_the_look_lies_where_the_look_has_it(dpi: int, rotation: int) -> None:
    scan = np.random.default_rng(1).integers(0, 255, (331, 527, 1), np.uint8).repeat(3, axis=2)
    look, overview_dpi = overview_of(scan, dpi)
    upright = np.ascontiguousarray(np.rot90(look, -rotation // 90))
    page = RectifiedPage(
        scan,
        dpi,
        PageGeometry(look, upright, overview_dpi, SheetDetection(None), None, (527, 331), 0.0, rotation),
    )
    coarse = page.as_coarse_as_overview(page.darkest())
    assert np.abs(coarse.astype(int) - page.overview[:, :, 0]).max() <= 1
