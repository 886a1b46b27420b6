"""Finds by how much a page was fed askew, and turns it back."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
RANGE_DEG = 5.0
_WORK_PX = 900
_LEAST_INK = 0.002


def skew_of(pixels: Picture) -> float:
    """Estimate the skew in degrees, positive anticlockwise, within ±5; 0.0 when there is too little ink.

    Rows of text are sharpest in the profile of row sums when they are level (projection profiles).
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    scale = _WORK_PX / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    # The margin carries shadows and edges of the sheet, which are not level with the text.
    margin = round(0.03 * min(ink.shape))
    level: Picture = np.ascontiguousarray(ink[margin:-margin, margin:-margin], np.uint8)
    if float(np.count_nonzero(level)) < _LEAST_INK * level.size:
        return 0.0

    def sharpness(angle: float) -> float:
        return _sharpness(level, angle)

    coarse = float(max(np.arange(-RANGE_DEG, RANGE_DEG + 0.01, 0.5).tolist(), key=sharpness))
    fine = float(max(np.arange(coarse - 0.5, coarse + 0.51, 0.05).tolist(), key=sharpness))
    return round(fine, 2)


def turned(pixels: Picture, skew_deg: float) -> Picture:
    """Give the page turned level, same size, corners filled with the colour of its paper."""
    if abs(skew_deg) < 0.05:
        return pixels
    height, width = pixels.shape[:2]
    paper = np.percentile(pixels[::16, ::16].reshape(-1, 3), 80, axis=0)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew_deg, 1.0)
    return np.asarray(
        cv2.warpAffine(
            pixels,
            matrix,
            (width, height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=[float(value) for value in paper],
        ),
        np.uint8,
    )


def _sharpness(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    # A shear is a rotation for such small angles, and cheaper.
    shear = np.tan(np.deg2rad(angle))
    matrix = np.array([[1.0, 0.0, 0.0], [shear, 1.0, -shear * width / 2]], np.float32)
    sheared = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_NEAREST)
    rows = sheared.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
