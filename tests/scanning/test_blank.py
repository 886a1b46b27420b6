"""Backs that are empty, and backs that only look empty."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from kiosk_app.scanning.geometry import PageGeometry, overview_of
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import QualityLimits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage
from kiosk_app.scanning.sheet_detection import SheetDetection
from tests.support.paper_corpus.grain import grain
from tests.support.paper_corpus.halves import A4, DPI, half
from tests.support.paper_corpus.marks import seal, sign, stain
from tests.support.paper_corpus.sheets import Picture, font_of, typed_form
from tests.support.vector_papers.pages import Drawing
from tests.support.vector_papers.scans import seen as scanned_page

LIMITS = QualityLimits()


def seen(side: Image.Image | Picture, noise: float) -> Picture:
    """Give a side as the scanner sees it, at 150 dpi."""
    pixels = half(np.ascontiguousarray(np.asarray(side, np.uint8)[:, :, ::-1]))
    light = np.linspace(1.0, 0.93, pixels.shape[1], dtype=np.float32)[None, :, None]
    lit = pixels * light + grain(np.random.default_rng(2), noise, (*pixels.shape[:2], 1))
    return np.asarray(np.clip(lit, 0, 255), np.uint8)


def told_of(pixels: Picture, dpi: int = DPI) -> tuple[Finding, ...]:
    """What is told of a side that lies straight."""
    size = (pixels.shape[1], pixels.shape[0])
    overview, overview_dpi = overview_of(pixels, dpi)
    geometry = PageGeometry(overview, overview, overview_dpi, SheetDetection(None), None, size, 0.0, 0)
    return findings_of(geometry, RectifiedPage(pixels, dpi, geometry), LIMITS)


def in_grey(levels: npt.NDArray[np.floating]) -> Picture:
    return np.asarray(cv2.merge([np.clip(levels, 0, 255).astype(np.uint8)] * 3), np.uint8)


def is_empty(pixels: Picture) -> bool:
    """Whether a side that lies straight is told to be empty."""
    size = (pixels.shape[1], pixels.shape[0])
    geometry = PageGeometry(pixels, pixels, DPI, SheetDetection(None), None, size, 0.0, 0)
    return is_told_empty(RectifiedPage(pixels, DPI, geometry), geometry)


def is_told_empty(page: RectifiedPage, geometry: PageGeometry) -> bool:
    return findings_of(geometry, page, LIMITS) == (Finding.EMPTY,)


def side() -> Image.Image:
    return Image.new("RGB", (2 * A4[0], 2 * A4[1]), (248, 247, 243))


def bare() -> Image.Image:
    return side()


@pytest.fixture(scope="module")
def front() -> Picture:
    return typed_form(np.random.default_rng(8)).pixels


@pytest.mark.long("one more whole side")
@pytest.mark.parametrize(("strength", "softness"), [(0.22, 2.5), (0.22, 5.0)])
def test_print_and_seal_that_shine_through_are_nothing(
    front: Picture, strength: float, softness: float
) -> None:
    ghost = cv2.GaussianBlur(np.ascontiguousarray(front[:, ::-1]), (0, 0), softness)
    back = (247 * (1 - strength) + ghost * strength).astype(np.uint8)[:, :, ::-1]
    assert is_empty(seen(back, 4.0))


def punched() -> Image.Image:
    made = side()
    for y in (1270, 2230):
        ImageDraw.Draw(made).ellipse((90, y, 155, y + 65), fill=(170, 170, 168))
    return made


def punched_dark() -> Image.Image:
    made = side()
    for y in (1270, 2230):
        ImageDraw.Draw(made).ellipse((90, y, 155, y + 65), fill=(40, 40, 40))
    return made


def folded() -> Image.Image:
    made = side()
    ImageDraw.Draw(made).line((0, 1760, made.width, 1740), fill=(226, 226, 224), width=5)
    ImageDraw.Draw(made).line((1250, 0, 1240, made.height), fill=(222, 222, 220), width=5)
    return made


def folded_in_places() -> Image.Image:
    """Grain and shine-through part what is seen of a fold."""
    made = side()
    for x in range(0, made.width, 290):
        ImageDraw.Draw(made).line((x, 1750, x + 230, 1750), fill=(226, 226, 224), width=5)
    return made


def dusty() -> Image.Image:
    made = side()
    dice = np.random.default_rng(9)
    for x, y in dice.integers(100, 2400, (12, 2)).tolist():
        ImageDraw.Draw(made).ellipse((x, y, x + 6, y + 5), fill=(90, 88, 84))
    return made


def stained() -> Image.Image:
    made = side()
    stain(made, np.random.default_rng(10))
    return made


@pytest.mark.mostly_long("one more empty side", one_in=6)
@pytest.mark.parametrize("draw", [bare, punched, punched_dark, folded, dusty, stained])
def test_what_is_no_writing_is_nothing(draw: Callable[[], Image.Image]) -> None:
    assert is_empty(seen(draw(), 11.0))


@pytest.mark.mostly_long("one more empty side", one_in=3)
@pytest.mark.parametrize("noise", [0.0, 1.5, 3.0])
def test_the_pieces_of_a_fold_are_nothing(noise: float) -> None:
    assert is_empty(seen(folded_in_places(), noise))


Stroke = list[tuple[float, float]]


def drawn_mm(strokes: list[Stroke], level: int, wide: int = 4) -> Image.Image:
    """Draw with a pen what is given in millimetres; `level`: of its ink, 0-255, on paper of 248."""
    made = side()
    scale = made.width / 210
    for stroke in strokes:
        points = [(x * scale, y * scale) for x, y in stroke]
        ImageDraw.Draw(made).line(points, fill=(level, level, level), width=wide)
    return made


def struck_through() -> list[Stroke]:
    return [[(30 + 22 * i, 150), (45 + 22 * i, 150.25)] for i in range(6)]


def dashes() -> list[Stroke]:
    return [[(40, 60 + 15 * i), (40 + long, 60.15 + 15 * i)] for i, long in enumerate((8, 10, 12, 9))]


def upright_strokes() -> list[Stroke]:
    return [[(60 + 20 * i, 120), (60.2 + 20 * i, 134)] for i in range(4)]


def one_dash() -> list[Stroke]:
    return [[(90, 150), (102, 150.2)]]


def initials() -> list[Stroke]:
    return [[(60 + t / 25, 200 - 0.7 * abs(np.sin(t / 25 * 2.6))) for t in range(301)]]


def flat_signature() -> list[Stroke]:
    return [[(60 + t / 12, 200 + 0.35 * np.sin(t / 12 * 2.2)) for t in range(301)]]


@pytest.mark.mostly_long("one more kind and ink", one_in=15)
@pytest.mark.parametrize(
    "draw", [struck_through, dashes, upright_strokes, one_dash, initials, flat_signature]
)
@pytest.mark.parametrize("level", [226, 190, 150, 120, 60])
def test_level_strokes_of_a_pen_are_no_fold(draw: Callable[[], list[Stroke]], level: int) -> None:
    told = told_of(seen(drawn_mm(draw(), level), 1.0))
    assert Finding.EMPTY not in told
    # 22 levels below the paper nobody can copy it, and somebody has to look at it.
    assert (Finding.FAINT in told) is (level == 226)


@pytest.mark.mostly_long("one more ink", one_in=3)
@pytest.mark.parametrize("contrast", [60, 90, 120])
def test_low_initials_are_no_fold_at_200_dpi(contrast: int) -> None:
    dpi = 200
    ink = np.zeros((round(297 / 25.4 * dpi), round(210 / 25.4 * dpi)), np.uint8)
    # 0.35 mm of a hasty hand, and the pen's own width.
    points = (
        np.array([(60 + t / 25, 200 + 0.35 * abs(np.sin(t / 25 * 2.6))) for t in range(301)]) * dpi / 25.4
    )
    cv2.polylines(ink, [points.astype(np.int32)], False, 255, 2)
    soft = cv2.GaussianBlur(ink.astype(np.float32) / 255, (0, 0), 0.6)
    page = np.random.default_rng(2).normal(247, 0.8, ink.shape) - contrast * soft
    assert Finding.EMPTY not in told_of(in_grey(page), dpi)


@pytest.mark.mostly_long("one more word", one_in=9)
@pytest.mark.parametrize(
    ("text", "points", "at"),
    [("28/11/2026", 16.0, (700, 1400)), ("NVA", 12.0, (700, 1400)), ("- 2 -", 12.0, (1190, 3300))],
)
@pytest.mark.parametrize("level", [226, 190, 120])
def test_dates_initials_and_page_numbers_are_kept(
    text: str, points: float, at: tuple[int, int], level: int
) -> None:
    made = side()
    font = font_of("sans", round(points / 72 * 300), 400)
    ImageDraw.Draw(made).text(at, text, font=font, fill=(level, level, level))
    assert not is_empty(seen(made, 1.0))


def upright_fold() -> list[Stroke]:
    return [[(106, y), (105.8, y + 20)] for y in range(0, 297, 26)]


def fold_off_level() -> list[Stroke]:
    return [[(x, 148 + x / 100), (x + 19, 148.2 + x / 100)] for x in range(0, 210, 24)]


def staple() -> list[Stroke]:
    return [[(8, 9), (20, 9.1)]]


def crumple() -> list[Stroke]:
    dice = np.random.default_rng(8)
    begins = dice.uniform((20, 20), (190, 270), (60, 2))
    ends = begins + dice.uniform(-25, 25, (60, 2))
    return [[(x, y), (u, v)] for (x, y), (u, v) in zip(begins.tolist(), ends.tolist(), strict=True)]


@pytest.mark.mostly_long("one more empty side", one_in=12)
@pytest.mark.parametrize(
    ("draw", "level"), [(upright_fold, 226), (fold_off_level, 226), (staple, 220), (crumple, 240)]
)
@pytest.mark.parametrize("noise", [0.0, 1.0, 3.0])
def test_what_the_sheet_went_through_is_nothing(
    draw: Callable[[], list[Stroke]], level: int, noise: float
) -> None:
    assert is_empty(seen(drawn_mm(draw(), level, 5), noise))


@pytest.mark.mostly_long("one more fineness", one_in=2)
@pytest.mark.parametrize("dpi", [200, 300])
def test_pale_ruled_paper_without_a_word_is_nothing(dpi: int) -> None:
    scale = dpi / 25.4
    page = np.random.default_rng(2).normal(247, 0.8, (round(297 * scale), round(210 * scale)))
    for row in range(24):
        top = round((25 + 10 * row) * scale)
        page[top : top + round(0.25 * scale), round(15 * scale) : round(195 * scale)] -= 9
    assert told_of(in_grey(page), dpi) == (Finding.EMPTY,)


def sealed() -> Image.Image:
    made = side()
    seal(made, np.random.default_rng(12), (1200, 1500), 420)
    return made


def signed() -> Image.Image:
    made = side()
    sign(made, np.random.default_rng(13), (900, 1500), (30, 46, 150))
    return made


def confirmed() -> Image.Image:
    made = side()
    text = "Đã đối chiếu với bản chính"
    ImageDraw.Draw(made).text((400, 2800), text, font=font_of("serif", 44, 400), fill=(40, 40, 44))
    return made


def in_pencil() -> Image.Image:
    made = side()
    text = "xem trang sau, số 27"
    ImageDraw.Draw(made).text((400, 900), text, font=font_of("script", 62, 500), fill=(120, 120, 124))
    return made


def numbered() -> Image.Image:
    made = side()
    ImageDraw.Draw(made).text((1900, 400), "Quyển số 01", font=font_of("sans", 40, 400), fill=(60, 60, 66))
    return made


def _written_alone(text: str, points: float, at: tuple[int, int]) -> Image.Image:
    made = side()
    size = round(points / 72 * 300)
    ImageDraw.Draw(made).text(at, text, font=font_of("sans", size, 400), fill=(60, 60, 90))
    return made


@pytest.mark.mostly_long("one more mark, place and size", one_in=18)
@pytest.mark.parametrize("text", ["x", "2", "A", "Đ", "v", "5"])
@pytest.mark.parametrize(("points", "at"), [(12.0, (400, 800)), (10.0, (1240, 3200)), (14.0, (2100, 300))])
def test_a_single_mark_is_kept(text: str, points: float, at: tuple[int, int]) -> None:
    assert not is_empty(seen(_written_alone(text, points, at), 6.0))


def hairs() -> Image.Image:
    made = side()
    pen = ImageDraw.Draw(made)
    for x, y in ((500, 700), (1500, 2100)):
        pen.line([(x, y), (x + 30, y + 8), (x + 55, y + 10)], fill=(70, 70, 70), width=3)
    return made


def crumbs() -> Image.Image:
    made = side()
    pen = ImageDraw.Draw(made)
    for x, y, wide, high in ((500, 700, 20, 18), (1500, 2100, 9, 8)):
        pen.ellipse((x, y, x + wide, y + high), fill=(70, 66, 60))
    return made


@pytest.mark.mostly_long("one more empty side", one_in=2)
@pytest.mark.parametrize("draw", [hairs, crumbs])
def test_hairs_and_crumbs_are_no_mark(draw: Callable[[], Image.Image]) -> None:
    assert is_empty(seen(draw(), 6.0))


@pytest.mark.mostly_long("one more mark, with noise or without", one_in=10)
@pytest.mark.parametrize("draw", [sealed, signed, confirmed, in_pencil, numbered])
@pytest.mark.parametrize("noise", [0.0, 11.0])
def test_the_least_mark_is_kept(draw: Callable[[], Image.Image], noise: float) -> None:
    assert not is_empty(seen(draw(), noise))


@pytest.mark.long("one more whole side")
def test_print_blurred_beyond_recognition_is_not_nothing(front: Picture) -> None:
    blurred = cv2.GaussianBlur(front, (0, 0), 14)
    assert not is_empty(seen(np.asarray(blurred, np.uint8), 2.0))


@pytest.mark.mostly_long("one more print", one_in=5)
@pytest.mark.parametrize(
    ("contrast", "points", "face", "dpi"),
    [
        (30, 10.0, "serif", 300),
        (55, 14.0, "serif", 300),
        (70, 10.0, "serif", 300),
        (25, 14.0, "sans", 200),
        (25, 12.0, "sans", 200),
    ],
)
def test_faded_print_is_not_nothing(contrast: int, points: float, face: str, dpi: int) -> None:
    page = Drawing((0.86, 0.94, 0.86), contrast=contrast / 255, size_mm=(148.0, 105.0))
    page.paragraph((15.0, 30.0), 118.0, "Giấy khai sinh, bản sao cấp năm 1985 " * 4, points, face)
    scan = scanned_page(page.drawn(dpi), np.random.default_rng(1), grain=2.0)
    size = (scan.shape[1], scan.shape[0])
    overview, overview_dpi = overview_of(scan, dpi)
    geometry = PageGeometry(overview, overview, overview_dpi, SheetDetection(None), None, size, 0.0, 0)
    assert not is_told_empty(RectifiedPage(scan, dpi, geometry), geometry)


@pytest.mark.mostly_long("one more print", one_in=3)
@pytest.mark.parametrize(
    ("points", "face", "dpi"), [(12.0, "sans", 300), (12.0, "sans", 200), (10.0, "serif", 300)]
)
def test_a_pale_blue_carbon_copy_is_faint_and_not_empty(points: float, face: str, dpi: int) -> None:
    """Eleven levels in red, three in blue: nobody can copy it, and somebody has to look at it."""
    page = Drawing((1.0, 1.0, 1.0), contrast=1.0, size_mm=(148.0, 105.0))
    page.paragraph((15.0, 20.0), 118.0, "Giấy khai sinh, bản sao cấp năm 1985 " * 7, points, face)
    ink = 1 - np.asarray(page.drawn(dpi), np.float32).min(axis=2) / 255
    noise = np.random.default_rng(3).normal(0, 1.0, (*ink.shape, 3))
    scan = np.stack([242 - 3 * ink, 247 - 8 * ink, 247 - 11 * ink], axis=2) + noise
    pixels = np.clip(scan, 0, 255).astype(np.uint8)
    overview, overview_dpi = overview_of(pixels, dpi)
    size = (pixels.shape[1], pixels.shape[0])
    geometry = PageGeometry(overview, overview, overview_dpi, SheetDetection(None), None, size, 0.0, 0)
    assert findings_of(geometry, RectifiedPage(pixels, dpi, geometry), LIMITS)[0] is Finding.FAINT


def photograph(softness: float) -> Picture:
    """Soft spots of colour from edge to edge, without a stroke."""
    spots = np.random.default_rng(6).integers(30, 235, (9, 7, 3)).astype(np.uint8)
    large = cv2.resize(spots, (2 * A4[0], 2 * A4[1]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), softness), np.uint8)


@pytest.mark.mostly_long("one more size of photograph", one_in=3)
@pytest.mark.parametrize("share", [1.0, 0.5, 0.1])
def test_a_side_with_a_photograph_and_not_a_word_is_kept(share: float) -> None:
    shown = np.asarray(side(), np.uint8).copy()
    high, wide = (round(full * share**0.5) for full in shown.shape[:2])
    shown[:high, :wide] = photograph(9.0)[:high, :wide]
    assert not is_empty(seen(shown, 2.0))


@pytest.mark.mostly_long("one more form", one_in=9)
@pytest.mark.parametrize("rules", [5, 9, 24])
@pytest.mark.parametrize("level", [60, 130, 200])
def test_a_form_of_rules_without_a_word_is_kept(rules: int, level: int) -> None:
    made = side()
    for row in range(rules):
        y = 500 + row * 110
        ImageDraw.Draw(made).line((200, y, 2250, y), fill=(level, level, level), width=2)
    assert not is_empty(seen(made, 3.0))


@pytest.mark.long("one more whole side")
def test_rules_that_shine_through_are_nothing() -> None:
    front = side()
    for row in range(24):
        y = 500 + row * 110
        ImageDraw.Draw(front).line((200, y, 2250, y), fill=(30, 30, 30), width=4)
    ghost = cv2.GaussianBlur(np.asarray(front, np.uint8), (0, 0), 2.5)
    assert is_empty(seen((247 * 0.85 + ghost * 0.15).astype(np.uint8), 3.0))


def test_a_photograph_does_not_make_the_line_below_it_faint() -> None:
    page = Drawing((0.97, 0.97, 0.965), contrast=110 / 255, size_mm=(148.0, 105.0))
    page.text((20.0, 90.0), "Ảnh chụp thửa đất", 9.0, "light")
    shown = page.drawn(300)
    dice = np.random.default_rng(3)
    texture = cv2.GaussianBlur(dice.normal(0, 60, (700, 1200)).astype(np.float32), (0, 0), 4)
    tones = photograph(9.0)[: texture.shape[0], : texture.shape[1]].astype(np.float32) + texture[:, :, None]
    shown[120:820, 150:1350] = np.clip(tones, 0, 255)
    scan = scanned_page(shown, dice, grain=1.0)
    size = (scan.shape[1], scan.shape[0])
    overview, overview_dpi = overview_of(scan, 300)
    geometry = PageGeometry(overview, overview, overview_dpi, SheetDetection(None), None, size, 0.0, 0)
    found = findings_of(geometry, RectifiedPage(scan, 300, geometry), LIMITS)
    assert Finding.FAINT not in found
