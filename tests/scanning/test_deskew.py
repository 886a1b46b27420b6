"""Skew is found up to 15 degrees by text only, and what lies further askew is told."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from kiosk_app.scanning.deskew import skew_of
from tests.support.paper_corpus.marks import seal
from tests.support.vector_papers.pages import Drawing, Picture
from tests.support.vector_papers.scans import askew


def text() -> Picture:
    page = Drawing()
    for row in range(6):
        page.paragraph(
            (40.0, 60.0 + 28.0 * row), 130.0, "Trích lục bản đồ địa chính thửa đất số 12 " * 5, 10.0
        )
    return page.drawn(150)


@pytest.mark.mostly_long("one more angle", one_in=3)
@pytest.mark.parametrize("degrees", [-15.0, -9.0, -7.0, 0.0, 7.0, 12.0, 15.0])
def test_text_is_levelled(degrees: float) -> None:
    found = skew_of(askew(text(), degrees)[:, :, 1].copy())
    assert found.degrees == pytest.approx(degrees, abs=0.25)
    assert not found.too_far


def test_what_lies_further_askew_is_told() -> None:
    found = skew_of(askew(text(), 33.0)[:, :, 1].copy())
    assert found.degrees == 0.0
    assert found.too_far


@pytest.mark.parametrize("seed", range(3))
def test_the_letters_around_a_seal_tilt_nothing(seed: int) -> None:
    page = Image.new("RGB", (1240, 1754), (247, 247, 246))
    seal(page, np.random.default_rng(seed), (600, 800), 220)
    assert skew_of(np.ascontiguousarray(np.asarray(page, np.uint8)[:, :, 1])).degrees == 0.0
