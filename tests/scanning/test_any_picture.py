"""Whatever a scanner or a file gives becomes a page that opens, or is refused; nothing else happens."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import UTC, datetime

import cv2
import numpy as np
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.encode import Picture
from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.prepare import PictureError, Settings, prepare

ABOUT = PdfMetadata("Giấy chứng sinh", "TAM-DN07-0001-K", datetime(2026, 11, 24, 8, 30, tzinfo=UTC))


def constant(wide: int, high: int, dice: np.random.Generator) -> Picture:
    return np.broadcast_to(dice.integers(0, 256, 3).astype(np.uint8), (high, wide, 3)).copy()


def noise(wide: int, high: int, dice: np.random.Generator) -> Picture:
    return dice.integers(0, 256, (high, wide, 3)).astype(np.uint8)


def gradient(wide: int, high: int, dice: np.random.Generator) -> Picture:
    left, right, top, bottom = dice.uniform(0, 255, 4).tolist()
    across = np.linspace(left, right, wide)[None, :, None]
    along = np.linspace(top, bottom, high)[:, None, None]
    return np.broadcast_to((across + along) / 2, (high, wide, 3)).astype(np.uint8)


def checkerboard(wide: int, high: int, dice: np.random.Generator) -> Picture:
    field = int(dice.integers(1, 60))
    dark, bright = sorted(dice.integers(0, 256, 2).tolist())
    odd = (np.arange(wide)[None, :] // field + np.arange(high)[:, None] // field) % 2
    return np.repeat(np.where(odd, dark, bright).astype(np.uint8)[:, :, None], 3, axis=2)


def sheet_on_lid(wide: int, high: int, dice: np.random.Generator) -> Picture:
    made = np.full((high, wide, 3), int(dice.integers(0, 256)), np.uint8)
    size = (float(wide * dice.uniform(0, 1.1)), float(high * dice.uniform(0, 1.1)))
    box = cv2.boxPoints(((wide / 2, high / 2), size, float(dice.uniform(-45, 45))))
    cv2.fillConvexPoly(made, np.asarray(np.round(box), np.int32), (int(dice.integers(0, 256)),) * 3)
    return made


def lines(wide: int, high: int, dice: np.random.Generator) -> Picture:
    made = np.full((high, wide, 3), 245, np.uint8)
    for y in range(0, high, int(dice.integers(2, 40))):
        cv2.line(made, (0, y), (wide, y + int(dice.integers(-9, 10))), (30, 30, 30), int(dice.integers(1, 5)))
    return made


Kind = Callable[[int, int, np.random.Generator], Picture]
KINDS: tuple[Kind, ...] = (constant, noise, gradient, checkerboard, sheet_on_lid, lines)


def became(pixels: Picture, dpi: int) -> str:
    """Run the whole way; `refused`, `blank` or `bound`."""
    try:
        page = prepare(pixels, dpi, "p1", Settings())
    except PictureError:
        return "refused"
    document = pypdfium2.PdfDocument(bind_pdf([page], ABOUT))
    assert len(document) == 1
    size = document[0].get_size()
    document.close()
    assert size == pytest.approx((72 * page.width / page.dpi, 72 * page.height / page.dpi), abs=0.01)
    return "bound"


@pytest.mark.long("sixty drawn pictures; the smallest and the longest of each kind are tried in every run")
@settings(max_examples=60)
@given(
    wide=st.integers(1, 900),
    high=st.integers(1, 900),
    dpi=st.integers(50, 600),
    kind=st.sampled_from(KINDS),
    seed=st.integers(0, 2**32 - 1),
)
def test_any_picture_becomes_a_page_or_is_refused(
    wide: int, high: int, dpi: int, kind: Kind, seed: int
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert became(kind(wide, high, np.random.default_rng(seed)), dpi) in ("bound", "refused")


@pytest.mark.mostly_long("one more strip", one_in=3, kind="kind")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("wide", "high", "dpi"), [(24, 9000, 50), (9000, 24, 50), (95, 6000, 200)])
def test_long_strips(kind: Kind, wide: int, high: int, dpi: int) -> None:
    assert became(kind(wide, high, np.random.default_rng(3)), dpi) == "bound"


@pytest.mark.mostly_long("at one more resolution", one_in=5, kind="kind")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dpi", [50, 72, 149, 151, 200, 399, 401, 600, 1201, 2400])
def test_the_smallest_that_is_taken(kind: Kind, dpi: int) -> None:
    side = int(np.ceil(12.0 / 25.4 * dpi))
    assert became(kind(side, side, np.random.default_rng(5)), dpi) == "bound"


def test_something_whose_rim_lies_outside_the_frame() -> None:
    assert became(sheet_on_lid(102, 185, np.random.default_rng(4)), 50) == "bound"
