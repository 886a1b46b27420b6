"""Finds by how much a page was fed askew."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import halved, within
from kiosk_app.scanning.ink import components

Picture = npt.NDArray[np.uint8]
RANGE_DEG = 6.0
_WORK_PX = 1000
_LEAST_INK = 0.001
_LEAST_PX = 30
_COLUMN_PX = 4


def skew_of(grey: Picture) -> float:
    """Estimate the skew in degrees, positive anticlockwise, within ±6; 0.0 when there is too little ink.

    Rows of text are sharpest in the profile of row sums when they are level (projection profiles); the page
    may also lie on its side. `grey`: (height, width) uint8.
    """
    level = text_ink(grey)
    if float(np.count_nonzero(level)) < _LEAST_INK * level.size:
        return 0.0
    sideways = np.asarray(cv2.rotate(level, cv2.ROTATE_90_CLOCKWISE), np.uint8)
    angle, sharp = _coarsely(level)
    angle_sideways, sharp_sideways = _coarsely(sideways)
    lies_on_side = sharp_sideways > 1.15 * sharp
    return round(_finely(sideways, angle_sideways) if lies_on_side else _finely(level, angle), 2)


def text_ink(grey: Picture) -> Picture:
    """Give 255 where something of the size of letters stands, on the page scaled to at most 1000 pixels."""
    small = within(grey, _WORK_PX)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    # The margin carries shadows and edges of the sheet, which are not level with the text.
    margin = max(1, round(0.03 * min(ink.shape)))
    if min(ink.shape) < _LEAST_PX:
        return np.zeros_like(ink)
    inner: Picture = np.ascontiguousarray(ink[margin:-margin, margin:-margin], np.uint8)
    labels, stats = components(inner)
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    # Long rules are level with the text, too; pictures, seals and signatures are not.
    rule = (np.minimum(wide, high) < 0.02 * np.maximum(wide, high) + 6) & (np.maximum(wide, high) > 60)
    keep = ((np.maximum(wide, high) < 90) & (area > 2)) | rule
    keep[0] = False
    return np.take(np.where(keep, 255, 0).astype(np.uint8), labels)


def paper_colour(pixels: Picture) -> list[float]:
    """Give what 80 % of the page lie below, channel by channel; a grey page, (height, width), has one."""
    step = max(1, max(pixels.shape[:2]) // 220)
    seen = pixels[::step, ::step]
    return [float(value) for value in np.atleast_1d(np.percentile(seen, 80, axis=(0, 1)))]


def _coarsely(ink: Picture) -> tuple[float, float]:
    columns = _columns(halved(ink))
    sharp = {
        angle: _sharpness(columns, angle) for angle in np.arange(-RANGE_DEG, RANGE_DEG + 0.01, 0.5).tolist()
    }
    best = max(sharp, key=sharp.__getitem__)
    return float(best), sharp[best]


def _finely(ink: Picture, near: float) -> float:
    columns = _columns(ink)

    @cache
    def sharpness(tenth: int) -> float:
        return _sharpness(columns, near + tenth / 10, cv2.INTER_LINEAR)

    best = max(range(-5, 6), key=sharpness)
    fine = near + best / 10
    left, middle, right = sharpness(best - 1), sharpness(best), sharpness(best + 1)
    bend = left - 2 * middle + right
    top = 0.05 * (left - right) / bend if bend < 0 else 0.0
    return fine + max(-0.1, min(0.1, top))


def _columns(ink: Picture) -> Picture:
    """Average every four columns into one: sums along rows need no more, however the rows slope.

    At six degrees a row rises by less than half a pixel over them.
    """
    size = (max(1, ink.shape[1] // _COLUMN_PX), ink.shape[0])
    whole: Picture = ink[:, : size[0] * _COLUMN_PX]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)


def _sharpness(columns: Picture, angle: float, way: int = cv2.INTER_NEAREST) -> float:
    height, width = columns.shape
    # A shear is a rotation for such small angles, and cheaper.
    shear = np.tan(np.deg2rad(angle)) * _COLUMN_PX
    matrix = np.array([[1.0, 0.0, 0.0], [shear, 1.0, -shear * width / 2]], np.float32)
    sheared = cv2.warpAffine(columns, matrix, (width, height), flags=way)
    rows = cv2.reduce(sheared, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel().astype(np.float64)
    return float(np.square(np.diff(rows)).sum())
