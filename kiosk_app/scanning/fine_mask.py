"""Draws a mask of ink between the dots of its scan where letters are small.

With one bit a dot, the stroke that makes a đ of a d may be a single dot high; the greys of the scan say where
between two dots its edge lies.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import components

Picture = npt.NDArray[np.uint8]
_SMALL_PX = 21.0
"""Small letters less high than that, in dots of the scan, are drawn finer: 9 points at 300 dpi, 13 at 200."""
_SMALL_SHARE = 30
"""Percentage of marks below which the small letters' height is taken: others are capitals and figures."""
_LETTER_MM = (1.0, 6.0)
_FEW = 20
_BAND_ROWS, _BESIDE_ROWS = 256, 6
"""Even, so that bands begin at whole rows of the finer mask."""
_AROUND_PX = 5


def has_small_letters(mask: Picture, mask_dpi: float, dpi: float) -> bool:
    """Tell whether the letters of a page are small for its scan at `dpi`. `mask`: the ink at `mask_dpi`."""
    _, stats = components(np.asarray(cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1], np.uint8))
    high = stats[1:, 3] / mask_dpi * 25.4
    letters = high[(high > _LETTER_MM[0]) & (high < _LETTER_MM[1]) & (stats[1:, 2] < 3 * stats[1:, 3])]
    return len(letters) >= _FEW and float(np.percentile(letters, _SMALL_SHARE)) / 25.4 * dpi < _SMALL_PX


def drawn_finer(mask: Picture, dark: Picture) -> Picture:
    """Give the mask half as fine again, its edges where the page is half as dark as the stroke.

    `mask`: (height, width) uint8, 255 is ink; `dark`: the page of that size, (height, width) uint8.
    """
    height, width = mask.shape
    made = np.empty((_finer_side(height), _finer_side(width)), np.uint8)
    for top in range(0, height, _BAND_ROWS):
        # Some rows more on either side, so that bands join without a seam.
        first, last = max(0, top - _BESIDE_ROWS), min(height, top + _BAND_ROWS + _BESIDE_ROWS)
        band = _finer(mask[first:last], dark[first:last])
        begin, end = _finer_side(top), _finer_side(min(height, top + _BAND_ROWS))
        shift = _finer_side(first)
        made[begin:end] = band[begin - shift : end - shift]
    return made


def _finer_side(side: int) -> int:
    return side + (side + 1) // 2


def _finer(mask: Picture, dark: Picture) -> Picture:
    size = (_finer_side(mask.shape[1]), _finer_side(mask.shape[0]))
    base = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    if not cv2.countNonZero(mask):
        return np.asarray(base, np.uint8)
    three = np.ones((3, 3), np.uint8)
    rim = cv2.subtract(cv2.dilate(mask, three), cv2.erode(mask, three))
    halfway = np.asarray(
        cv2.addWeighted(_mean(dark, mask), 0.5, _mean(dark, cv2.bitwise_not(mask)), 0.5, 0.0)
    )
    border, level = (
        cv2.resize(plane, size, interpolation=way)
        for plane, way in ((halfway, cv2.INTER_LINEAR), (dark, cv2.INTER_CUBIC))
    )
    inked = cv2.compare(level, border, cv2.CMP_LT)
    unsure = cv2.resize(rim, size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.bitwise_or(cv2.copyTo(inked, unsure), cv2.subtract(base, unsure)), np.uint8)


def _mean(dark: Picture, chosen: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """Give the mean of what is chosen around each dot; 0 where nothing is, which no rim is near."""
    around = (_AROUND_PX, _AROUND_PX)
    summed = cv2.blur(cv2.copyTo(dark, chosen).astype(np.float32), around)
    weight = cv2.blur(chosen, around).astype(np.float32)
    return cv2.convertScaleAbs(np.multiply(summed / np.maximum(weight, 1), 255, dtype=np.float32))
