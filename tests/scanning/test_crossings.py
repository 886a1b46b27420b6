"""Where pen, seal and print cross, each keeps its colour."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from kiosk_app.scanning.crossings import FINER, crossings
from kiosk_app.scanning.encode import group4_decoded, inflated
from kiosk_app.scanning.layer_colours import evened_ink, ink_colours
from kiosk_app.scanning.layers import LayerSettings, coarser, split_layers
from kiosk_app.scanning.page import Layers
from tests.scanning.test_layers import DPI, as_it_lies, drawn, grained
from tests.support.paper_corpus.sheets import Picture, font_of

SIZE = (1300, 1500)
PAPER, BLACK, BLUE, RED = (249, 248, 244), (28, 28, 34), (36, 56, 168), (214, 84, 92)
Spot = tuple[int, int]


def written() -> Image.Image:
    """Give a page of print with a name in bold letters."""
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    for row in range(6):
        text = "Họ và tên: NGUYỄN THỊ HỒNG ƠN"
        pen.text((120, 100 + row * 90), text, font=font_of("serif", 46, 400), fill=BLACK)
    pen.text((420, 1100), "Trần Đình Quốc Bảo", font=font_of("serif", 60, 700), fill=BLACK)
    return sheet


def signed(sheet: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(sheet)
    for left in range(330, 860, 90):
        pen.line((left, 1030, left + 70, 840), fill=BLUE, width=9)
    pen.line((330, 1030, 860, 900), fill=BLUE, width=9)
    return sheet


def sealed(sheet: Image.Image) -> Image.Image:
    """Lay the ink of a seal over what is there: it takes from the light what it takes from that of paper."""
    seal = Image.new("RGB", SIZE, (255, 255, 255))
    pen = ImageDraw.Draw(seal)
    pen.ellipse((380, 740, 760, 1120), outline=RED, width=14)
    pen.ellipse((450, 810, 690, 1050), outline=RED, width=10)
    pen.line((500, 860, 640, 1000), fill=RED, width=34)
    return ImageChops.multiply(sheet, seal)


def crossed() -> Image.Image:
    return sealed(signed(written()))


def looked_at(sheet: Image.Image, noise: float = 2.0) -> Layers:
    made = split_layers(as_it_lies(grained(sheet, noise)), LayerSettings())
    assert made is not None
    return made


def of_blue_and_red(pixels: Picture) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    return pixels[:, :, 0].astype(np.int16) - pixels[:, :, 2]


@pytest.mark.parametrize("noise", [0.0, 4.0, 9.0])
def test_strokes_that_cross_keep_the_colours_of_their_inks(noise: float) -> None:
    layers = looked_at(crossed(), noise)
    truth = np.asarray(crossed(), np.uint8)[:, :, ::-1]
    seen = drawn(layers)
    place = np.s_[800:1060, 430:780]
    # In the middle of strokes: their rims lie where the dots of the page do.
    edges = cv2.dilate(cv2.Canny(np.ascontiguousarray(truth), 30, 60), np.ones((5, 5), np.uint8)) > 0
    away = np.abs(of_blue_and_red(seen) - of_blue_and_red(np.ascontiguousarray(truth)))
    inked = (truth.min(axis=2) < 200) & ~edges
    assert np.count_nonzero(inked[place]) > 5_000
    assert np.count_nonzero((away > 60) & inked, axis=None) < 0.01 * np.count_nonzero(inked[place])
    assert layers.crossings


@pytest.mark.parametrize("draw", [written, lambda: signed(written()), lambda: Image.new("RGB", SIZE, PAPER)])
def test_ink_that_crosses_no_other_is_kept_with_the_page(draw: object) -> None:
    assert callable(draw)
    assert looked_at(draw()).crossings == ()


def test_what_lies_in_a_crossing_is_nowhere_else_but_along_its_edges() -> None:
    layers = looked_at(crossed())
    assert layers.crossings
    mask = group4_decoded(inflated(layers.mask), layers.width, layers.height)
    for one in layers.crossings:
        box = [
            round(share * side)
            for share, side in (
                (one.left, layers.width),
                (one.top, layers.height),
                (one.right, layers.width),
                (one.bottom, layers.height),
            )
        ]
        assert (one.width, one.height) == (box[2] - box[0], box[3] - box[1])
        assert not mask[box[1] + 6 : box[3] - 6, box[0] + 6 : box[2] - 6].any()
        own = group4_decoded(inflated(one.mask), one.width, one.height)
        # There it lies over ink, lest paper shines through between two pictures.
        place = mask[box[1] : box[3], box[0] : box[2]]
        for edge in (np.s_[:6], np.s_[-6:], np.s_[:, :6], np.s_[:, -6:]):
            assert np.array_equal(place[edge], own[edge])
        assert np.count_nonzero(own) > 0.05 * own.size


def test_a_coarser_page_has_its_crossings_in_their_places() -> None:
    layers = looked_at(crossed())
    assert layers.crossings
    smaller = coarser(layers, 0.7, 40)
    assert [(one.left, one.bottom) for one in smaller.crossings] == [
        (one.left, one.bottom) for one in layers.crossings
    ]
    assert smaller.size < layers.size
    away = np.abs(drawn(smaller).astype(np.int16) - drawn(layers)).max(axis=2)
    assert cv2.blur(away.astype(np.float32), (24, 24)).max() < 110


def test_words_over_dotted_lines_all_over_a_form_take_no_more_than_three_places() -> None:
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    for row in range(14):
        y = 80 + 100 * row
        pen.text((80, y), "Họ và tên Nguyễn Thị Ơn", font=font_of("serif", 60, 700), fill=BLUE)
        pen.line((60, y + 46, 1200, y + 46), fill=(200, 30, 40), width=5)
    layers = looked_at(sheet)
    assert len(layers.crossings) <= 3
    parts = sum((one.right - one.left) * (one.bottom - one.top) for one in layers.crossings)
    assert parts * SIZE[0] * SIZE[1] / DPI**2 * 25.4**2 < 2300


def test_a_place_is_found_on_whole_dots_of_the_coarse_ink() -> None:
    mask = np.zeros((400, 301), np.uint8)
    look = np.full((400, 301, 3), 250, np.uint8)
    for column in range(101, 201, 6):
        look[100:200, column : column + 3], look[100:200, column + 3 : column + 6] = BLUE[::-1], RED[::-1]
    mask[100:200, 101:203] = 255
    ink, common = ink_colours(look, mask, 1 / FINER)
    places = crossings(look, mask, evened_ink(ink, common), DPI / 2)
    assert places
    for place in places:
        sides = (place.left, place.top, place.right, place.bottom)
        assert all(side % FINER == 0 for side in sides)
        assert place.left <= 101
        assert place.right >= 200
        assert 0 <= place.left < place.right <= 300


def test_the_commonest_ink_is_one_that_is_there() -> None:
    inks = np.array([BLACK[::-1], BLUE[::-1], RED[::-1]], np.uint8)
    look = np.repeat(np.repeat(inks, (80, 60, 60), axis=0)[None], 10, axis=0)
    _, commonest = ink_colours(look, np.full(look.shape[:2], 255, np.uint8), 1.0)
    assert commonest is not None
    assert np.abs(commonest.astype(int) - BLACK[::-1]).max() < 6


def test_a_shadow_larger_than_all_words_is_not_the_commonest_ink() -> None:
    look = np.full((60, 200, 3), 236, np.uint8)
    look[:10] = BLACK[::-1]
    _, commonest = ink_colours(look, np.full((60, 200), 255, np.uint8), 1.0)
    assert commonest is not None
    assert np.abs(commonest.astype(int) - BLACK[::-1]).max() < 6


def test_dark_blue_ink_is_not_taken_for_the_black_of_print() -> None:
    sheet = written()
    ImageDraw.Draw(sheet).text(
        (120, 1250), "Nguyễn Thị Ơn", font=font_of("serif", 90, 700), fill=(30, 38, 96)
    )
    layers = looked_at(sheet)
    where = np.asarray(sheet, np.uint8)[:, :, 2] == 96
    where &= cv2.erode(where.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    blue, _, red = drawn(layers)[where].astype(float).mean(axis=0)
    assert blue - red > 45
