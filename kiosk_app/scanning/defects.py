"""Measures of what spoils a page: blur, glare, letters that run out of the frame."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import darkest, paper_level

Picture = npt.NDArray[np.uint8]
_SHARP_DPI = 150
_COARSE_DPI = 50
_EDGE_CONTRAST = 36.0
"""Print that runs into a blur is paler than it was: pale strokes count, too."""
_LEAST_EDGES = 8
_WHITE = 250
_FADING_MM, _FADING = 15.0, 0.3
"""A broad lamp fades within so far, over such a share of the white spot itself."""
_GREYER = 10
_LETTER_CONTRAST, _RULE_CONTRAST = 60, 30
_CROSSING_MM = 1.0
_NO_MARGIN_MM = 0.7
"""No margin is narrower than this, so letters that come closer to the frame were cut off."""
_RULE_MM = 8.0
_STROKE_ALONG_MM = 5.0
_BESIDE_MM = 3.0
_PAPER_SHARE = 0.6
"""Share of the brightest value from which a pixel counts as paper, however weak the lamp is."""


def sharpness(grey: Picture, dpi: int, least_contrast: float = _EDGE_CONTRAST) -> float:
    """Give the steepest steps between neighbours as a share of the contrast around them, 0–1.

    An edge through a lens has the same share whatever its contrast. The blunter direction counts: a page that
    moved is sharp in the other. `grey`: (height, width) uint8; `least_contrast`: what is paler (0–255) has no
    edge. 1.0 without any edge.
    """
    scale = min(1.0, _SHARP_DPI / dpi)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    margin = max(1, round(0.03 * min(small.shape)))
    inner = np.ascontiguousarray(small[margin:-margin, margin:-margin])
    # A slight blur, so that grain does not count as edges.
    soft = np.asarray(cv2.GaussianBlur(inner, (0, 0), 0.6), np.uint8)
    window = max(5, round(3.0 / 25.4 * dpi * scale)) | 1
    shares = []
    down, across = np.zeros_like(soft), np.zeros_like(soft)
    down[:-1] = cv2.absdiff(soft[:-1], soft[1:])
    across[:, :-1] = cv2.absdiff(soft[:, :-1], soft[:, 1:])
    for step, along in ((down, (window, 1)), (across, (1, window))):
        # A rule has no edge along itself: only what differs in this direction can be blunt in it.
        way = np.ones(along, np.uint8)
        contrast = cv2.subtract(cv2.dilate(soft, way), cv2.erode(soft, way))
        aside = np.ones(along[::-1], np.uint8)
        grid = (slice(window // 2, None, window), slice(window // 2, None, window))
        around = cv2.dilate(contrast, aside)[grid].astype(np.float32)
        busy = around > max(least_contrast, 0.35 * float(contrast.max()))
        if np.count_nonzero(busy) < _LEAST_EDGES:
            continue
        steepest = cv2.dilate(step, np.ones((window, window), np.uint8))[grid].astype(np.float32)
        shares.append(float(np.percentile(steepest[busy] / around[busy], 60)))
    return min(shares, default=1.0)


def glare_mm2(pixels: Picture, dpi: int) -> float:
    """Give the area of spots of plain white with soft rims, inside a page whose paper is greyer.

    `pixels`: (height, width, 3) uint8, BGR.
    """
    scale = min(1.0, _COARSE_DPI / dpi)
    small = cv2.resize(darkest(pixels), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    millimetre = dpi * scale / 25.4
    white = np.asarray((small >= _WHITE).astype(np.uint8))
    opened = cv2.morphologyEx(white, cv2.MORPH_OPEN, _disk(5.0 * millimetre))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    height, width = small.shape
    total = 0.0
    for index in range(1, count):
        left, top, wide, high, area = (int(value) for value in stats[index])
        touching = (left <= 1) + (top <= 1) + (left + wide >= width - 1) + (top + high >= height - 1)
        blob = np.asarray((labels == index).astype(np.uint8))
        (_, sides, _) = cv2.minAreaRect(cv2.findNonZero(blob))
        if area > 0.93 * sides[0] * sides[1]:
            # It fills its rectangle: a white field printed on tinted paper.
            continue
        rim = np.concatenate(
            [blob[:2].max(axis=0), blob[-2:].max(axis=0), blob[:, :2].max(axis=1), blob[:, -2:].max(axis=1)]
        )
        if touching > 1 or float(rim.sum()) > 1.2 * np.sqrt(area):
            # It lies along the frame: the white lid beside the sheet.
            continue
        near = cv2.subtract(
            cv2.dilate(blob, _disk(9.0 * millimetre)), cv2.dilate(blob, _disk(4.0 * millimetre))
        )
        around = small[near > 0]
        greyer = around.size and float(np.percentile(around, 75)) < _WHITE - _GREYER
        if greyer or _fades(np.asarray(small, np.uint8), blob, millimetre):
            total += area / millimetre**2
    return total


def _fades(small: Picture, blob: Picture, millimetre: float) -> bool:
    """Whether a white spot fades slowly into paper that is greyer everywhere else: a broad lamp."""
    paper = float(np.percentile(small[blob == 0], 80))
    if paper > _WHITE - 2 * _GREYER:
        return False
    around = small[cv2.dilate(blob, _disk(2 * _FADING_MM * millimetre)) > 0]
    fading = np.count_nonzero((around > paper + 8) & (around < _WHITE))
    return bool(fading > _FADING * np.count_nonzero(blob))


def cut_strokes(seen: Picture, dpi: int, skew_deg: float = 0.0) -> int:
    """Count the strokes that reach the worst side of the frame where paper goes on on either side of them.

    The rules of lined and squared paper run to its edge, and are not counted. `seen`: the scan as it came,
    (height, width, 3) uint8, BGR; `skew_deg`: how the page lies in it, positive anticlockwise.
    """
    dark = darkest(seen)
    level = cv2.resize(paper_level(dark, dpi), (dark.shape[1], dark.shape[0]))
    depth = cv2.subtract(level, dark)
    marks = np.asarray(cv2.threshold(depth, _LETTER_CONTRAST, 255, cv2.THRESH_BINARY)[1], np.uint8)
    near = max(1, round(_NO_MARGIN_MM * dpi / 25.4)) + 1
    if not any(view[:near].any() for view in _from_each_side(marks)):
        return 0
    # A pale rule is as dark as a letter only here and there.
    pale = np.asarray(cv2.threshold(depth, _RULE_CONTRAST, 255, cv2.THRESH_BINARY)[1], np.uint8)
    ink = np.asarray(cv2.subtract(marks, _rules(pale, dpi / 25.4, skew_deg)) > 0)
    paper = np.asarray(dark > _PAPER_SHARE * float(np.percentile(dark[::4, ::4], 95)))
    views = zip(_from_each_side(ink), _from_each_side(paper), strict=True)
    return max(_crossing(*view, dpi / 25.4) for view in views)


def _rules(marks: Picture, millimetre: float, skew_deg: float) -> Picture:
    """Give 255 on straight lines longer than any stem of a letter, level or upright on their page."""
    found = np.zeros_like(marks)
    reach = max(2, round(_RULE_MM * millimetre / 2))
    for angle in (-skew_deg, 90.0 - skew_deg):
        way = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))]) * reach
        line = np.zeros((2 * reach + 1, 2 * reach + 1), np.uint8)
        ends = [tuple(int(part) for part in np.round(reach + sign * way)) for sign in (-1, 1)]
        cv2.line(line, ends[0], ends[1], 1)
        found |= np.asarray(cv2.morphologyEx(marks, cv2.MORPH_OPEN, line), np.uint8)
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.uint8)


def _from_each_side(marks: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], ...]:
    return marks, marks[::-1], marks.T, marks.T[::-1]


def _crossing(ink: npt.NDArray[np.bool_], paper: npt.NDArray[np.bool_], millimetre: float) -> int:
    """Count strokes that begin without a margin and go on inwards."""
    depth = max(3, round(_CROSSING_MM * millimetre))
    near = max(1, round(_NO_MARGIN_MM * millimetre))
    band = np.ascontiguousarray(ink[: near + depth].astype(np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(band, connectivity=8)
    left, top, wide, high = (stats[1:, column] for column in range(4))
    # The edge of a lid or a shadow runs along the frame, whereas a cut stroke runs across it.
    cut = (top <= near) & (high >= depth - 1) & (wide < _STROKE_ALONG_MM * millimetre)
    # Where the lid is seen on either side, the sheet ends inside the frame, so that nothing was cut off.
    bare = paper[0]
    reach = round(_BESIDE_MM * millimetre)
    between_paper = [
        bare[max(0, start - reach) : start].any() and bare[end : end + reach].any()
        for start, end in zip(left[cut].tolist(), (left + wide)[cut].tolist(), strict=True)
    ]
    return int(sum(between_paper))


def _disk(size: float) -> Picture:
    side = max(3, round(size)) | 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
