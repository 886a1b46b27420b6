"""A corner that is folded over is told, whatever lies behind it; what only resembles one is not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk_app.scanning.corners import corner_mm2
from kiosk_app.scanning.geometry import measure_geometry
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import QualityLimits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage
from tests.support.paper_corpus.grain import grain
from tests.support.paper_corpus.marks import portrait
from tests.support.paper_corpus.sheets import Picture

DPI = 50
MILLIMETRE = DPI / 25.4
WIDE, HIGH = 413, 585
PAPER = (244, 249, 250)
DARK, GREY, PALE = (46, 48, 50), (205, 206, 206), (228, 229, 229)
LEAST = QualityLimits().corner_mm2


def written() -> Picture:
    page = np.full((HIGH, WIDE, 3), PAPER, np.uint8)
    for row in range(14):
        cv2.putText(
            page, "Noi dung giay to", (45, 60 + 36 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (40, 40, 40), 1
        )
    return page


def folded(
    page: Picture, legs_mm: tuple[float, float], lid: tuple[int, int, int], *, flap: bool = True
) -> Picture:
    """Turn the upper left corner over, towards the glass so that its back is seen, or away from it."""
    along = np.array([legs_mm[0] * MILLIMETRE, 0])
    down = np.array([0, legs_mm[1] * MILLIMETRE])
    crease = down - along
    tip = 2 * (along - crease * float(along @ crease) / float(crease @ crease))
    made = page.copy()
    if flap:
        cv2.fillPoly(made, [np.array([tip, along, down]).astype(np.int32)], (232, 236, 237))
    cv2.fillPoly(made, [np.array([(0, 0), along, down]).astype(np.int32)], lid)
    return made


def grainy(page: Picture, noise: float = 2.0) -> Picture:
    return np.asarray(np.clip(page + grain(np.random.default_rng(8), noise, page.shape), 0, 255), np.uint8)


@pytest.mark.parametrize("flap", [True, False])
@pytest.mark.parametrize("lid", [DARK, GREY, PALE])
@pytest.mark.parametrize("legs_mm", [(12, 14), (25, 40), (70, 60)])
def test_a_fold_is_measured(legs_mm: tuple[float, float], lid: tuple[int, int, int], flap: bool) -> None:
    told = corner_mm2(grainy(folded(written(), legs_mm, lid, flap=flap)), DPI)
    assert told > LEAST
    assert told == pytest.approx(legs_mm[0] * legs_mm[1] / 2, rel=0.35)


@pytest.mark.parametrize("quarter", range(4))
def test_every_corner_is_looked_at(quarter: int) -> None:
    page = grainy(folded(written(), (25, 30), GREY))
    assert corner_mm2(np.ascontiguousarray(np.rot90(page, quarter)), DPI) > LEAST


def test_a_strip_of_lid_beside_the_sheet_hides_no_fold() -> None:
    page = folded(written(), (30, 30), GREY)
    page[:4] = page[:, :4] = GREY
    assert corner_mm2(grainy(page), DPI) > LEAST


def test_half_the_light_is_enough() -> None:
    page = np.asarray(folded(written(), (30, 30), GREY) * 0.6, np.uint8)
    assert corner_mm2(grainy(page), DPI) > LEAST


@pytest.mark.parametrize("noise", [0.0, 4.0])
def test_a_whole_sheet_has_none(noise: float) -> None:
    assert corner_mm2(grainy(written(), noise), DPI) == 0


def test_a_crease_that_was_smoothed_out_is_none() -> None:
    page = written()
    cv2.line(page, (60, 0), (0, 60), (205, 210, 212), 2)
    assert corner_mm2(grainy(page), DPI) == 0


def test_the_wedge_of_lid_beside_a_sheet_that_lies_askew_is_none() -> None:
    page = written()
    cv2.fillPoly(page, [np.array([(0, 0), (WIDE, 0), (0, 36)])], DARK)
    assert corner_mm2(grainy(page), DPI) == 0


def test_a_photograph_in_the_corner_is_none() -> None:
    page = written()
    page[:120, :90] = np.asarray(portrait(np.random.default_rng(6), (90, 120)))[:, :, ::-1]
    assert corner_mm2(grainy(page), DPI) == 0


def test_a_stripe_printed_across_the_corner_with_words_in_it_is_none() -> None:
    page = written()
    cv2.line(page, (130, 0), (0, 130), (60, 60, 200), 40)
    for row in range(4):
        cv2.putText(page, "SAO Y BAN CHINH", (6, 16 + 14 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1)
    assert corner_mm2(grainy(page), DPI) == 0


@pytest.mark.parametrize("colour", [(40, 40, 190), (60, 130, 50), (150, 70, 20), (40, 170, 220)])
@pytest.mark.parametrize("legs_mm", [(18, 18), (45, 30)])
def test_a_triangle_that_is_printed_in_colour_is_none(
    colour: tuple[int, int, int], legs_mm: tuple[float, float]
) -> None:
    assert corner_mm2(grainy(folded(written(), legs_mm, colour, flap=False)), DPI) == 0


@pytest.mark.parametrize("colour", [DARK, GREY, (90, 92, 95)])
def test_a_triangle_that_is_printed_within_the_margin_is_none(colour: tuple[int, int, int]) -> None:
    page = folded(written(), (35, 40), colour, flap=False)
    page[:8] = page[:, :8] = PAPER
    assert corner_mm2(grainy(page), DPI) == 0


def test_a_frame_with_ornaments_in_its_corners_is_none() -> None:
    page = written()
    cv2.rectangle(page, (14, 14), (WIDE - 14, HIGH - 14), (60, 60, 120), 7)
    for x, y in ((14, 14), (WIDE - 14, 14), (14, HIGH - 14), (WIDE - 14, HIGH - 14)):
        inwards = np.array([[0, 0], [34 * (1 if x < 100 else -1), 0], [0, 34 * (1 if y < 100 else -1)]])
        cv2.fillPoly(page, [(inwards + np.array([x, y])).astype(np.int32)], (50, 50, 110))
    assert corner_mm2(grainy(page), DPI) == 0


def test_a_card_does_not_fold() -> None:
    page = folded(np.full((106, 170, 3), PAPER, np.uint8), (15, 15), DARK)
    assert corner_mm2(grainy(page), DPI) == 0


def test_an_edge_within_a_picture_that_runs_off_the_sheet_is_none() -> None:
    page = np.full((1754, 1240, 3), (205, 226, 240), np.uint8)
    page[:1200] = (180, 190, 60)
    cv2.fillPoly(page, [np.array([(0, 0), (180, 0), (0, 210)])], (120, 122, 40))
    cv2.circle(page, (700, 500), 320, (60, 140, 90), -1)
    cv2.putText(page, "Anh chup", (150, 1400), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (40, 40, 40), 4)
    geometry = measure_geometry(grainy(page), 150)
    findings = findings_of(geometry, RectifiedPage(grainy(page), 150, geometry), QualityLimits())
    assert corner_mm2(page, 150) > LEAST
    assert Finding.FOLDED_CORNER not in findings
