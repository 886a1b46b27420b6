"""Tells an empty side from one that carries a little: a seal, a signature, a line in pencil."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import components, darkest, largest

Picture = npt.NDArray[np.uint8]
_WORK_DPI = 100
_STROKE_MM = 2.2
"""Marks wider than this are not writing but stains, shadows of folds, or punch holes."""
_MARGIN_MM = 4.0


_CELL_MM = 3.0
_GREY_CELL = 22.0
"""How much darker (0–255) than paper a cell of 3 mm is in every colour where print has run into a blur.

Shine-through stays below 12, a stain is bright in red, and so is a seal."""


def smeared_mm2(pixels: Picture, dpi: int) -> float:
    """Give the area, in square millimetres, that is grey without strokes: print blurred beyond recognition.

    `pixels`: (height, width, 3) uint8, BGR.
    """
    cell = max(1, round(_CELL_MM / 25.4 * dpi))
    size = (max(3, pixels.shape[1] // cell), max(3, pixels.shape[0] // cell))
    coarse = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    margin = max(1, round(_MARGIN_MM * 2 / _CELL_MM))
    inner = np.ascontiguousarray(largest(np.asarray(coarse, np.uint8))[margin:-margin, margin:-margin])
    if min(inner.shape, default=0) < 3:
        return 0.0
    paper = cv2.morphologyEx(inner, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    return float(np.count_nonzero(cv2.subtract(paper, inner) > _GREY_CELL)) * _CELL_MM**2


def ink_area_mm2(pixels: Picture, dpi: int, contrast: float) -> float:
    """Give how much of a side is covered by strokes, in square millimetres.

    `pixels`: (height, width, 3) uint8, BGR; `contrast`: by how much (0–255) a stroke is darker than what lies
    around it. What shines through from the other side is paler and softer than that.
    """
    scale = min(1.0, _WORK_DPI / dpi)
    dark = cv2.resize(darkest(pixels), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    millimetre = dpi * scale / 25.4
    margin = round(_MARGIN_MM * millimetre)
    inner = dark[margin:-margin, margin:-margin]
    if min(inner.shape[:2], default=0) < 3 * millimetre:
        inner = dark
    reach = max(3, round(_STROKE_MM * millimetre)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    # The grain is removed first: in a noisy page the brightest pixel nearby is brighter than the paper.
    soft = cv2.medianBlur(np.ascontiguousarray(inner), 3)
    strokes = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, kernel)
    marked = (strokes > contrast).astype(np.uint8)
    _, stats = components(marked)
    areas = stats[1:, 4].astype(np.float64)
    # Marks as small as a dot are dust, not letters.
    longest = np.maximum(stats[1:, 2], stats[1:, 3])
    return float(areas[longest >= 1.1 * millimetre].sum()) / millimetre**2
