"""Finds the corner that is folded over: a straight edge from one side of the sheet to the next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Indices = npt.NDArray[np.intp]
_WORK_DPI = 50
_CARD_MM = 90.0
"""Narrower sheets are cards, whose corners do not fold."""
_SHORTEST_MM = 7.0
"""A corner that is folded over by less hides nothing that is written."""
_STEP_MM = 1.5
"""Distance between two of the edges that are tried."""
REACH = 0.52
"""Share of the shorter side that a fold reaches at most."""
_FARTHEST_MM = 220.0
"""That of A2. The edges to be tried grow with the square of it: three million for a page of five metres."""
_LEAST_SLOPE = 0.35
"""The wedge of lid beside a page that lies askew is long and thin; a fold is not."""
_ASIDE_MM = 1.2
"""How far on either side of an edge its step is measured."""
_POINTS = 24
"""Points of an edge at which its step is measured."""
_LEAST_EDGE = 5
"""Step (0–255) across the edge; grain leaves 2 at this fineness."""
_OTHER_COLOUR = 8
"""Difference (0–255) in a channel from which two places are of different colours."""
_SHADING = 40
"""How much darker (0–255) paper is at most than elsewhere on the page: an uneven lamp, a stain."""
_BEYOND_MM = 3.0
"""How far beyond the folded flap the page's own paper is looked at."""
_INNER = 0.86
"""Share of a triangle, from its corner, that is judged: along its edge the picture is blurred."""
_FEWEST_PX = 6
"""A triangle of fewer pixels is not judged."""
_MOSTLY = 0.85
"""Share of an edge's points that must show its step, and of a triangle's pixels that are of one colour."""
_EVERY, _LIKELY = 4, 0.6
"""A first look at every fourth point: lines with an edge at less than 60 % of them are ruled out."""
_TRIED = 16
"""Edges whose triangle is judged, the steepest first."""
_STRIP_MM = 2.5
"""Width of the strip of lid that cropping may leave beside the sheet."""
_TINTED = 36
"""How far apart (0–255) the channels of a colour are that no lid has: lids are white, grey or black."""
_RIM_MM = (0.8, 2.2)
"""Where paper is seen outside a triangle that is printed: few printers reach the edge of the sheet."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Every edge that a fold may have at the upper left corner."""

    along: Indices
    """(lines,) pixels: where it meets the upper side."""
    down: Indices
    """(lines,) pixels: where it meets the left side."""
    outside: Indices
    """(lines, points) places in the flattened part, towards the corner."""
    inside: Indices
    """(lines, points) places in the flattened part, towards the page."""


def corner_mm2(pixels: Picture, dpi: int) -> float:
    """Give the area of the largest triangle at a corner that is not paper: lid, seen where it is folded.

    `pixels`: (height, width, 3) uint8, BGR, level.
    """
    scale = min(1.0, _WORK_DPI / dpi)
    small = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    millimetre = dpi * scale / 25.4
    if min(small.shape[:2]) < _CARD_MM * millimetre:
        return 0.0
    soft = np.asarray(cv2.blur(cv2.medianBlur(small, 3), (3, 3)), np.uint8)
    turns: tuple[int | None, ...] = (
        None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE
    )  # fmt: skip
    reach = round(min(REACH * min(small.shape[:2]), _FARTHEST_MM * millimetre))
    ways = (soft if turn is None else np.asarray(cv2.rotate(soft, turn), np.uint8) for turn in turns)
    paper = np.percentile(soft[::3, ::3].reshape(-1, 3), 60, axis=0)
    return max(_upper_left_mm2(np.ascontiguousarray(way[:reach, :reach]), paper, millimetre) for way in ways)


def _upper_left_mm2(part: Picture, paper: npt.NDArray[np.float64], millimetre: float) -> float:
    if _is_paper(part, paper, millimetre):
        return 0.0
    lines = _lines(part.shape[0], round(millimetre, 3))
    flat = part.reshape(-1, 3)
    likely = np.flatnonzero(_followed(_steps(flat, lines, np.s_[:, ::_EVERY])) >= _LIKELY)
    steps = _steps(flat, lines, np.s_[likely])
    sure = _followed(steps) >= _MOSTLY
    # Of candidate lines side by side, the one with the steepest step is the edge.
    steepness = np.abs(steps[sure].sum(axis=1, dtype=np.int32)).max(axis=1)
    for index in likely[sure][np.argsort(-steepness, kind="stable")][:_TRIED]:
        along, down = int(lines.along[index]), int(lines.down[index])
        if _is_lid(part, along, down, paper, millimetre):
            return along * down / 2 / millimetre**2
    return 0.0


def _is_paper(part: Picture, paper: npt.NDArray[np.float64], millimetre: float) -> bool:
    """Whether the corner itself has the paper's colour. Then, as on most pages, no edge is searched for."""
    leg = round(_SHORTEST_MM * millimetre)
    rows, columns = np.mgrid[:leg, :leg]
    middle = np.median(part[:leg, :leg][rows + columns < leg], axis=0)
    return bool(np.abs(middle - paper).max() < _OTHER_COLOUR / 2)


def _steps(flat: Picture, lines: _Lines, which: Any) -> npt.NDArray[np.int16]:
    """Give by how much it gets brighter across each line at each of its points: (lines, points, 3)."""
    return np.asarray(np.subtract(flat[lines.inside[which]], flat[lines.outside[which]], dtype=np.int16))


def _followed(steps: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
    """Give the share of each line along which there is an edge of one kind."""
    # Lid and paper may differ in one channel only, and either of them may be the brighter.
    rising = np.count_nonzero(steps > _LEAST_EDGE, axis=1)
    falling = np.count_nonzero(steps < -_LEAST_EDGE, axis=1)
    return np.asarray(np.maximum(rising, falling).max(axis=1) / steps.shape[1], np.float64)


def _is_lid(part: Picture, along: int, down: int, paper: npt.NDArray[np.float64], millimetre: float) -> bool:
    """Whether the triangle is of one colour, and of another one than the paper."""
    strip = _STRIP_MM * millimetre if min(along, down) > 5 * _STRIP_MM * millimetre else millimetre
    rows, columns = np.mgrid[: down + 1, : along + 1]
    inner = (columns / along + rows / down < _INNER) & (rows >= strip) & (columns >= strip)
    seen = part[: down + 1, : along + 1][inner].astype(np.int16)
    if len(seen) < _FEWEST_PX:
        return False
    middle = np.median(seen, axis=0)
    if (np.abs(seen - middle).max(axis=1) < 8 + 0.05 * middle.max()).mean() <= _MOSTLY:
        return False
    if float(np.ptp(middle)) > _TINTED + float(np.ptp(paper)) or _has_rim(
        part, along, down, paper, millimetre
    ):
        return False
    # Beyond the flap, which covers the page as far inwards as the missing corner was wide.
    length = float(np.hypot(along, down))
    beyond = (along * down / length + _BEYOND_MM * millimetre) / length
    way = np.linspace(0.25, 0.75, _POINTS)
    xs = np.minimum(np.round(along * way + beyond * down).astype(np.intp), part.shape[1] - 1)
    ys = np.minimum(np.round(down * (1 - way) + beyond * along).astype(np.intp), part.shape[0] - 1)
    behind = np.percentile(part[ys, xs], 70, axis=0)
    # A smoothed crease has paper on both sides of the line, and the edge of a picture has paper on neither.
    return bool(np.abs(behind - middle).max() > _OTHER_COLOUR and paper.max() - behind.max() < _SHADING)


def _has_rim(part: Picture, along: int, down: int, paper: npt.NDArray[np.float64], millimetre: float) -> bool:
    """Whether the sheet goes on outside the triangle, on both sides of the corner."""
    begin, end = (max(1, round(edge * millimetre)) for edge in _RIM_MM)
    sides = part[begin:end, end : round(0.8 * along)], part[end : round(0.8 * down), begin:end]
    away = (np.abs(np.median(side.reshape(-1, 3), axis=0) - paper).max() for side in sides if side.size)
    return all(distance < _OTHER_COLOUR for distance in away)


@lru_cache(maxsize=8)
def _lines(reach: int, millimetre: float) -> _Lines:
    legs = np.arange(_SHORTEST_MM * millimetre, reach - 4.0, _STEP_MM * millimetre)
    along, down = (legs_of.ravel() for legs_of in np.meshgrid(legs, legs))
    slope = np.minimum(along, down) / np.maximum(along, down)
    along, down = along[slope > _LEAST_SLOPE], down[slope > _LEAST_SLOPE]
    way = np.linspace(0.1, 0.9, _POINTS)
    xs, ys = along[:, np.newaxis] * way, down[:, np.newaxis] * (1 - way)
    length = np.hypot(along, down)[:, np.newaxis]
    aside = _ASIDE_MM * millimetre
    across, up = aside * down[:, np.newaxis] / length, aside * along[:, np.newaxis] / length

    def places(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Indices:
        column = np.clip(np.round(x), 0, reach - 1).astype(np.intp)
        row = np.clip(np.round(y), 0, reach - 1).astype(np.intp)
        return row * reach + column

    return _Lines(
        along=np.round(along).astype(np.intp),
        down=np.round(down).astype(np.intp),
        outside=places(xs - across, ys - up),
        inside=places(xs + across, ys + up),
    )
