"""Ink, its colour and the paper below, taken apart and put together again."""

from __future__ import annotations

from datetime import UTC, datetime

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.encode import group4_decoded, inflated
from kiosk_app.scanning.geometry import PageGeometry, overview_of
from kiosk_app.scanning.ink import darkest, ink_mask
from kiosk_app.scanning.layers import LayerSettings, coarser, split_layers
from kiosk_app.scanning.page import Layers, Page
from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.rectified_page import RectifiedPage
from kiosk_app.scanning.sheet_detection import SheetDetection
from tests.support.paper_corpus.grain import grain
from tests.support.paper_corpus.marks import portrait, seal, sign
from tests.support.paper_corpus.sheets import Picture, card, font_of

DPI = 300
SIZE = (1300, 1500)
BLUE, PENCIL, INK = (30, 46, 150), (140, 140, 144), (28, 28, 34)
ABOUT = PdfMetadata("Giấy chứng sinh", "", datetime(2026, 11, 24, 8, 30, tzinfo=UTC))


def grained(sheet: Image.Image, noise: float = 2.0) -> Picture:
    pixels = np.asarray(sheet, np.uint8)[:, :, ::-1]
    seen = pixels + grain(np.random.default_rng(1), noise, (*pixels.shape[:2], 1))
    return np.ascontiguousarray(np.clip(seen, 0, 255).astype(np.uint8))


def written() -> Image.Image:
    sheet = Image.new("RGB", SIZE, (249, 248, 244))
    pen = ImageDraw.Draw(sheet)
    for row in range(8):
        text = "Họ và tên: NGUYỄN THỊ HỒNG ƠN"
        pen.text((120, 120 + row * 90), text, font=font_of("serif", 46, 400), fill=INK)
    sign(sheet, np.random.default_rng(2), (150, 1150), BLUE)
    seal(sheet, np.random.default_rng(2), (950, 1150), 420)
    return sheet


def with_portrait() -> Image.Image:
    sheet = written()
    sheet.paste(portrait(np.random.default_rng(3), (354, 472)), (880, 80))
    return sheet


@pytest.fixture(scope="module")
def page() -> Picture:
    return grained(written())


@pytest.fixture(scope="module")
def layers(page: Picture) -> Layers:
    made = split_layers(as_it_lies(page), LayerSettings())
    assert made is not None
    return made


def as_it_lies(page: Picture, dpi: int = DPI) -> RectifiedPage:
    """Take a page that was drawn level and upright for one that was laid straight."""
    look, overview_dpi = overview_of(page, dpi)
    size = (page.shape[1], page.shape[0])
    return RectifiedPage(
        page, dpi, PageGeometry(look, look, overview_dpi, SheetDetection(None), None, size, 0.0, 0)
    )


def drawn(layers: Layers) -> Picture:
    """Render the page as a reader of PDF does, at 300 dpi, BGR."""
    page = Page("p1", SIZE[0], SIZE[1], DPI, b"", b"", b"", layers=layers)
    document = pypdfium2.PdfDocument(bind_pdf([page], ABOUT))
    rendered = np.asarray(document[0].render(scale=DPI / 72).to_numpy()[:, :, :3], np.uint8).copy()
    document.close()
    return np.asarray(cv2.resize(rendered, SIZE), np.uint8)


def spots(one: Picture, other: Picture) -> Picture:
    """Give by how much spots of 2 mm differ on average."""
    side = round(2.0 / 25.4 * DPI)
    away = np.abs(one.astype(np.float32) - other.astype(np.float32)).max(axis=2)
    return np.asarray(cv2.blur(away, (side, side)), np.uint8)


def test_the_page_looks_as_before(page: Picture, layers: Layers) -> None:
    away = spots(drawn(layers), page)
    assert away.mean() < 4
    assert away.max() <= LayerSettings().most_error


def test_layers_take_a_fraction_of_the_bytes(page: Picture, layers: Layers) -> None:
    plain = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, 65])[1]
    assert layers.size * 4 < len(plain)


def chosen(page: Picture, first: int, second: int) -> Picture:
    """Mark strongly coloured pixels: channel `first` far above channel `second`."""
    return np.asarray(page[:, :, first].astype(int) - page[:, :, second] > 80, np.uint8)


@pytest.mark.parametrize(("first", "second"), [(2, 0), (0, 2)], ids=["red seal", "blue signature"])
def test_ink_keeps_its_colour(page: Picture, layers: Layers, first: int, second: int) -> None:
    where = cv2.erode(chosen(page, first, second), np.ones((3, 3), np.uint8)) > 0
    assert np.count_nonzero(where) > 500
    before, after = page[where].astype(float).mean(axis=0), drawn(layers)[where].astype(float).mean(axis=0)
    assert after[first] - after[second] > 0.7 * (before[first] - before[second])
    assert np.argmax(after) == np.argmax(before)


@pytest.mark.parametrize("noise", [0.0, 4.0])
@pytest.mark.parametrize("colour", [PENCIL, BLUE, (205, 32, 44), INK, (60, 130, 60)])
def test_the_mask_holds_thin_strokes_of_every_ink(colour: tuple[int, int, int], noise: float) -> None:
    sheet = Image.new("RGB", (700, 500), (249, 248, 244))
    for row in range(4):
        ImageDraw.Draw(sheet).line((60, 80 + 90 * row, 640, 110 + 90 * row), fill=colour, width=4)
    truth = np.asarray(sheet.convert("L")) != Image.new("RGB", (1, 1), (249, 248, 244)).convert("L").getpixel(
        (0, 0)
    )
    mask = ink_mask(darkest(grained(sheet, noise)), DPI) > 0
    assert np.count_nonzero(mask & truth) > 0.85 * np.count_nonzero(truth)
    away = cv2.dilate(truth.astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    assert np.count_nonzero(mask & away) < 0.001 * mask.size


def test_bare_paper_has_no_ink() -> None:
    bare = grained(Image.new("RGB", (700, 500), (249, 248, 244)), 7.0)
    assert np.count_nonzero(ink_mask(darkest(bare), DPI)) < 0.001 * 350_000


def test_a_photograph_becomes_a_patch() -> None:
    page = grained(with_portrait())
    made = split_layers(as_it_lies(page), LayerSettings())
    assert made is not None
    (patch,) = made.patches
    box = (patch.left * SIZE[0], patch.top * SIZE[1], patch.right * SIZE[0], patch.bottom * SIZE[1])
    assert box == pytest.approx((880, 80, 1234, 552), abs=40)
    inside = spots(drawn(made), page)[120:510, 920:1190]
    assert inside.mean() < 10


def test_an_id_card_stays_a_picture() -> None:
    pixels = card(np.random.default_rng(4)).pixels
    made = split_layers(as_it_lies(pixels), LayerSettings())
    assert made is None


def test_a_scan_too_coarse_for_a_mask_stays_a_picture(page: Picture) -> None:
    assert split_layers(as_it_lies(page, 150), LayerSettings()) is None


def test_coarser_layers_stay_legible(page: Picture, layers: Layers) -> None:
    smaller = coarser(layers, 0.67, 40)
    assert smaller.size < 0.8 * layers.size
    assert (smaller.width, smaller.height) == pytest.approx((SIZE[0] * 0.67, SIZE[1] * 0.67), abs=1)
    before = group4_decoded(inflated(layers.mask), layers.width, layers.height)
    after = group4_decoded(inflated(smaller.mask), smaller.width, smaller.height)
    assert np.count_nonzero(after) / after.size == pytest.approx(
        np.count_nonzero(before) / before.size, rel=0.15
    )
    assert spots(drawn(smaller), page).mean() < 8


def test_coarser_keeps_where_patches_are() -> None:
    made = split_layers(as_it_lies(grained(with_portrait())), LayerSettings())
    assert made is not None
    smaller = coarser(made, 0.75, 30)
    assert [(one.left, one.top, one.right, one.bottom) for one in smaller.patches] == [
        (one.left, one.top, one.right, one.bottom) for one in made.patches
    ]
    assert smaller.size < made.size
