"""Finds by how much a page was fed askew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import halved, within
from kiosk_app.scanning.ink import chosen, components

Picture = npt.NDArray[np.uint8]
MOST_SKEW_DEG = 20.0
"""What is turned back; paper that lies further askew is scanned again."""
_WIDEST_DEG = 45.0
_STEP_DEG = 0.5
_SURE = 5.5
"""How many times as sharp the rows are at the best angle as at the middle one.

Text has 8 and more, the letters around a seal 4.6 at most."""
_ALONE = 1.2
"""How many times as sharp as at any angle that is not near the best one."""
_NEAR_DEG = 2.0
_OTHER_AXIS = 1.15
_WORK_PX = 1000
_LEAST_INK = 0.0004
_LEAST_PX = 30
_RULE_PX = 3.2
"""Thicker than a rule that runs askew; a signature winds and covers more for its length."""
_COLUMN_PX = 4


@dataclass(frozen=True, slots=True)
class Skew:
    """How the text of a page is turned."""

    degrees: float
    """Positive anticlockwise; 0.0 when there is too little text to tell."""
    too_far: bool = False
    """Whether it lies further askew than is turned back."""


def skew_of(grey: Picture) -> Skew:
    """Estimate the skew of a page by its text.

    Rows of text are sharpest in the profile of row sums when they are level (projection profiles); the page
    may also lie on its side. `grey`: (height, width) uint8.
    """
    level = text_ink(grey)
    if float(np.count_nonzero(level)) < _LEAST_INK * level.size:
        return Skew(0.0)
    sideways = np.asarray(cv2.rotate(level, cv2.ROTATE_90_CLOCKWISE), np.uint8)
    across, down = _Peak.of(level, MOST_SKEW_DEG), _Peak.of(sideways, MOST_SKEW_DEG)
    best, ink = (down, sideways) if down.height > _OTHER_AXIS * across.height else (across, level)
    if best.sure:
        return Skew(round(_finely(ink, best.degrees), 2))
    wide = _Peak.of(level, _WIDEST_DEG), _Peak.of(sideways, _WIDEST_DEG)
    return Skew(0.0, any(peak.sure and abs(peak.degrees) > MOST_SKEW_DEG for peak in wide))


@dataclass(frozen=True, slots=True)
class _Peak:
    """At which angle the rows are sharpest."""

    degrees: float
    height: float
    sure: bool

    @classmethod
    def of(cls, ink: Picture, widest: float) -> _Peak:
        """Look at every half degree up to the widest."""
        columns = _columns(halved(ink))
        angles = np.arange(-widest, widest + 0.01, _STEP_DEG)
        sharp = np.array([_sharpness(columns, float(angle)) for angle in angles])
        best = int(sharp.argmax())
        apart = sharp[np.abs(angles - angles[best]) > _NEAR_DEG]
        height = float(sharp[best])
        sure = height > _SURE * float(np.median(sharp)) and height > _ALONE * float(apart.max())
        return cls(float(angles[best]), height, sure)


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
    longest = np.hypot(wide, high)
    level = np.minimum(wide, high) < 0.02 * np.maximum(wide, high) + 6
    slanted = (np.minimum(wide, high) < 0.5 * np.maximum(wide, high)) & (area < _RULE_PX * longest)
    rule = (level | slanted) & (np.maximum(wide, high) > 60)
    keep = ((np.maximum(wide, high) < 90) & (area > 2)) | rule
    keep[0] = False
    return chosen(labels, keep)


def paper_colour(pixels: Picture) -> list[float]:
    """Give what 80 % of the page lie below, channel by channel; a grey page, (height, width), has one."""
    step = max(1, max(pixels.shape[:2]) // 220)
    seen = pixels[::step, ::step]
    return [float(value) for value in np.atleast_1d(np.percentile(seen, 80, axis=(0, 1)))]


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

    At ten degrees a row rises by less than a pixel over them.
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
