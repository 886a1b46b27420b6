"""A hard ceiling of a file's size is met by re-encoding, and no page falls below 200 dpi."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw

from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.pdf_binding import MIN_DPI, TooLargeError, bind_pdf
from tests.support.paper_corpus.marks import seal
from tests.support.paper_corpus.sheets import font_of
from tests.support.upright import prepared

ABOUT = PdfMetadata("Giấy chứng sinh", "", datetime(2026, 11, 24, 8, 30, tzinfo=UTC))


@cache
def layered(dpi: int = 300) -> Page:
    sheet = Image.new("RGB", (1240, 1300), (249, 248, 244))
    for row in range(9):
        text = "Họ và tên: NGUYỄN THỊ HỒNG ƠN"
        ImageDraw.Draw(sheet).text(
            (120, 120 + row * 90), text, font=font_of("serif", 46, 400), fill=(28, 28, 34)
        )
    seal(sheet, np.random.default_rng(2), (800, 950), 420)
    page = prepared(np.asarray(sheet, np.uint8)[:, :, ::-1].copy(), dpi, "p1")
    assert page.layers is not None
    return page


@cache
def pictured(dpi: int = 300) -> Page:
    tones = np.random.default_rng(1).integers(0, 256, (40, 30, 3)).astype(np.uint8)
    picture = Image.fromarray(tones).resize((900, 1200), Image.Resampling.BICUBIC)
    page = prepared(np.asarray(picture, np.uint8), dpi, "p1")
    assert page.layers is None
    return page


KINDS: dict[str, Callable[[], tuple[Page, ...]]] = {
    "layers": lambda: (layered(),),
    "picture": lambda: (pictured(),),
    "mix": lambda: (layered(), pictured(), layered()),
    "mixed dpi": lambda: (layered(200), pictured(300), pictured(150)),
}


def least_dpi(pdf: pikepdf.Pdf) -> float:
    """Give the least fineness of what is read on a page: its masks, or its only picture."""
    found = []
    for page in pdf.pages:
        images = {name: image.get("/Mask", image) for name, image in page.get_images().items()}
        masked = {name: image for name, image in images.items() if image.get("/ImageMask", False)}
        placed = re.findall(rb"q (\S+) 0 0 \S+ \S+ \S+ cm (/\S+) Do", page.Contents.read_bytes())
        wide = {name.decode(): float(width) for width, name in placed}
        for name, image in (masked or images).items():
            found.append(int(image.Width) / (wide.get(name, float(page.mediabox[2])) / 72))
    return min(found)


@pytest.mark.mostly_long("one more kind of page and ceiling", one_in=8)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.95, 0.8])
def test_a_ceiling_is_met_without_going_below_200_dpi(kind: str, share: float) -> None:
    pages = KINDS[kind]()
    whole = bind_pdf(pages, ABOUT)
    limit = int(len(whole) * share)
    made = bind_pdf(pages, ABOUT, limit)
    assert len(made) <= limit
    with pikepdf.open(BytesIO(made)) as smaller, pikepdf.open(BytesIO(whole)) as first:
        assert [list(page.mediabox) for page in smaller.pages] == [
            list(page.mediabox) for page in first.pages
        ]
        assert least_dpi(smaller) >= min(MIN_DPI, *(page.dpi for page in pages)) - 0.5


@pytest.mark.mostly_long("one more kind of page", one_in=4)
@pytest.mark.parametrize("kind", KINDS)
def test_what_fits_is_not_touched(kind: str) -> None:
    whole = bind_pdf(KINDS[kind](), ABOUT)
    assert bind_pdf(KINDS[kind](), ABOUT, len(whole)) == whole


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_fit_is_told(kind: str) -> None:
    with pytest.raises(TooLargeError, match=f"{len(KINDS[kind]())} pages do not fit into 900 bytes"):
        bind_pdf(KINDS[kind](), ABOUT, 900)


def test_the_same_ceiling_gives_the_same_bytes() -> None:
    limit = int(len(bind_pdf(KINDS["mix"](), ABOUT)) * 0.8)
    assert bind_pdf(KINDS["mix"](), ABOUT, limit) == bind_pdf(KINDS["mix"](), ABOUT, limit)
