"""Finds by how much a page was fed askew, and turns it back."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
RANGE_DEG = 6.0
_WORK_PX = 1000
_LEAST_INK = 0.001
_LEAST_PX = 30


def skew_of(pixels: Picture) -> float:
    """Estimate the skew in degrees, positive anticlockwise, within ±6; 0.0 when there is too little ink.

    Rows of text are sharpest in the profile of row sums when they are level (projection profiles); the page
    may also lie on its side.
    """
    level = text_ink(pixels)
    if float(np.count_nonzero(level)) < _LEAST_INK * level.size:
        return 0.0
    sideways = np.asarray(cv2.rotate(level, cv2.ROTATE_90_CLOCKWISE), np.uint8)
    angle, sharp = _coarsely(level)
    angle_sideways, sharp_sideways = _coarsely(sideways)
    lies_on_side = sharp_sideways > 1.15 * sharp
    return round(_finely(sideways, angle_sideways) if lies_on_side else _finely(level, angle), 2)


def text_ink(pixels: Picture) -> Picture:
    """Give 255 where something of the size of letters stands, on the page scaled to at most 1000 pixels."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    scale = _WORK_PX / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    # The margin carries shadows and edges of the sheet, which are not level with the text.
    margin = max(1, round(0.03 * min(ink.shape)))
    if min(ink.shape) < _LEAST_PX:
        return np.zeros_like(ink)
    inner: Picture = np.ascontiguousarray(ink[margin:-margin, margin:-margin], np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=8)
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    # Long rules are level with the text, too; pictures, seals and signatures are not.
    rule = (np.minimum(wide, high) < 0.02 * np.maximum(wide, high) + 6) & (np.maximum(wide, high) > 60)
    keep = ((np.maximum(wide, high) < 90) & (area > 2)) | rule
    keep[0] = False
    if count < 2:
        return np.zeros_like(inner)
    return np.asarray(keep[labels].astype(np.uint8) * 255, np.uint8)


def turned(pixels: Picture, skew_deg: float) -> Picture:
    """Give the page turned level, same size, corners filled with the colour of its paper."""
    if abs(skew_deg) < 0.05:
        return pixels
    height, width = pixels.shape[:2]
    paper = paper_colour(pixels)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew_deg, 1.0)
    return np.asarray(
        cv2.warpAffine(
            pixels,
            matrix,
            (width, height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper,
        ),
        np.uint8,
    )


def paper_colour(pixels: Picture) -> list[float]:
    """Give blue, green, red that 80 % of the page lie below."""
    step = max(1, max(pixels.shape[:2]) // 220)
    return [float(value) for value in np.percentile(pixels[::step, ::step].reshape(-1, 3), 80, axis=0)]


def _coarsely(ink: Picture) -> tuple[float, float]:
    half: Picture = np.ascontiguousarray(cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    sharp = {
        angle: _sharpness(half, angle) for angle in np.arange(-RANGE_DEG, RANGE_DEG + 0.01, 0.5).tolist()
    }
    best = max(sharp, key=sharp.__getitem__)
    return float(best), sharp[best]


def _finely(ink: Picture, near: float) -> float:
    @cache
    def sharpness(tenth: int) -> float:
        return _sharpness(ink, near + tenth / 10, cv2.INTER_LINEAR)

    best = max(range(-5, 6), key=sharpness)
    fine = near + best / 10
    left, middle, right = sharpness(best - 1), sharpness(best), sharpness(best + 1)
    bend = left - 2 * middle + right
    top = 0.05 * (left - right) / bend if bend < 0 else 0.0
    return fine + max(-0.1, min(0.1, top))


def _sharpness(ink: Picture, angle: float, way: int = cv2.INTER_NEAREST) -> float:
    height, width = ink.shape
    # A shear is a rotation for such small angles, and cheaper.
    shear = np.tan(np.deg2rad(angle))
    matrix = np.array([[1.0, 0.0, 0.0], [shear, 1.0, -shear * width / 2]], np.float32)
    sheared = cv2.warpAffine(ink, matrix, (width, height), flags=way)
    rows = cv2.reduce(sheared, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel().astype(np.float64)
    return float(np.square(np.diff(rows)).sum())
