"""The places of a page that are worth reading."""

from __future__ import annotations

from itertools import islice

import cv2
import numpy as np
import pytest

from kiosk_app.scanning.text_blocks import text_blocks
from tests.support.vector_papers.pages import Drawing, Picture
from tests.support.vector_papers.wording import sentence

DPI = 150


def depth_of(drawing: Drawing) -> Picture:
    return np.asarray(255 - drawing.drawn(DPI).min(axis=2), np.uint8)


def ink_of(depth: Picture) -> Picture:
    return np.asarray(cv2.threshold(depth, 60, 255, cv2.THRESH_BINARY)[1], np.uint8)


def rows_of_text(block: Picture) -> int:
    inked = np.concatenate([[False], (block < 128).sum(axis=1) > 0.03 * block.shape[1]])
    return int(np.count_nonzero(inked[1:] & ~inked[:-1]))


@pytest.mark.parametrize("points", [6.0, 10.0, 14.0, 36.0])
def test_a_block_holds_lines_of_letters_of_one_height(points: float) -> None:
    drawing = Drawing()
    drawing.paragraph((20, 40), 170, sentence(np.random.default_rng(3), round(1400 / points)), points)
    depth = depth_of(drawing)
    block = next(text_blocks(depth, ink_of(depth), DPI))
    assert 2 <= rows_of_text(block) <= 8
    assert 60 < block.shape[0] < 260
    assert block.max() > 240
    assert block.min() < 10


def test_no_part_comes_twice() -> None:
    drawing = Drawing()
    drawing.paragraph((20, 40), 170, sentence(np.random.default_rng(4), 160), 11.0)
    depth = depth_of(drawing)
    blocks = list(text_blocks(depth, ink_of(depth), DPI))
    assert 3 < len(blocks) < 60
    small = [cv2.resize(block, (64, 24), interpolation=cv2.INTER_AREA) for block in blocks[:6]]
    for number, one in enumerate(small):
        assert all(float(cv2.absdiff(one, other).mean()) > 8 for other in small[:number])


@pytest.mark.parametrize("at", [(20.0, 12.0), (90.0, 150.0), (120.0, 290.0)])
def test_a_single_line_stands_whole_in_its_block(at: tuple[float, float]) -> None:
    drawing = Drawing()
    drawing.text(at, "Hình 1. Trạm y tế xã", 11.0)
    depth = depth_of(drawing)
    (block,) = text_blocks(depth, ink_of(depth), DPI)
    assert rows_of_text(block) in (1, 2)
    letters = cv2.connectedComponents(cv2.threshold(block, 128, 255, cv2.THRESH_BINARY_INV)[1])[0] - 1
    assert letters >= 15


def test_a_small_note_beside_a_large_title_is_not_needed() -> None:
    drawing = Drawing()
    drawing.text((20, 30), "TỜ KHAI", 40.0)
    drawing.paragraph((20, 60), 170, sentence(np.random.default_rng(5), 120), 10.0)
    depth = depth_of(drawing)
    (block,) = islice(text_blocks(depth, ink_of(depth), DPI), 1)
    assert rows_of_text(block) >= 2


@pytest.mark.parametrize("kind", ["bare", "rules", "speck"])
def test_a_page_without_letters_has_none(kind: str) -> None:
    drawing = Drawing()
    for row in range(12 if kind == "rules" else 0):
        drawing.rule((20, 30 + 15 * row), (190, 30 + 15 * row), 0.3)
    if kind == "speck":
        drawing.box((100, 100, 2, 2), fill=(0.1, 0.1, 0.1))
    depth = depth_of(drawing)
    assert list(text_blocks(depth, ink_of(depth), DPI)) == []
