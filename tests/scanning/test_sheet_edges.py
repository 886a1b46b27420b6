"""Nothing is cropped but by the edge of a sheet: no text, picture, frame or field is taken for one."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk_app.scanning.sheet_detection import find_sheet
from tests.support.vector_papers.pages import FACES, PAGES, WHITE, Drawing, Picture
from tests.support.vector_papers.scans import seen

DPI = 150


def scan(page: Drawing, seed: int = 0, grain: float = 1.0) -> Picture:
    return seen(page.drawn(DPI), np.random.default_rng(seed), grain=grain, softness=0.4)


@pytest.mark.mostly_long("one more seed and paper", one_in=8, kind="kind")
@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("paper", [WHITE, (0.87, 0.83, 0.75)])
def test_a_page_that_fills_the_frame_is_not_cropped(
    kind: str, seed: int, paper: tuple[float, float, float]
) -> None:
    dice = np.random.default_rng([seed, list(PAGES).index(kind)])
    page = Drawing(paper)
    PAGES[kind](dice, page, float(dice.uniform(8, 12)), str(dice.choice(FACES)))
    found = find_sheet(scan(page, seed), DPI)
    assert found.sheet is None
    assert not found.several


def full_bleed(dice: np.random.Generator) -> Picture:
    page = Drawing()
    page.picture((0.0, 0.0, 210.0, 297.0), dice)
    return scan(page)


def photograph_over_the_upper_part(dice: np.random.Generator) -> Picture:
    page = Drawing()
    page.picture((0.0, 0.0, 210.0, 110.0), dice)
    page.paragraph((20.0, 130.0), 170.0, "Ảnh chụp hiện trạng thửa đất số 12 " * 6, 11.0)
    return scan(page)


def half_of_a_photocopy(dice: np.random.Generator) -> Picture:
    page = Drawing()
    page.box((0.0, 0.0, 210.0, 150.0), fill=(0.1, 0.1, 0.1))
    page.picture((55.0, 50.0, 86.0, 54.0), dice)
    page.text((25.0, 180.0), "Sao y bản chính, ngày 12 tháng 5 năm 2025", 12.0, "sans")
    return scan(page)


def black_field_with_words(dice: np.random.Generator) -> Picture:
    page = Drawing()
    page.box((0.0, 0.0, 210.0, 100.0), fill=(0.1, 0.1, 0.1))
    page.text((40.0, 50.0), "GIẤY MỜI " + str(dice.integers(10, 99)), 30.0, "sans", (0.95, 0.95, 0.95))
    page.paragraph((20.0, 130.0), 170.0, "Kính gửi các hộ dân thôn Đồng Mỹ " * 6, 11.0)
    return scan(page)


def red_cover(dice: np.random.Generator) -> Picture:
    page = Drawing(paper=(0.45, 0.08, 0.1))
    page.box((60.0, 90.0, 90.0, 40.0), fill=(0.95, 0.93, 0.88))
    page.text((70.0, 112.0), f"SỔ HỘ TỊCH {dice.integers(10, 99)}", 14.0, "sans", (0.1, 0.1, 0.1))
    return scan(page)


def tinted_field_with_a_number_far_away(dice: np.random.Generator) -> Picture:
    page = Drawing()
    page.box((25.0, 60.0, 160.0, 120.0), fill=(0.85, 0.9, 0.95))
    page.text((30.0, 75.0), "Phần dành cho cơ quan đăng ký", 11.0)
    page.text((188.0, 288.0), str(dice.integers(1, 9)), 9.0)
    return scan(page)


def tinted_field_on_pure_white(dice: np.random.Generator) -> Picture:
    """What a program drew: no grain at all, a line around the field, and its caption close below."""
    page = Drawing(paper=(1.0, 1.0, 1.0))
    tint = (0.8, 0.86, 0.92)
    page.box((25.0, 60.0, 160.0, 120.0), fill=tint, stroke=0.5)
    page.text((30.0, 75.0), "Phần dành cho cơ quan đăng ký", 11.0)
    page.text((30.0, 183.6), f"Hình {dice.integers(1, 9)}. Sơ đồ thửa đất", 9.0)
    return page.drawn(DPI)


def tinted_field_with_a_caption_close_above(dice: np.random.Generator) -> Picture:
    page = Drawing()
    page.box((25.0, 60.0, 160.0, 120.0), fill=(0.9, 0.85, 0.75), stroke=0.8)
    page.text((30.0, 58.2), f"Bảng {dice.integers(1, 9)}. Các khoản phải thu", 9.0)
    return scan(page)


PRINTED = (
    tinted_field_on_pure_white,
    tinted_field_with_a_caption_close_above,
    full_bleed,
    photograph_over_the_upper_part,
    half_of_a_photocopy,
    black_field_with_words,
    red_cover,
    tinted_field_with_a_number_far_away,
)


@pytest.mark.mostly_long("one more seed", one_in=9)
@pytest.mark.parametrize("draw", PRINTED)
@pytest.mark.parametrize("seed", range(3))
def test_what_is_printed_is_no_sheet(draw: object, seed: int) -> None:
    assert callable(draw)
    found = find_sheet(draw(np.random.default_rng(seed)), DPI)
    assert found.sheet is None
    assert not found.several


def on_lid(page: Picture, lid: int, number: bool) -> Picture:
    """Lay an A5 slip on a larger glass; `number`: something small is written beside it."""
    frame = np.full((1754, 1240, 3), lid, np.uint8)
    high, wide = page.shape[:2]
    frame[204 : 204 + high, 124 : 124 + wide] = (frame[204 : 204 + high, 124 : 124 + wide] * 0.75).astype(
        np.uint8
    )
    frame[200 : 200 + high, 120 : 120 + wide] = page
    if number:
        frame[1700:1716, 1100:1112] = 255 - lid
    return seen(frame, np.random.default_rng(8), grain=1.0, softness=0.8)


@pytest.mark.parametrize("lid", [40, 205])
def test_a_slip_is_cropped_unless_something_stands_beside_it(lid: int) -> None:
    page = Drawing(size_mm=(148.0, 210.0))
    page.paragraph((15.0, 30.0), 118.0, "Biên lai thu phí và lệ phí hộ tịch " * 5, 10.0)
    slip = page.drawn(DPI)
    assert find_sheet(on_lid(slip, lid, number=False), DPI).sheet is not None
    assert find_sheet(on_lid(slip, lid, number=True), DPI).sheet is None


@pytest.mark.mostly_long("one more colour and thickness", one_in=12)
@pytest.mark.parametrize("thickness", [0.6, 1.2, 2.0, 6.0])
@pytest.mark.parametrize("inset", [5.0, 9.0])
@pytest.mark.parametrize("colour", [(0.75, 0.12, 0.16), (0.16, 0.16, 0.16), (0.7, 0.7, 0.69)])
def test_a_thick_or_coloured_frame_around_a_page_is_no_sheet(
    thickness: float, inset: float, colour: tuple[float, float, float]
) -> None:
    page = Drawing()
    left, right, top, bottom = inset, 210 - inset, inset, 297 - inset
    for start, end in (
        ((left, top), (right, top)),
        ((right, top), (right, bottom)),
        ((right, bottom), (left, bottom)),
        ((left, bottom), (left, top)),
    ):
        page.rule(start, end, thickness, colour)
    page.paragraph((40.0, 70.0), 130.0, "Giấy khen của Ủy ban nhân dân xã Đồng Mỹ " * 6, 12.0)
    found = find_sheet(scan(page), DPI)
    assert found.sheet is None
    assert not found.several
