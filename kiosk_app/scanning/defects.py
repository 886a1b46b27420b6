"""Measures of what spoils a page: blur, glare, letters that run out of the frame."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.ink import components, darkest, paper_level, tint_of

Picture = npt.NDArray[np.uint8]
_SHARP_DPI = 150
_COARSE_DPI = 75
_EDGE_CONTRAST = 36.0
"""Print that runs into a blur is paler than it was: pale strokes count, too."""
_LEAST_EDGES = 8
_STROKE_MM, _LINE_MM = 2.6, 4.0
"""What is thinner is a stroke on the paper; a line of letters so small that they run together is."""
_DARK_PAPER = 100.0
"""A cover, a photograph: a lamp that is mirrored in it hides no print on paper."""
_BRIGHTER = 8.0
"""How much brighter (0–255) than the page's paper a pixel of a spot is at least."""
_LEAST_RISE, _CLEAR_RISE = 10.0, 14.0
"""How much brighter (0–255) than paper a mirrored lamp is at least; below the second it must be very even."""
_SPOT_MM, _LEAST_SPOT_MM2 = 5.0, 20.0
"""How wide and how large a spot is at least."""
_MOST_SPOTS = 60
"""A lamp is mirrored in a few places; a picture of a poster's size may have ten thousand bright ones."""
_EVEN, _EVEN_SHARE, _VERY_EVEN = 0.12, 0.35, 0.7
"""A lamp fills the sensor, so its spot is even: in `_EVEN_SHARE` of it (`_VERY_EVEN` of one that is hardly
brighter than paper) no more than `_EVEN` of the rise is missing. Of light that only falls off, 0.18 is so."""
_RIM_MM = 1.5
"""How far from a spot's outline its rim is looked for."""
_BARE_RIM = 25
"""Percentile of how steep the rim is: where it is steeper, a letter may stand in it."""
_SOFT_RIM_MM = 0.8
"""Narrowest rim of a mirrored lamp; that of a field that is printed or glued on is at most 0.6 mm wide."""
_BESIDE_SPOT_MM = (6.0, 24.0)
"""How far from a spot the letters are that those in it are compared with."""
_DEEP = 0.6
"""Share of the way from a spot's rim to its middle from which letters in it are looked at."""
_LETTERS = 95
"""Percentile of the contrast of a place: its letters cover more than a twentieth of it."""
_FEW_LEVELS = 10.0
"""Contrast (0–255) below which a place has no letters."""
_FADED = 0.6
"""Share of their contrast that letters under a mirrored lamp keep at most."""
_LETTER_CONTRAST, _RULE_CONTRAST = 60, 30
"""How much darker (0–255) than its paper a letter is at least, and a rule of lined paper."""
_CROSSING_MM = 1.0
"""How far a stroke that was cut off goes on inwards at least."""
_NO_MARGIN_MM = 0.7
"""No margin is narrower than this, so letters that come closer to the frame were cut off."""
_RULE_MM = 8.0
"""A straight line that is longer is a rule, not a stem of a letter."""
_STROKE_ALONG_MM = 5.0
"""What lies along the frame for longer is the edge of the lid, or a shadow."""
_BESIDE_MM = 3.0
"""Within this distance of a stroke that was cut off, paper must be seen at the frame, on either side."""
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
    """Give the area of spots where a lamp is mirrored: brighter than paper, even inside, soft at the rim.

    How bright the sensor makes the lamp does not matter. White that is printed or glued on has sharp rims; a
    lamp that is only nearer to one place has no even middle; and where letters are seen as well as around the
    spot nothing is lost. `pixels`: (height, width, 3) uint8, BGR.
    """
    scale = min(1.0, _COARSE_DPI / dpi)
    small = cv2.resize(darkest(pixels), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    millimetre = dpi * scale / 25.4
    soft = cv2.GaussianBlur(small, (0, 0), 0.8)
    ground = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, _disk(_LINE_MM * millimetre))
    ground = cv2.GaussianBlur(ground, (0, 0), 0.3 * millimetre)
    paper = float(np.median(ground))
    if paper < _DARK_PAPER:
        return 0.0
    bright = cv2.threshold(ground, paper + _BRIGHTER, 255, cv2.THRESH_BINARY)[1]
    opened = cv2.morphologyEx(bright, cv2.MORPH_OPEN, _disk(_SPOT_MM * millimetre))
    labels, stats = components(np.asarray(opened, np.uint8))
    large = np.flatnonzero(stats[1:, 4] >= _LEAST_SPOT_MM2 * millimetre**2) + 1
    large = large[np.argsort(-stats[large, 4], kind="stable")][:_MOST_SPOTS]
    looks, fine = (np.asarray(soft, np.uint8), np.asarray(ground, np.uint8)), None
    total = 0.0
    for index in large:
        here = np.asarray(labels == index)
        if _along_frame(here):
            continue
        left, top, wide, high = (int(side) for side in stats[index, :4])
        spot, box = here.view(np.uint8) * np.uint8(255), Box(left, top, left + wide, top + high)
        around = _grown(box, (_BESIDE_SPOT_MM[1] + 2 * _STROKE_MM) * millimetre, spot)
        views = around.cut(spot), around.cut(looks[0]), around.cut(looks[1])
        if not _mirrors_lamp(*views, paper, millimetre):
            continue
        fine = _bare(pixels, dpi) if fine is None else fine
        if _rim_mm(fine, dpi, spot, box) > _SOFT_RIM_MM:
            total += float(stats[index, 4]) / millimetre**2
    return total


def _grown(box: Box, reach: float, page: Picture) -> Box:
    """Give the box with so many pixels more on each side, as far as the page goes."""
    far, (height, width) = math.ceil(reach) + 2, page.shape
    return Box(
        max(0, box.left - far),
        max(0, box.top - far),
        min(width, box.right + far),
        min(height, box.bottom + far),
    )


def _along_frame(spot: npt.NDArray[np.bool_]) -> bool:
    """Whether it lies along the frame: the light lid beside the sheet, or the brighter end of the lamp."""
    rims = [spot[:2].any(axis=0), spot[-2:].any(axis=0), spot[:, :2].any(axis=1), spot[:, -2:].any(axis=1)]
    lengths = [int(np.count_nonzero(rim)) for rim in rims]
    return sum(length > 0 for length in lengths) > 1 or sum(lengths) > 1.2 * np.sqrt(np.count_nonzero(spot))


def _mirrors_lamp(spot: Picture, soft: Picture, ground: Picture, paper: float, millimetre: float) -> bool:
    within = cv2.distanceTransform(np.pad(spot, 1), cv2.DIST_L2, 3)[1:-1, 1:-1] / millimetre
    away = cv2.distanceTransform(cv2.bitwise_not(spot), cv2.DIST_L2, 3) / millimetre
    core = within > 1.0
    if not core.any():
        return False
    lamp = float(np.percentile(ground[core], 90))
    rise = lamp - paper
    if rise < _LEAST_RISE:
        return False
    middle = core & (ground > lamp - max(1.5, _EVEN * rise))
    half = core & (ground > paper + rise / 2)
    even = _EVEN_SHARE if rise >= _CLEAR_RISE else _VERY_EVEN
    if np.count_nonzero(middle) < even * np.count_nonzero(half):
        return False
    letters = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, _disk(_STROKE_MM * millimetre))
    around = letters[(away > _BESIDE_SPOT_MM[0]) & (away < _BESIDE_SPOT_MM[1])]
    outside = float(np.percentile(around, _LETTERS)) if around.size else 0.0
    # Towards the rim letters are half lost only.
    deep = middle & (within > _DEEP * float(within.max()))
    inside = float(np.percentile(letters[deep if deep.any() else middle], _LETTERS))
    return outside < _FEW_LEVELS or inside < _FADED * outside


def _bare(pixels: Picture, dpi: int) -> Picture:
    """Give the page without its letters: (height, width) uint8."""
    soft = cv2.GaussianBlur(darkest(pixels), (0, 0), 1.0)
    return np.asarray(cv2.morphologyEx(soft, cv2.MORPH_CLOSE, _disk(_STROKE_MM * dpi / 25.4)), np.uint8)


def _rim_mm(ground: Picture, dpi: int, spot: Picture, box: Box) -> float:
    """Give how wide the rim of a bright spot is: its rise over the steepest step.

    `ground`: the page without its letters; `spot`: 255, coarser, within `box` of it.
    """
    millimetre = dpi / 25.4
    near = max(3, round(2 * _RIM_MM * millimetre)) | 1
    size, finer = (ground.shape[1], ground.shape[0]), ground.shape[1] / spot.shape[1]
    around = _grown(box.scaled(finer, size), near + 2 * finer, ground)
    whole = around.cut(cv2.resize(spot, size, interpolation=cv2.INTER_NEAREST))
    level = np.ascontiguousarray(around.cut(ground))
    steps = [cv2.Sobel(level, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1))]
    steepest = cv2.dilate(cv2.magnitude(*steps), np.ones((near, near), np.uint8))
    rim = cv2.morphologyEx(whole, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    rise = float(np.percentile(level[whole > 0], 90)) - float(np.median(ground))
    return rise / max(1.0, float(np.percentile(steepest[rim], _BARE_RIM))) / millimetre


def cut_strokes(seen: Picture, dpi: int, skew_deg: float = 0.0) -> int:
    """Count the strokes that reach the worst side of the frame where paper goes on on either side of them.

    The rules of lined and squared paper run to its edge, and are not counted. `seen`: the scan as it came,
    (height, width, 3) uint8, BGR; `skew_deg`: how the page lies in it, positive anticlockwise.
    """
    dark = darkest(seen, tint_of(seen))
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
