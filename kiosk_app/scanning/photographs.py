"""Finds parts that are not ink on paper: photographs, tinted cards, pictures with continuous tones."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.encode import averaged
from kiosk_app.scanning.ink import components, largest

Picture = npt.NDArray[np.uint8]
_WORK_DPI = 75
_STROKE_MM = 2.0
"""Strokes are thinner than this. Removing everything thinner leaves the background."""
_SMALLEST_MM = 12.0
_NOT_PAPER = 20.0
"""Difference (0–255) to the paper around from which a background is not paper. Shine-through is below 15."""
_FLAT = 7.0
"""Standard deviation up to which a background is an even tint, which layers represent well."""
_GROWN_MM = 1.5


def photographs(pixels: Picture, dpi: float) -> tuple[Box, ...]:
    """Give the boxes of pictures, at least 12 mm on each side. `pixels`: (height, width, 3) uint8, BGR."""
    scale = min(1.0, _WORK_DPI / dpi)
    small = averaged(pixels, scale)
    millimetre = dpi * scale / 25.4
    reach = max(3, round(_STROKE_MM * millimetre)) | 1
    ground = np.asarray(cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, _disk(reach)), np.uint8)
    away = largest(np.asarray(cv2.absdiff(ground, _paper_colour(ground)), np.uint8))
    other = (away > _NOT_PAPER).astype(np.uint8)
    # The closing ate as much from the rim of a picture that is brighter than its neighbourhood.
    solid = cv2.morphologyEx(other, cv2.MORPH_OPEN, _disk(max(3, round(4.0 * millimetre)) | 1))
    joined = np.asarray(cv2.morphologyEx(solid, cv2.MORPH_CLOSE, _disk(reach)), np.uint8)
    labels, stats = components(joined)
    grown = _GROWN_MM * millimetre
    boxes = []
    for index in range(1, len(stats)):
        left, top, wide, high, area = (int(value) for value in stats[index])
        if min(wide, high) < _SMALLEST_MM * millimetre or area < 0.5 * wide * high:
            continue
        inside = (labels[top : top + high, left : left + wide] == index).astype(np.uint8)
        core = cv2.erode(inside, _disk(reach)) > 0
        tones = ground[top : top + high, left : left + wide][core]
        if tones.size == 0 or float(tones.astype(np.float32).std(axis=0).max()) < _FLAT:
            continue
        boxes.append(
            Box(
                max(0, int((left - grown) / scale)),
                max(0, int((top - grown) / scale)),
                min(pixels.shape[1], int((left + wide + grown) / scale)),
                min(pixels.shape[0], int((top + high + grown) / scale)),
            )
        )
    return tuple(boxes)


def _paper_colour(ground: Picture) -> npt.NDArray[np.float64]:
    """Give the commonest bright colour."""
    flat = ground[::2, ::2].reshape(-1, 3)
    brightness = np.minimum(np.minimum(flat[:, 0], flat[:, 1]), flat[:, 2])
    # Most of a page may be picture. Its paper is the brightest colour that covers more than a spot.
    bright = flat[brightness >= np.percentile(brightness, 85) - 12.0]
    # Four values, because OpenCV takes an array of four for one pixel.
    return np.array([*np.floor(np.median(bright, axis=0)), 0.0])


def _disk(size: int) -> Picture:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)
