"""Print that is too small for its scan is told, where the page is full of it."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk_app.scanning.ink import darkest
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.prepare import Settings, prepare
from kiosk_app.scanning.small_print import prints_small
from tests.support.vector_papers.pages import FACES, Drawing, Picture
from tests.support.vector_papers.scans import seen

TEXT = "Số 60/2014/NĐ-CP, đường đất trồng cây điều ở huyện Đồng Mỹ, thửa ruộng của ông bà. " * 3


def scanned(points: float, dpi: int, *, footer: float | None = None, face: str = "serif") -> Picture:
    drawing = Drawing(contrast=0.6, size_mm=(150.0, 100.0))
    y = drawing.paragraph((8.0, 12.0), 130.0, TEXT, points, face)
    if footer is not None:
        drawing.paragraph((8.0, y + 10.0), 130.0, TEXT[: len(TEXT) // 3], footer, face)
    return seen(drawing.drawn(dpi), np.random.default_rng(6), grain=1.5)


@pytest.mark.parametrize("face", FACES)
def test_letters_of_six_points_are_small_at_200_dpi(face: str) -> None:
    assert prints_small(darkest(scanned(6, 200, face=face)), 200)


@pytest.mark.parametrize(("points", "dpi"), [(8, 200), (10, 200), (16, 200), (6, 300), (6, 150)])
def test_letters_that_are_kept_as_they_read_are_not_told(points: float, dpi: int) -> None:
    assert not prints_small(darkest(scanned(points, dpi)), dpi)


@pytest.mark.parametrize("footer", [5, 6])
def test_a_footer_in_small_print_is_not_told(footer: float) -> None:
    assert not prints_small(darkest(scanned(11, 200, footer=footer)), 200)


def test_texture_is_no_print() -> None:
    dice = np.random.default_rng(8)
    dots = np.where(dice.random((700, 1000)) < 0.35, 90, 240).astype(np.uint8)
    assert not prints_small(dots, 200)


@pytest.mark.long("one more whole page")
def test_the_page_tells_it() -> None:
    assert prepare(scanned(6, 200), 200, "p1", Settings()).findings == (Finding.SMALL_PRINT,)
    assert prepare(scanned(6, 300), 300, "p1", Settings()).findings == ()
