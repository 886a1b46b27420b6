"""Cuts out of a page a few lines of text that are worth reading, whatever their size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import components

Picture = npt.NDArray[np.uint8]
_LETTER_MM = (0.7, 12.0)
"""Height of letters, from the notes under a table to the title of a poster."""
_WIDEST = 12
"""How many letters one mark counts for at most: in a coarse scan a whole word hangs together."""
_WIDE, _HIGH = 32, 8
"""Size of a block in heights of its letters: a line of text holds some 40, and lines are two apart."""
_CELL = 0.5
_FEW_LETTERS = 6
_READ_PX = 24
"""Height that letters are brought to: tesseract reads those of some 30 pixels best, capitals included."""
_LARGEST_SCALE = 4.0
_STRONG = 90
"""Percentage of the ink that is no darker than what becomes black."""
_LEAST_DEPTH = 30.0


@dataclass(frozen=True, slots=True)
class _Marks:
    """What may be letters: one entry each."""

    across: npt.NDArray[np.float64]
    """Pixels from the left edge to the middle of each."""
    down: npt.NDArray[np.float64]
    count: npt.NDArray[np.float64]
    """For how many letters each counts."""
    height: float
    """Pixels: the middle of the heights."""


def text_blocks(depth: Picture, ink: Picture, dpi: int) -> Iterator[Picture]:
    """Give blocks of a few lines, dark on white, those with the most letters first; no part comes twice.

    `depth`: (height, width) uint8, how much darker the page is than its paper; `ink`: of the same size, 255
    where it is written; `dpi`: of both. The lines run across.
    """
    marks = _marks(ink, dpi / 25.4)
    if marks is None:
        return
    height, width = ink.shape
    wide, high = (min(side, round(times * marks.height)) for side, times in ((width, _WIDE), (height, _HIGH)))
    cell = max(1.0, _CELL * marks.height)
    shape = (int(height / cell) + 1, int(width / cell) + 1)
    letters = np.zeros(shape, np.float32)
    np.add.at(letters, ((marks.down / cell).astype(int), (marks.across / cell).astype(int)), marks.count)
    size = (max(1, round(wide / cell)), max(1, round(high / cell)))
    while True:
        within = cv2.boxFilter(
            letters, -1, size, anchor=(0, 0), normalize=False, borderType=cv2.BORDER_CONSTANT
        )
        row, column = np.unravel_index(int(np.argmax(within)), within.shape)
        if within[row, column] < _FEW_LETTERS:
            return
        place = letters[row : row + size[1], column : column + size[0]]
        # The letters stand in its middle; else a single line would lie along its edge.
        middle = [(int(marked.min()) + int(marked.max()) + 1) / 2 for marked in np.nonzero(place)]
        top = max(0, min(round((row + middle[0]) * cell - high / 2), height - high))
        left = max(0, min(round((column + middle[1]) * cell - wide / 2), width - wide))
        place[:] = 0
        yield _readable(depth, ink, (top, left, top + high, left + wide), marks.height)


def _marks(ink: Picture, millimetre: float) -> _Marks | None:
    _, stats = components(ink)
    left, top, wide, high, area = (stats[1:, column].astype(np.float64) for column in range(5))
    # What fills its rectangle is a rule, a bar of a bar code or a blot.
    likely = (high > _LETTER_MM[0] * millimetre) & (high < _LETTER_MM[1] * millimetre)
    likely &= (wide > 0.1 * high) & (wide < 2 * _WIDEST * high) & (area < 0.9 * wide * high)
    if np.count_nonzero(likely) < 2:
        return None
    left, top, wide, high = left[likely], top[likely], wide[likely], high[likely]
    count = np.clip(wide / high, 1.0, _WIDEST)
    order = np.argsort(high)
    middle = float(high[order][np.searchsorted(np.cumsum(count[order]), count.sum() / 2)])
    alike = (high > 0.5 * middle) & (high < 2.5 * middle)
    return _Marks((left + wide / 2)[alike], (top + high / 2)[alike], count[alike], middle)


def _readable(depth: Picture, ink: Picture, place: tuple[int, int, int, int], letter: float) -> Picture:
    """Cut the place out between lines and words, black on white, its letters as high as can be read best."""
    top, left, bottom, right = place
    part = ink[top:bottom, left:right]
    rows, columns = (np.count_nonzero(part, axis=axis) for axis in (1, 0))
    reach = max(1, round(1.6 * letter))
    first, last = _gaps(rows, reach)
    start, end = _gaps(columns, reach)
    cut: Picture = depth[top + first : top + last, left + start : left + end]
    marked = cut[part[first:last, start:end] > 0]
    full = max(_LEAST_DEPTH, float(np.percentile(marked, _STRONG))) if marked.size else 255.0
    grey = cv2.bitwise_not(cv2.convertScaleAbs(cut, alpha=255 / full))
    scale = min(_LARGEST_SCALE, _READ_PX / letter)
    way = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=way), np.uint8)


def _gaps(inked: npt.NDArray[np.intp], reach: int) -> tuple[int, int]:
    """Give where to cut near either end, so that no line or word is cut in two where that can be helped."""
    reach = min(reach, len(inked) // 3)
    if reach < 1:
        return 0, len(inked)
    first = int(np.argmin(inked[:reach]))
    last = len(inked) - int(np.argmin(inked[::-1][:reach]))
    return first, last
