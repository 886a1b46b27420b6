"""A stroke that the layers do not show is found, and brought into the mask."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk_app.scanning.comparison import boxes_around, lost_strokes, with_strokes
from kiosk_app.scanning.encode import halved
from kiosk_app.scanning.ink import darkest, ink_mask
from tests.support.vector_papers.pages import Drawing, Picture
from tests.support.vector_papers.scans import seen

DOT = (30.0, 11.5)
"""Where the dot below the "ệ" may stand, in millimetres: the test paints one there itself."""


def page() -> Picture:
    drawing = Drawing(size_mm=(90.0, 30.0))
    drawing.text((6.0, 10.0), "Bệnh viện huyện Đồng Mỹ", 12.0, "serif")
    drawing.box((*DOT, 0.4, 0.4), fill=drawing.ink)
    return darkest(seen(drawing.drawn(300), np.random.default_rng(4), grain=1.0))


def without_dot(plane: Picture) -> Picture:
    left, top = (round(part / 25.4 * 300) - 4 for part in DOT)
    made = plane.copy()
    made[top : top + 14, left : left + 14] = 247
    return made


def test_nothing_is_lost_where_both_are_alike() -> None:
    coarse = halved(page())
    assert not lost_strokes(coarse, coarse, 150).any()


def test_a_dot_that_is_missing_is_found() -> None:
    whole = page()
    lost = lost_strokes(halved(whole), halved(without_dot(whole)), 150)
    (box,) = boxes_around(lost.dark, 150)
    assert box.left < DOT[0] / 25.4 * 150 < box.right
    assert box.top < DOT[1] / 25.4 * 150 < box.bottom


def test_a_dot_that_is_missing_comes_into_the_mask() -> None:
    whole = page()
    lost = lost_strokes(halved(whole), halved(without_dot(whole)), 150)
    mask = ink_mask(without_dot(whole), 300)
    left, top = (round(part / 25.4 * 300) for part in DOT)
    assert not mask[top : top + 5, left : left + 5].any()
    assert with_strokes(mask, whole, 300, lost.dark)[top : top + 5, left : left + 5].mean() > 200


def test_bright_letters_on_a_dark_ground_are_missed() -> None:
    drawing = Drawing(size_mm=(90.0, 30.0))
    drawing.box((5.0, 3.0, 80.0, 24.0), fill=(0.12, 0.12, 0.12))
    drawing.text((10.0, 15.0), "Mẫu số 04", 14.0, "sans", (0.95, 0.95, 0.95))
    plane = halved(darkest(drawing.drawn(300)))
    bare = np.asarray(cv2.morphologyEx(plane, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8)), np.uint8)
    lost = lost_strokes(plane, bare, 150)
    assert cv2.countNonZero(lost.bright) > 100


@pytest.mark.parametrize("grain", [0.0, 3.0, 6.0])
def test_grain_is_no_stroke(grain: float) -> None:
    dice = np.random.default_rng(5)
    bare = np.full((900, 1200), 240, np.uint8)
    grainy = np.clip(bare + dice.normal(0, grain, bare.shape), 0, 255).astype(np.uint8)
    assert not lost_strokes(grainy, bare, 150).any()


def test_only_the_stroke_comes_into_the_mask() -> None:
    """Grain beside a lost stroke is not made ink with it."""
    dice = np.random.default_rng(11)
    bare = np.clip(240 + dice.normal(0, 6, (60, 60)), 0, 255).astype(np.uint8)
    whole = bare.copy()
    whole[28:32, 28:32] = 130
    lost = np.zeros((45, 45), np.uint8)
    lost[19:26, 19:26] = 255
    made = with_strokes(np.zeros_like(whole), whole, 200, lost)
    assert made[28:32, 28:32].all()
    made[27:33, 27:33] = 0
    assert not made.any()
