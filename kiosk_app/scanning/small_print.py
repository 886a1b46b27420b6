"""Tells a page whose print is too small for its scan: its strokes are a dot wide, its marks two dots high."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import components, ink_mask

Picture = npt.NDArray[np.uint8]
_LEAST_DPI = 200
"""A coarser scan is kept as a picture, which shows what the scan shows."""
_SMALL_PX = 10.0
"""Small letters are less high, in dots of the scan: at 200 dpi 6 points make 9 of them, 7 points 11."""
_MARK_PX, _HIGHEST_PX = 5, 40
_FEW = 60
_CAPITAL = 1.6
"""So much higher are capitals: most of what is written is no larger than the small print."""
_ALIKE = 0.7
"""Hardly a mark is lower than this share of a small letter; in pictures and texture most are."""


def prints_small(dark: Picture, dpi: int) -> bool:
    """Whether most letters of a page are too small for its scan; a note in small print is none.

    `dark`: (height, width) uint8, the darkest channel of the level page.
    """
    if dpi < _LEAST_DPI:
        return False
    _, stats = components(ink_mask(dark, dpi))
    wide, high = stats[1:, 2], stats[1:, 3]
    letters = high[(high >= _MARK_PX) & (high < _HIGHEST_PX) & (wide < 3 * high)]
    if len(letters) < _FEW:
        return False
    lowest, small, highest = np.percentile(letters, (10, 30, 80))
    return bool(small < _SMALL_PX and lowest >= _ALIKE * small and highest < _CAPITAL * _SMALL_PX)
