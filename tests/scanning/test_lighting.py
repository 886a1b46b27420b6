"""The light on a page is evened; ink and colours stay as they are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from kiosk_app.scanning.lighting import evened, light_of
from tests.support.paper_corpus.halves import A4, DPI, half
from tests.support.paper_corpus.marks import seal
from tests.support.paper_corpus.sheets import Picture, card

PAPER = 245


def page() -> Picture:
    made = np.full((A4[1], A4[0], 3), PAPER, np.uint8)
    for y in range(200, 1600, 70):
        cv2.putText(made, "Ho va ten, noi cu tru", (120, y), cv2.FONT_HERSHEY_DUPLEX, 1.3, (30, 30, 30), 2)
    return made


def shaded(pixels: Picture, share: float) -> Picture:
    """Let the lamp lose `share` of its light from left to right and half as much downwards."""
    across = np.linspace(1.0, 1.0 - share, pixels.shape[1])[None, :, None]
    along = np.linspace(1.0, 1.0 - share / 2, pixels.shape[0])[:, None, None]
    return (pixels * across * along).astype(np.uint8)


def lit(pixels: Picture) -> Picture:
    return evened(pixels, light_of(pixels, DPI))


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_the_shade_goes(share: float) -> None:
    before = shaded(page(), share)
    after = lit(before)
    paper = np.array([np.percentile(part, 70) for part in np.array_split(after[:, :, 1], 8, axis=1)])
    assert np.ptp(paper) < 7
    # As bright as where the lamp was strongest, but for its very corner.
    assert paper.min() > np.percentile(before[:, :, 1], 95) - 4


def test_an_even_page_is_not_touched() -> None:
    even = page()
    assert light_of(even, DPI) is None
    assert np.array_equal(evened(even, None), even)


def test_black_ink_stays_black() -> None:
    before = shaded(page(), 0.3)
    assert np.percentile(lit(before), 1) <= np.percentile(before, 1) * 1.7 + 1


def hue_of(pixels: Picture, where: Picture) -> float:
    """Give the mean share of red less that of blue under a mask."""
    chosen = pixels[where > 0].astype(float)
    return float(((chosen[:, 2] - chosen[:, 0]) / chosen.sum(axis=1)).mean())


def test_a_seal_keeps_its_red() -> None:
    sheet = Image.fromarray(page())
    seal(sheet, np.random.default_rng(1), (800, 1200), 220)
    before = np.ascontiguousarray(np.asarray(sheet)[:, :, ::-1])
    red = ((before[:, :, 2].astype(int) - before[:, :, 0]) > 90).astype(np.uint8)
    assert np.count_nonzero(red) > 2000
    after = lit(shaded(before, 0.25))
    assert hue_of(after, red) == pytest.approx(hue_of(before, red), abs=0.03)


def test_a_card_keeps_its_colours() -> None:
    before = half(card(np.random.default_rng(3)).pixels)
    assert np.abs(lit(before).astype(int) - before).mean() < 3


def test_a_tinted_copy_on_paper_keeps_its_colours() -> None:
    before = page()
    tone = np.linspace(120, 200, 700)[None, :, None] * np.array([1.0, 0.85, 0.7])
    before[600:1050, 250:950] = tone.astype(np.uint8)
    after = lit(shaded(before, 0.2))
    assert np.abs(after[650:1000, 300:900].astype(int) - before[650:1000, 300:900]).mean() < 12


def test_no_halo_appears_around_what_is_dark() -> None:
    before = page()
    before[700:1000, 300:900] = 20
    after = lit(shaded(before, 0.25))[:, :, 1].astype(int)
    beside = after[1010:1040, 300:900]
    farther = after[1100:1130, 300:900]
    assert abs(np.percentile(beside, 80) - np.percentile(farther, 80)) < 5
    assert after[720:980, 320:880].max() < 45
