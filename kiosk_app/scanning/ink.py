"""Where the ink is: a sharp mask of a page, for black print, pale pencil, red seals and blue pens alike."""

from __future__ import annotations

from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Value = TypeVar("Value", np.uint8, np.int16, np.float32)
_LEAST_CONTRAST = 26.0
"""What is less below its paper, averaged over a third of a millimetre, is shine-through or stain."""
_SPECK_PX = 7


def darkest(pixels: Picture) -> Picture:
    """Give the smallest of the three channels: coloured ink is dark in at least one of them."""
    return np.minimum(np.minimum(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])


def largest(values: npt.NDArray[Value]) -> npt.NDArray[Value]:
    """Give the largest of the three channels; an order faster than numpy's own along a last axis of three."""
    largest_yet: npt.NDArray[Value] = np.maximum(values[:, :, 0], values[:, :, 1])
    return np.maximum(largest_yet, values[:, :, 2])


def paper_level(dark: Picture, dpi: float, reach_mm: float = 12.0) -> Picture:
    """Give the brightness of the paper around each pixel, coarsely: what is brightest within reach."""
    cell = max(1, round(dpi / 19))
    size = (max(1, dark.shape[1] // cell), max(1, dark.shape[0] // cell))
    coarse = cv2.resize(dark, size, interpolation=cv2.INTER_AREA)
    reach = max(3, round(reach_mm / 25.4 * dpi / cell)) | 1
    brightest = cv2.dilate(coarse, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    return np.asarray(
        cv2.GaussianBlur(cv2.erode(brightest, np.ones((reach, reach), np.uint8)), (0, 0), 2), np.uint8
    )


def noise_of(dark: Picture) -> float:
    """Give the standard deviation of the grain (Immerkær 1996; by the median, which ink cannot move)."""
    part = dark[:: max(1, dark.shape[0] // 300), :].astype(np.int16)
    second = part[:, :-2] - 2 * part[:, 1:-1] + part[:, 2:]
    return float(np.median(np.abs(second)) / 0.6745 / np.sqrt(6.0))


def calmed(pixels: Picture) -> Picture:
    """Take the grain out of a page that is kept as a picture: it costs more bytes than what is written.

    `pixels`: (height, width, 3) uint8, BGR.
    """
    return _smoothed(pixels, noise_of(pixels[:, :, 1]))[0]


def ink_mask(pixels: Picture, dpi: int) -> Picture:
    """Give 255 where there is ink, else 0: (height, width) uint8. `pixels`: (height, width, 3), BGR."""
    dark = darkest(pixels)
    noise = noise_of(dark)
    height, width = dark.shape
    quarter = (max(1, width // 4), max(1, height // 4))
    middle = cv2.resize(dark, quarter, interpolation=cv2.INTER_AREA)
    level = cv2.resize(paper_level(np.asarray(middle, np.uint8), dpi / 4), quarter).astype(np.float32)
    window = max(3, round(dpi / 4 * 0.09)) | 1
    lowest = cv2.blur(cv2.erode(middle, np.ones((window, window), np.uint8)), (window, window))
    contrast = level - lowest
    depth = np.where(contrast > _LEAST_CONTRAST, contrast * 0.5, np.maximum(1.6 * _LEAST_CONTRAST, 5 * noise))
    smooth, left = _smoothed(dark, noise)
    depth = np.maximum(depth, max(14.0, 4.0 * left))
    border = np.clip(level - depth, 0, 255).astype(np.uint8)
    full = cv2.resize(border, (width, height), interpolation=cv2.INTER_LINEAR)
    mask = cv2.compare(smooth, full, cv2.CMP_LT)
    crowded = cv2.threshold(cv2.blur(mask, (7, 7)), 255 * _SPECK_PX // 49 - 1, 255, cv2.THRESH_BINARY)[1]
    return np.asarray(cv2.bitwise_and(mask, crowded), np.uint8)


def _smoothed(dark: Picture, noise: float) -> tuple[Picture, float]:
    """Blur no more than the grain asks for; give what is left of the grain, too."""
    if noise < 1.5:
        return dark, noise
    if noise < 7:
        return np.asarray(cv2.GaussianBlur(dark, (3, 3), 0.7), np.uint8), noise * 0.45
    return np.asarray(cv2.GaussianBlur(dark, (5, 5), 1.1), np.uint8), noise * 0.27
