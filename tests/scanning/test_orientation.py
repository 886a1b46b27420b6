"""Which way up a page lies."""

from __future__ import annotations

from itertools import cycle, product

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from kiosk_app.scanning import orientation
from kiosk_app.scanning.orientation import orientation_of
from kiosk_app.scanning.orientation_reading import Legibility
from tests.support.paper_corpus.halves import A4, DPI, half
from tests.support.paper_corpus.marks import seal
from tests.support.paper_corpus.sheets import Picture, filled_form, font_of, letter, typed_form
from tests.support.slices import share
from tests.support.vector_papers.pages import Drawing

ROTATIONS = (0, 90, 180, 270)
TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}
KINDS = {"typed": typed_form, "handwriting": filled_form, "letter": letter}
KINDS_TURNED = share(list(product(KINDS, ROTATIONS)), 2, kind=lambda case: case[0])
SIZES_TURNED = share(list(product([9.0, 13.0], ROTATIONS)), 4, kind=lambda case: case[0])
INK = (30, 30, 36)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Picture]:
    return {kind: half(draw(np.random.default_rng(21)).pixels) for kind, draw in KINDS.items()}


def turned(page: Picture, rotation: int) -> Picture:
    """Lay a page so that `rotation` degrees clockwise set it upright."""
    return np.asarray(cv2.rotate(page, TURNS[rotation]), np.uint8) if rotation else page


def bare() -> Image.Image:
    return Image.new("RGB", A4, (249, 249, 247))


def pixels_of(page: Image.Image) -> Picture:
    return np.ascontiguousarray(np.asarray(page, np.uint8)[:, :, ::-1])


@pytest.mark.mostly_long("one more way up", one_in=6)
@pytest.mark.parametrize(("kind", "rotation"), KINDS_TURNED)
def test_every_way_is_told(drawn: dict[str, Picture], kind: str, rotation: int) -> None:
    told = orientation_of(turned(drawn[kind], rotation), DPI)
    assert told.rotation == rotation
    assert told.lines >= 6
    assert told.lean > 0


@pytest.mark.mostly_long("one more way up", one_in=2)
@pytest.mark.parametrize("rotation", share(ROTATIONS, 2))
def test_a_form_with_dotted_leaders_that_nobody_filled_in(rotation: int) -> None:
    page = bare()
    pen = ImageDraw.Draw(page)
    labels = (
        "Họ, chữ đệm, tên",
        "Nơi cư trú",
        "Dân tộc",
        "Quốc tịch",
        "Giấy tờ tùy thân",
        "Mục đích",
        "Số thẻ",
    )
    for row in range(14):
        y = 180 + 100 * row
        pen.text((120, y), f"{labels[row % 7]}:", font=font_of("serif", 26, 400), fill=INK)
        for x in range(420, 1120, 8):
            pen.ellipse((x, y + 26, x + 2, y + 28), fill=INK)
    assert orientation_of(turned(pixels_of(page), rotation), DPI).rotation == rotation


@pytest.mark.mostly_long("one more line", one_in=4)
@pytest.mark.parametrize(
    "text",
    [
        "Đã đối chiếu với bản chính",
        "Quyển số 01, ngày 15/03/1990",
        "ppp gggg yyyy qqqq jjjj",
        "0123456789 0123",
    ],
)
def test_a_single_line_turns_nothing_over(text: str) -> None:
    page = bare()
    ImageDraw.Draw(page).text((200, 700), text, font=font_of("serif", 30, 400), fill=INK)
    assert orientation_of(pixels_of(page), DPI).rotation == 0


def test_a_seal_alone_turns_nothing() -> None:
    page = bare()
    seal(page, np.random.default_rng(4), (600, 800), 210)
    assert orientation_of(pixels_of(page), DPI).rotation == 0


def test_an_empty_page_lies_right() -> None:
    told = orientation_of(pixels_of(bare()), DPI)
    assert (told.rotation, told.lines) == (0, 0)


def test_entries_that_are_alike_are_not_columns() -> None:
    page = bare()
    for row in range(9):
        at = (120, 200 + 110 * row)
        ImageDraw.Draw(page).text(at, "Người nhận: Nguyễn Thị Hương", font=font_of("sans", 40, 400), fill=INK)
    assert orientation_of(pixels_of(page), DPI).rotation == 0


ENGLISH = (
    "This is to certify that the entry below was copied from the register of births kept in this office, and "
    "that nothing has been added to it or left out of it since the day on which it was first written down. "
)


@pytest.mark.mostly_long("one more way up", one_in=2)
@pytest.mark.parametrize(("points", "rotation"), SIZES_TURNED)
def test_dense_lines_are_read_one_by_one(points: float, rotation: int) -> None:
    page = Drawing(paper=(0.80, 0.78, 0.74))
    page.paragraph((20, 30), 80, ENGLISH * 4, points, "serif")
    page.paragraph((108, 30), 80, ENGLISH * 4, points, "sans")
    assert orientation_of(turned(page.drawn(DPI), rotation), DPI).rotation == rotation


@pytest.mark.parametrize("rotation", share(ROTATIONS, 4))
def test_tables_of_figures_are_read_in_either_direction(rotation: int) -> None:
    page = Drawing()
    dice = np.random.default_rng(8)
    for row in range(30):
        page.text((25, 30 + 8 * row), f"Thửa đất số {row + 1}", 11.0, "serif")
        for column in range(3):
            page.text((80 + 35 * column, 30 + 8 * row), f"{int(dice.integers(100, 99_999))}", 11.0, "serif")
    assert orientation_of(turned(page.drawn(DPI), rotation), DPI).rotation == rotation


def doubtful() -> Picture:
    """Give a page of figures: no line of it shows by its shape which way is up."""
    page = Drawing()
    dice = np.random.default_rng(11)
    for row in range(24):
        page.text((30, 40 + 8 * row), f"{int(dice.integers(10_000_000, 99_999_999))}", 12.0, "serif")
    return page.drawn(DPI)


@pytest.mark.parametrize(
    ("surely", "answer", "most"),
    [
        # By the order in which the ways are tried: upright first.
        ((True,), 0, 1),
        ((False, True), 180, 2),
        ((False, False, True), 0, 4),
    ],
)
def test_no_more_is_read_than_is_needed(
    monkeypatch: pytest.MonkeyPatch, surely: tuple[bool, ...], answer: int, most: int
) -> None:
    read: list[bool] = []

    def reading(_block: Picture) -> Legibility:
        read.append(len(read) < len(surely) and surely[len(read)])
        return Legibility(60.0, 70) if read[-1] else Legibility(1.0, 70)

    monkeypatch.setattr(orientation, "legibility", reading)
    monkeypatch.setattr(orientation, "_lies_on_side", lambda *_: (False, True))
    told = orientation_of(doubtful(), DPI)
    assert told.rotation == answer
    assert told.read
    assert len(read) <= most


@pytest.mark.parametrize("read_as_it_lies", [True, False])
def test_a_page_is_laid_on_its_side_only_where_it_is_not_read_as_it_lies(
    monkeypatch: pytest.MonkeyPatch, read_as_it_lies: bool
) -> None:
    # One side surely, the other hardly, and then the page as it lies.
    answers = cycle((Legibility(60.0, 70), Legibility(5.0, 70), Legibility(50.0 * read_as_it_lies, 70)))
    monkeypatch.setattr(orientation, "legibility", lambda _block: next(answers))
    told = orientation_of(turned(doubtful(), 90), DPI)
    assert (told.rotation in (90, 270)) is not read_as_it_lies


def test_a_page_that_is_sure_by_its_lines_is_not_read(
    monkeypatch: pytest.MonkeyPatch, drawn: dict[str, Picture]
) -> None:
    monkeypatch.setattr(orientation, "legibility", lambda _block: pytest.fail("it was read"))
    assert not orientation_of(drawn["typed"], DPI).read
