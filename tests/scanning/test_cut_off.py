"""Letters that run out of the frame, and what only looks so."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk_app.scanning.defects import cut_strokes
from kiosk_app.scanning.quality import QualityLimits
from tests.support.paper_corpus.sheets import Picture
from tests.support.vector_papers.pages import Drawing
from tests.support.vector_papers.scans import seen

DPI = 150
MILLIMETRE = DPI / 25.4
LEAST = QualityLimits().cut_strokes


def lines(first: int, letter: str = "n") -> Picture:
    """Three lines of text whose last letter ends `first` pixels before the right side of the frame."""
    page = np.full((900, 620, 3), 248, np.uint8)
    for row in range(3):
        y = 200 + 60 * row
        (wide, _), _ = cv2.getTextSize(letter * 12, cv2.FONT_HERSHEY_DUPLEX, 1.1, 2)
        at = (620 - first - wide, y)
        cv2.putText(page, letter * 12, at, cv2.FONT_HERSHEY_DUPLEX, 1.1, (30, 30, 30), 2)
    return page


@pytest.mark.parametrize("quarter", range(4))
def test_letters_that_the_frame_cuts_through(quarter: int) -> None:
    page = np.ascontiguousarray(np.rot90(lines(-12), quarter))
    assert cut_strokes(page, DPI) == 3


def test_letters_that_end_at_the_frame_have_no_neighbours_left() -> None:
    page = lines(80, "e")
    last = int(np.flatnonzero(page.min(axis=(0, 2)) < 100)[-1])
    assert cut_strokes(np.ascontiguousarray(page[:, : last + 3]), DPI) >= LEAST


def test_a_narrow_margin_is_one() -> None:
    assert cut_strokes(lines(round(3 * MILLIMETRE)), DPI) == 0


@pytest.mark.parametrize("lid", [20, 46])
def test_a_sheet_askew_before_a_dark_lid_runs_out_nowhere(lid: int) -> None:
    page = lines(80)
    frame = np.full((980, 700, 3), lid, np.uint8)
    matrix = cv2.getRotationMatrix2D((310, 450), 4.0, 1.0) + np.array([[0, 0, 40], [0, 0, 40]])
    cv2.warpAffine(page, matrix, (700, 980), dst=frame, borderMode=cv2.BORDER_TRANSPARENT)
    assert cut_strokes(frame, DPI) == 0


def test_a_line_that_the_feeder_draws_down_the_page_is_no_letter() -> None:
    page = lines(80)
    page[:, 300:303] = 60
    assert cut_strokes(page, DPI) < LEAST


@pytest.mark.parametrize("skew_deg", [0.0, 3.0])
@pytest.mark.parametrize("squared", [False, True])
def test_the_rules_of_exercise_paper_are_not_cut_letters(squared: bool, skew_deg: float) -> None:
    page = np.full((1754, 1240, 3), 247, np.uint8)
    page[::48] = page[1::48] = 120
    if squared:
        page[:, ::48] = page[:, 1::48] = 120
    turn = cv2.getRotationMatrix2D((620, 877), skew_deg, 1.08)
    askew = np.asarray(cv2.warpAffine(page, turn, (1240, 1754), flags=cv2.INTER_AREA), np.uint8)
    assert cut_strokes(askew, 150, skew_deg) < LEAST


def test_pale_rules_that_cross_and_run_out_of_the_frame_are_not_letters() -> None:
    page = Drawing()
    for y in range(20, 290, 8):
        page.rule((0, y), (210, y), 0.2, (0.55, 0.65, 0.85))
    page.rule((30, 0), (30, 297), 0.2, (0.9, 0.5, 0.5))
    assert cut_strokes(seen(page.drawn(DPI), np.random.default_rng(12)), DPI) == 0
