"""Every part of every letter is in the mask of the ink, whatever its size, its paleness and its paper."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk_app.scanning.ink import NO_TINT, components, darkest, ink_mask, tint_of
from tests.support.vector_papers.pages import Drawing, Picture
from tests.support.vector_papers.scans import seen

PAPERS = {
    "white": (0.97, 0.97, 0.965),
    "tan": (0.87, 0.83, 0.75),
    "pink": (0.96, 0.82, 0.84),
    "green": (0.80, 0.92, 0.82),
    "blue": (0.78, 0.86, 0.95),
}
WORDS = "Nghị định số 60/2014/NĐ-CP, điều 7; thuở ấy người đã ký ở Tủa Chùa: ẩn, ữ, ặ, ỵ."


def lines(paper: str, contrast: int, points: float, name: str) -> Drawing:
    page = Drawing(PAPERS[paper], contrast / 255, (120.0, 40.0))
    for row in range(3):
        page.text((6.0, 9.0 + 9.0 * row), WORDS[20 * row : 20 * row + 44], points, name)
    return page


def lost_parts(clean: Picture, mask: Picture, contrast: int) -> int:
    """Count the letters, dots and marks of a clean drawing that a mask does not cover by half."""
    plane = darkest(clean).astype(int)
    ink = (int(np.median(plane)) - plane > 0.35 * contrast).astype(np.uint8)
    labels, stats = components(ink)
    covered = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    hits = np.bincount(labels.ravel(), weights=covered.ravel(), minlength=len(stats))
    parts = stats[1:, 4] >= 3
    return int(((hits[1:] < 0.5 * stats[1:, 4]) & parts).sum())


@pytest.mark.parametrize(
    ("paper", "contrast", "points", "name", "dpi"),
    [
        ("white", 25, 7.0, "serif", 300),
        ("tan", 30, 10.0, "light", 300),
        ("pink", 40, 8.0, "light", 200),
        ("green", 55, 9.0, "thin", 200),
        ("blue", 70, 6.0, "sans", 300),
        ("white", 120, 11.0, "thin", 200),
        ("tan", 200, 7.0, "serif", 200),
    ],
)
def test_no_dot_and_no_mark_is_lost(paper: str, contrast: int, points: float, name: str, dpi: int) -> None:
    clean = lines(paper, contrast, points, name).drawn(dpi)
    scan = seen(clean, np.random.default_rng(round(points)), grain=1.5, softness=0.6 * dpi / 300)
    assert lost_parts(clean, ink_mask(darkest(scan), dpi), contrast) == 0


@pytest.mark.parametrize("points", [12.0, 14.0, 18.0])
def test_a_pale_stem_between_bowls_is_whole(points: float) -> None:
    page = Drawing(contrast=40 / 255, size_mm=(170.0, 40.0))
    for row, words in enumerate(("Phó phòng hộ tịch quét biểu mẫu", "đứng bên phải, ngay dưới pháp luật")):
        page.text((6.0, 13.0 + 14.0 * row), words, points, "serif")
    clean = page.drawn(300)
    plane = darkest(clean).astype(int)
    core = cv2.erode((int(np.median(plane)) - plane > 36).astype(np.uint8), np.ones((3, 3), np.uint8))
    scan = seen(clean, np.random.default_rng(int(points)))
    bare = cv2.countNonZero(cv2.bitwise_and(core, cv2.bitwise_not(ink_mask(darkest(scan), 300))))
    assert bare < 0.001 * cv2.countNonZero(core)


def test_a_hairline_beside_thick_letters_is_kept() -> None:
    page = Drawing(size_mm=(120.0, 40.0))
    page.text((10.0, 14.0), "ĐƠN XIN", 26.0, "sans")
    page.rule((5.0, 16.5), (110.0, 16.5), 0.1, (0.7, 0.7, 0.72))
    scan = seen(page.drawn(300), np.random.default_rng(1), grain=1.0)
    mask = ink_mask(darkest(scan), 300)
    row = round(16.5 / 25.4 * 300)
    covered = mask[row - 3 : row + 4, 70:1280].max(axis=0)
    assert np.count_nonzero(covered) > 0.97 * covered.size


def test_bare_paper_with_coarse_grain_has_no_ink() -> None:
    dice = np.random.default_rng(2)
    coarse = cv2.resize(dice.normal(0, 6, (300, 400)).astype(np.float32), (1200, 900))
    paper = np.clip(240 + coarse + dice.normal(0, 8, (900, 1200)), 0, 255).astype(np.uint8)
    assert np.count_nonzero(ink_mask(paper, 300)) < 1e-3 * paper.size


def test_what_shines_through_is_no_ink() -> None:
    clean = lines("white", 200, 12.0, "serif").drawn(300)
    ghost = cv2.GaussianBlur(clean[:, ::-1].astype(np.float32), (0, 0), 3.5)
    back = np.asarray(247 * 0.85 + 0.15 * ghost, np.uint8)
    scan = seen(back, np.random.default_rng(3), grain=1.0)
    assert np.count_nonzero(ink_mask(darkest(scan), 300)) < 0.002 * scan.shape[0] * scan.shape[1]


@pytest.mark.parametrize("face", ["light", "sans", "serif"])
def test_the_dots_of_small_letters_are_ink(face: str) -> None:
    """At 200 dpi the dot of an i of 6 points is two dots of the scan that are dark, and a paler rim."""
    clean = lines("blue", 200, 6, face).drawn(200)
    scan = seen(clean, np.random.default_rng(1), grain=1.0)
    assert lost_parts(clean, ink_mask(darkest(scan), 200), 200) == 0


@pytest.mark.parametrize(
    ("paper", "ink"),
    [
        ((0.91, 0.84, 0.71), (0.70, 0.72, 0.71)),
        ((0.98, 0.84, 0.87), (0.82, 0.72, 0.86)),
        ((0.85, 0.93, 0.84), (0.84, 0.72, 0.82)),
        ((0.83, 0.89, 0.97), (0.83, 0.78, 0.72)),
    ],
)
def test_ink_no_darker_than_its_paper_in_the_darkest_colour_is_ink(
    paper: tuple[float, float, float], ink: tuple[float, float, float]
) -> None:
    page = Drawing(paper, size_mm=(120.0, 40.0))
    for row in range(3):
        page.text((6.0, 9.0 + 9.0 * row), WORDS[20 * row : 20 * row + 44], 11.0, "serif", ink)
    clean = page.drawn(300)
    scan = seen(clean, np.random.default_rng(4), grain=1.5)
    mask = ink_mask(darkest(scan, tint_of(scan)), 300)
    written = np.abs(clean.astype(int) - clean[0, 0]).max(axis=2) > 20
    assert np.count_nonzero((mask > 0) & written) > 0.85 * np.count_nonzero(written)


@pytest.mark.parametrize("paper", [(0.97, 0.97, 0.965), (0.43, 0.08, 0.1), (0.98, 0.45, 0.4)])
def test_white_paper_covers_and_strong_fields_have_no_tint(paper: tuple[float, float, float]) -> None:
    assert tint_of(Drawing(paper, size_mm=(60.0, 40.0)).drawn(100)) == NO_TINT
