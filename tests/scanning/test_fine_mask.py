"""Where letters are small for their scan, the mask of the ink is drawn between the dots."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk_app.scanning import fine_mask
from kiosk_app.scanning.fine_mask import drawn_finer, has_small_letters
from kiosk_app.scanning.ink import darkest, ink_mask
from tests.support.vector_papers.pages import Drawing, Picture
from tests.support.vector_papers.scans import seen


def page_of(points: float, dpi: int) -> Picture:
    drawing = Drawing(contrast=0.5, size_mm=(105.0, 74.0))
    drawing.paragraph((8.0, 12.0), 88.0, "Số 60/2014/NĐ-CP, đường đất trồng cây điều. " * 4, points)
    return darkest(seen(drawing.drawn(dpi), np.random.default_rng(5), grain=1.0))


@pytest.mark.parametrize(
    ("points", "dpi", "small"), [(8, 300, True), (12, 300, False), (12, 200, True), (20, 200, False)]
)
def test_letters_are_small_for_their_scan(points: float, dpi: int, small: bool) -> None:
    assert has_small_letters(ink_mask(page_of(points, dpi), dpi), dpi, dpi) is small


def test_it_shows_more_of_the_scan_than_its_dots_do() -> None:
    dark = page_of(11, 200)
    mask = ink_mask(dark, 200)
    finer = drawn_finer(mask, dark)
    assert finer.shape == (round(mask.shape[0] * 1.5 + 0.1), round(mask.shape[1] * 1.5 + 0.1))
    coarse = np.float32(255 - dark) - np.float32(255 - np.median(dark))
    shown = {
        "dots": mask,
        "finer": cv2.resize(finer, (mask.shape[1], mask.shape[0]), interpolation=cv2.INTER_AREA),
    }
    alike = {name: float(np.corrcoef(one.ravel(), coarse.ravel())[0, 1]) for name, one in shown.items()}
    assert alike["finer"] > alike["dots"] + 0.02


def test_bands_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    dark = page_of(9, 200)
    mask = ink_mask(dark, 200)
    whole = drawn_finer(mask, dark)
    monkeypatch.setattr(fine_mask, "_BAND_ROWS", 32)
    narrow = drawn_finer(mask, dark)
    assert np.count_nonzero(whole != narrow) == 0


def test_a_page_without_ink_stays_so() -> None:
    bare = np.zeros((301, 203), np.uint8)
    assert not drawn_finer(bare, np.full_like(bare, 240)).any()
    assert not has_small_letters(bare, 150, 300)
