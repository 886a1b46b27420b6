"""Where the ink is: a sharp mask of a page, for black print, pale pencil, red seals and blue pens alike."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import halved, shrunk

Picture = npt.NDArray[np.uint8]
_LEAST_CONTRAST = 26.0
"""What is less below its paper, averaged over a third of a millimetre, is shine-through or stain."""
_SPECK_PX = 7
_BAND_ROWS = 64


def darkest(pixels: Picture) -> Picture:
    """Give the smallest of the three channels: coloured ink is dark in at least one of them."""
    dark = np.empty(pixels.shape[:2], np.uint8)
    # Planes of some rows at a time stay in the cache; those of a whole page do not.
    for top in range(0, pixels.shape[0], _BAND_ROWS):
        blue, green, red = cv2.split(pixels[top : top + _BAND_ROWS])
        dark[top : top + _BAND_ROWS] = cv2.min(cv2.min(blue, green), red)
    return dark


def largest(pixels: Picture) -> Picture:
    """Give the largest of the three channels, faster than numpy's own along a last axis of three."""
    return np.maximum(np.maximum(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])


def components(marks: Picture) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Tell apart what hangs together, diagonally too: a label for each pixel, 0 where nothing is marked.

    For each label there is a row of OpenCV's stats: left, top, width, height, area.
    `marks`: (height, width) uint8.
    """
    height, width = marks.shape
    # OpenCV's fastest way looks at blocks of two by two, and wants whole ones.
    even = cv2.copyMakeBorder(marks, 0, height % 2, 0, width % 2, cv2.BORDER_CONSTANT, value=0)
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(even, 8, cv2.CV_32S, cv2.CCL_BBDT)
    return np.asarray(labels[:height, :width], np.int32), np.asarray(stats, np.int32)


def paper_level(dark: Picture, dpi: float, reach_mm: float = 12.0) -> Picture:
    """Give the brightness of the paper around each pixel, coarsely: what is brightest within reach."""
    cell = max(1, round(dpi / 19))
    coarse = shrunk(dark, cell)
    reach = max(3, round(reach_mm / 25.4 * dpi / cell)) | 1
    brightest = cv2.dilate(coarse, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    return np.asarray(
        cv2.GaussianBlur(cv2.erode(brightest, np.ones((reach, reach), np.uint8)), (0, 0), 2), np.uint8
    )


def noise_of(dark: Picture) -> float:
    """Give the standard deviation of the grain (Immerkær 1996; by the median, which ink cannot move)."""
    part: Picture = np.ascontiguousarray(dark[:: max(1, dark.shape[0] // 300), :])
    second = cv2.filter2D(part, cv2.CV_16S, np.array([[1.0, -2.0, 1.0]]))[:, 1:-1]
    counts = np.bincount(np.abs(second).ravel())
    # The median of whole numbers, counted instead of sorted.
    middle = int(np.searchsorted(np.cumsum(counts), second.size / 2))
    return float(middle / 0.6745 / np.sqrt(6.0))


def denoised(pixels: Picture) -> Picture:
    """Take the grain out of a page that is kept as a picture: it costs more bytes than what is written.

    `pixels`: (height, width, 3) uint8, BGR.
    """
    return _smoothed(pixels, noise_of(pixels[:, :, 1]))[0]


def ink_mask(dark: Picture, dpi: int) -> Picture:
    """Give 255 where there is ink, else 0. `dark`: (height, width) uint8, the darkest channel of the page."""
    noise = noise_of(dark)
    height, width = dark.shape
    middle = halved(halved(dark))
    level = cv2.resize(paper_level(middle, dpi / 4), (middle.shape[1], middle.shape[0]))
    window = max(3, round(dpi / 4 * 0.09)) | 1
    lowest = cv2.blur(cv2.erode(middle, np.ones((window, window), np.uint8)), (window, window))
    smooth, left = _smoothed(dark, noise)
    contrast = np.arange(256.0)
    depth = np.where(contrast > _LEAST_CONTRAST, contrast * 0.5, np.maximum(1.6 * _LEAST_CONTRAST, 5 * noise))
    depth = np.ceil(np.clip(depth, max(14.0, 4.0 * left), 255)).astype(np.uint8)
    border = cv2.subtract(level, cv2.LUT(cv2.subtract(level, lowest), depth))
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
