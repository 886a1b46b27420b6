"""From a raw scan to a page."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import cv2
import numpy as np
import pypdfium2
import pytest

from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.deskew import skew_of
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.prepare import PictureError, Settings, prepare
from tests.support import papers

SETTINGS = Settings()
draw = cache(papers.draw)
ABOUT = PdfMetadata("Giấy chứng sinh", "TAM-DN07-0001-K", datetime(2026, 11, 24, 8, 30, tzinfo=UTC))


@pytest.mark.mostly_long("one more page", one_in=2)
@pytest.mark.parametrize("seed", [2, 3])
def test_the_skew_is_found(seed: int) -> None:
    paper = draw("old-certificate", seed)
    grey = np.asarray(cv2.cvtColor(paper.pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    assert abs(skew_of(grey).degrees - paper.skew_deg) <= 0.2


def test_a_good_page_has_no_findings_and_keeps_its_size() -> None:
    paper = draw("authorisation", 3)
    page = prepare(paper.pixels, 300, "p1", SETTINGS)
    assert page.findings == ()
    assert (page.width, page.height, page.dpi) == (2480, 3508, 300)
    thumbnail = cv2.imdecode(np.frombuffer(page.thumbnail, np.uint8), cv2.IMREAD_COLOR)
    assert thumbnail is not None
    assert max(thumbnail.shape) == 640


@pytest.mark.long("one more whole page")
def test_the_seal_stays_red() -> None:
    paper = draw("old-certificate", 2)
    page = prepare(paper.pixels, 300, "p1", SETTINGS)
    document = pypdfium2.PdfDocument(bind_pdf([page], ABOUT))
    kept = document[0].render(scale=300 / 72).to_numpy()
    blue, red = kept[:, :, 0].astype(int), kept[:, :, 2].astype(int)
    assert np.count_nonzero(red - blue > 80) > 5000


def test_an_empty_side_is_told() -> None:
    dice = np.random.default_rng(1)
    back = np.clip(dice.normal(246, 3, (1754, 1240, 3)), 0, 255).astype(np.uint8)
    cv2.putText(back, "bleed through", (200, 600), cv2.FONT_HERSHEY_SIMPLEX, 3, (225, 225, 225), 6)
    kept = prepare(back, 150, "p1", SETTINGS)
    assert kept.findings == (Finding.EMPTY,)


@pytest.mark.long("one more spoilt page; test_defects.py has them")
def test_a_blurred_page_is_told() -> None:
    paper = draw("old-certificate", 2)
    blurred = np.asarray(cv2.GaussianBlur(paper.pixels, (0, 0), 9), np.uint8)
    page = prepare(blurred, 300, "p1", SETTINGS)
    assert page.findings == (Finding.BLURRED,)


@pytest.mark.long("one more spoilt page; test_defects.py has them")
def test_a_dark_page_is_told() -> None:
    paper = draw("old-certificate", 2)
    page = prepare((paper.pixels * 0.35).astype(np.uint8), 300, "p1", SETTINGS)
    assert page.findings == (Finding.TOO_DARK,)


@pytest.mark.parametrize(
    "shape", [(0, 0, 3), (10, 2000, 3), (400, 300), (400, 300, 1), (400, 300, 4), (13_000, 100, 3)]
)
def test_what_is_no_page_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(PictureError):
        prepare(np.zeros(shape, np.uint8), 300, "p1", SETTINGS)


def test_sixteen_bits_are_refused() -> None:
    with pytest.raises(PictureError):
        prepare(np.zeros((400, 300, 3), np.uint16), 300, "p1", SETTINGS)
