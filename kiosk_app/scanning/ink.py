"""Where the ink is: a sharp mask of a page, for black print, pale pencil, red seals and blue pens alike."""

from __future__ import annotations

from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import halved, shrunk

Picture = npt.NDArray[np.uint8]
Number = TypeVar("Number", bound=np.generic)
_LEAST_DEPTH = 9.0
"""What is less (0–255) below its paper no reader sees."""
_GRAINS = 4.5
"""How many times the standard deviation of the grain ink is darker than paper at least."""
_PALE = 46
"""What is less below its paper is ink only with sharp edges: shine-through reaches so far."""
_SHARP = 0.42
"""Share of its depth by which the rim of a sharp stroke is darker than what lies around it."""
_THIN = 0.22
"""Share of the strongest stroke nearby that a thin mark beside it must reach."""
_THIN_MM = 0.32
"""How far away on either side a pixel must be darker to be part of a thin mark."""
_AROUND_MM = 0.75
"""Side of the square whose mean a sharp rim stands out from."""
_STROKES_MM = 1.6
"""Within this distance the strongest stroke says what ink is: what has half of its depth."""
_SHARP_WITHIN_MM = 1.0
"""Pale ink must have a sharp rim within this distance."""
_SHARE_SHARP = 0.25
"""Share of a mark from which all of it is sharp: a thick stem is as blunt in its middle as shine-through."""
_SPECK_PX = 3
"""Fewer dark pixels in a square of five by five are a speck."""
_BAND_ROWS = 64
"""Rows that are worked on together, so that what they need stays in the processor's cache."""
_DARK_PAPER = 110.0
"""Least brightness (0–255) of tinted paper in each channel; covers and pictures are darker."""
_LEAST_TINT, _MOST_TINT = 10.0, 80.0
"""How far apart (0–255) the channels of tinted paper are; less is white, more is a cover or a picture."""
_SAME_TINT = 0.05
"""How far a pixel's channels, as shares of its brightest one, may be from the paper's to be paper too."""
_LEAST_PAPER = 0.3
"""Share of a page that must have the paper's tint."""
Tint = tuple[float, float, float]
"""By how much (0–255) the paper is darker in blue, green and red than in its brightest channel."""
NO_TINT: Tint = (0.0, 0.0, 0.0)


def darkest(pixels: Picture, tint: Tint = NO_TINT) -> Picture:
    """Give the smallest of the three channels: coloured ink is dark in at least one of them.

    `tint`: of the paper. On tan paper pale blue ink is dark in red only, in which the paper is bright.
    """
    dark = np.empty(pixels.shape[:2], np.uint8)
    # Planes of some rows at a time stay in the cache; those of a whole page do not.
    for top in range(0, pixels.shape[0], _BAND_ROWS):
        blue, green, red = (
            cv2.convertScaleAbs(plane, beta=lacking) if lacking else plane
            for plane, lacking in zip(cv2.split(pixels[top : top + _BAND_ROWS]), tint, strict=True)
        )
        dark[top : top + _BAND_ROWS] = cv2.min(cv2.min(blue, green), red)
    return dark


def tint_of(pixels: Picture) -> Tint:
    """Give what the paper of a page lacks in each channel; nothing for white paper, dark covers and pictures.

    `pixels`: (height, width, 3) uint8, BGR.
    """
    some = pixels[::8, ::8].reshape(-1, 3).astype(np.float32)
    paper = np.percentile(some, 80, axis=0)
    lacking = paper.max() - paper
    if paper.min() < _DARK_PAPER or not _LEAST_TINT <= lacking.max() <= _MOST_TINT:
        return NO_TINT
    # Paper is of one colour, in this light or that; a picture has many.
    alike = largest(np.abs(some / np.maximum(largest(some), 1)[:, None] - paper / paper.max()))
    if float((alike < _SAME_TINT).mean()) < _LEAST_PAPER:
        return NO_TINT
    blue, green, red = (float(round(part)) for part in lacking)
    return blue, green, red


def largest(pixels: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Give the largest of the three channels, faster than numpy's own along a last axis of three."""
    made: npt.NDArray[Number] = np.maximum(np.maximum(pixels[..., 0], pixels[..., 1]), pixels[..., 2])
    return made


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


def chosen(labels: npt.NDArray[np.int32], which: npt.NDArray[np.bool_]) -> Picture:
    """Give 255 where a label is that is chosen, else 0: (height, width) uint8."""
    signs, made = np.where(which, np.uint8(255), np.uint8(0)), np.empty(labels.shape, np.uint8)
    # numpy makes a wider copy of the labels that it takes by: 100 MB for a poster at once.
    for first in range(0, len(labels), _BAND_ROWS):
        np.take(signs, labels[first : first + _BAND_ROWS], out=made[first : first + _BAND_ROWS], mode="clip")
    return made


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


def ink_mask(dark: Picture, dpi: int, least_depth: float = _LEAST_DEPTH) -> Picture:
    """Give 255 where there is ink, else 0. `dark`: (height, width) uint8, the darkest channel of the page.

    `least_depth`: how much darker (0–255) than its paper ink is at least, where the grain allows.

    A pixel is ink where it is darker than half of what the strokes around it reach, or, for a thin mark
    beside a thick stroke, where it is darker than what lies on both sides of it. What is pale must have sharp
    edges as well: print that shines through from the other side has none.
    """
    noise = noise_of(dark)
    depth = _depth(dark, dpi, noise)
    around = max(5, round(_AROUND_MM / 25.4 * dpi)) | 1
    mean = cv2.blur(depth, (around, around))
    left, usual = _grain_left(depth, mean)
    least = max(least_depth, usual + _GRAINS * left)
    own_strength = _coarse_maximum(depth)
    window = max(3, round(_STROKES_MM / 25.4 * dpi / 4)) | 1
    strongest = cv2.blur(cv2.dilate(own_strength, np.ones((window, window), np.uint8)), (window, window))
    # Where nothing sharp is seen nothing pale is ink.
    edges = _coarse_maximum(cv2.subtract(depth, mean))
    # Planes of the whole page are let go of as soon as they are used up: two screens stand on this machine.
    del mean
    needed = np.maximum(_SHARP * np.arange(256), _GRAINS * left + 1).astype(np.uint8)
    reach = max(3, round(_SHARP_WITHIN_MM / 25.4 * dpi / 4)) | 1
    sharp = cv2.dilate(
        cv2.compare(edges, cv2.LUT(strongest, needed), cv2.CMP_GE), np.ones((reach, reach), np.uint8)
    )
    shallow = cv2.threshold(strongest, _PALE - 1, 255, cv2.THRESH_BINARY_INV)[1]
    half = np.maximum(least, np.arange(256) * 0.5).astype(np.uint8)
    inked = cv2.compare(own_strength, cv2.LUT(strongest, half), cv2.CMP_GT)
    bare = cv2.bitwise_and(shallow, cv2.bitwise_not(sharp))
    if cv2.countNonZero(cv2.bitwise_and(bare, inked)):
        # With what lies beside it, too: the coarse border would reach into the stroke.
        whole = cv2.dilate(_partly(np.asarray(inked, np.uint8), sharp), np.ones((3, 3), np.uint8))
        bare = cv2.bitwise_and(bare, cv2.bitwise_not(whole))
    thin = np.maximum(max(least_depth, _GRAINS * left + 1), np.arange(256) * _THIN).astype(np.uint8)
    mask = _above(depth, cv2.max(cv2.LUT(strongest, half), bare))
    ridges = _ridges(depth, max(2, round(_THIN_MM / 25.4 * dpi)))
    del depth
    stands_out = _above(ridges, cv2.max(cv2.LUT(strongest, thin), bare))
    del ridges
    # The dot of a small letter is two dots of the scan that are dark, and a paler rim, which counts as well.
    crowded = cv2.blur(cv2.bitwise_or(mask, stands_out), (5, 5))
    cv2.threshold(crowded, 255 * _SPECK_PX // 25 - 1, 255, cv2.THRESH_BINARY, dst=crowded)
    # Beside a thick stroke it would only make that thicker.
    alone = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    cv2.bitwise_not(alone, dst=alone)
    cv2.bitwise_and(stands_out, alone, dst=alone)
    cv2.bitwise_and(stands_out, cv2.dilate(alone, np.ones((5, 5), np.uint8)), dst=stands_out)
    del alone
    cv2.bitwise_or(mask, stands_out, dst=mask)
    del stands_out
    return np.asarray(cv2.bitwise_and(mask, crowded, dst=crowded), np.uint8)


def _depth(dark: Picture, dpi: int, noise: float) -> cv2.typing.MatLike:
    """Give by how much each pixel is darker than the paper around it: (height, width) uint8."""
    height, width = dark.shape
    middle = halved(halved(dark))
    level = cv2.resize(paper_level(middle, dpi / 4), (middle.shape[1], middle.shape[0]))
    depth = cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR)
    cv2.subtract(depth, _smoothed(dark, noise)[0], dst=depth)
    return depth


def _above(values: cv2.typing.MatLike, border: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """Give 255 where a value is more than the border, which is coarser; all are (height, width) uint8."""
    size = (values.shape[1], values.shape[0])
    fine = cv2.resize(border, size, interpolation=cv2.INTER_LINEAR)
    return cv2.compare(values, fine, cv2.CMP_GT, dst=fine)


def _partly(marks: Picture, picked: cv2.typing.MatLike) -> Picture:
    """Give 255 on the marks of which a share is picked; all are (height, width) uint8, 255 or 0."""
    labels, stats = components(marks)
    hits = np.bincount(labels[picked > 0], minlength=len(stats))
    keep = hits >= _SHARE_SHARP * stats[:, 4]
    keep[0] = False
    return chosen(labels, keep)


def _ridges(depth: cv2.typing.MatLike, reach: int) -> Picture:
    """Give by how much each pixel is deeper than what lies on both sides of it, across or along the page.

    The rim of a thick stroke has the stroke on one side, and is none.
    """
    made = np.zeros(depth.shape, np.uint8)
    for axis in (0, 1):
        one, middle, other = (
            np.s_[first : depth.shape[axis] - 2 * reach + first] for first in (0, reach, 2 * reach)
        )
        before, here, behind = (depth[part] if axis == 0 else depth[:, part] for part in (one, middle, other))
        ridge = cv2.max(before, behind)
        cv2.subtract(here, ridge, dst=ridge)
        place = made[middle] if axis == 0 else made[:, middle]
        cv2.max(place, ridge, dst=place)
    return made


def _grain_left(depth: cv2.typing.MatLike, mean: cv2.typing.MatLike) -> tuple[float, float]:
    """Give the standard deviation of the grain after smoothing, and how far below its level bare paper lies.

    The grain of many scanners hangs together over some pixels, which `noise_of` does not see.
    """
    some = np.s_[::16, ::2]
    apart = np.abs(np.subtract(depth[some], mean[some], dtype=np.int16))
    return _middle(apart) / 0.6745, _middle(depth[some])


def _middle(values: npt.NDArray[np.generic]) -> float:
    """Give the median of whole numbers, each spread over its step; counting is faster than sorting."""
    counted = np.bincount(values.ravel())
    below = np.concatenate([[0], np.cumsum(counted)])
    return float(np.interp(values.size / 2, below, np.arange(len(below)) - 0.5))


def _coarse_maximum(values: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """Give the largest value of every four by four pixels: a thin stroke counts as much as a thick one."""
    three = np.ones((3, 3), np.uint8)
    half = np.ascontiguousarray(cv2.dilate(values, three)[::2, ::2])
    return np.ascontiguousarray(cv2.dilate(half, three)[::2, ::2])


def smoothed(dark: Picture) -> Picture:
    """Give a plane of a page, blurred no more than its grain asks for: (height, width) uint8."""
    return _smoothed(dark, noise_of(dark))[0]


def _smoothed(dark: Picture, noise: float) -> tuple[Picture, float]:
    """Blur no more than the grain asks for; give what is left of the grain, too."""
    if noise < 1.5:
        return dark, noise
    if noise < 7:
        return np.asarray(cv2.GaussianBlur(dark, (3, 3), 0.7), np.uint8), noise * 0.45
    return np.asarray(cv2.GaussianBlur(dark, (5, 5), 1.1), np.uint8), noise * 0.27
