"""Proves that a rectangle is a sheet of paper by its own edges, not by what is printed.

A sheet before a lid shows its edge all along: paper of one colour on one side and lid on the other, or the
shadow that it throws. The outline of a block of text has gaps between the lines, a printed frame is as strong
on one side as on the opposite one, and a printed picture is not of one colour along its rim.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import chosen, components, darkest, largest, noise_of, paper_level, tint_of

Picture = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float32]
_SAMPLES = 80
"""Places along a side where its edge is looked at."""
_ACROSS_MM, _STEPS = 2.5, 11
"""How far on either side of an edge is looked, and in how many steps."""
_BESIDE_MM = 0.9
"""From here on inwards it is paper and outwards lid: between them lie the edge, its blur and its shadow."""
_FRAME_MM = 2.0
"""What is nearer to the frame ends there: the frame has cut it, or the sheet was pushed against the stop."""
_ALL_ALONG, _MOSTLY = 0.9, 0.7
"""Shares of a side along which its edge is seen: of most sides, and of one with a fold or print at it."""
_STEP = 10.0
"""How far (0–255) paper and lid are apart where the colours prove the edge."""
_STRONG_STEP = 30.0
"""The same before a dark lid."""
_FLAT_RIM = 9.0
"""How far (0–255) most of the paper along a rim is from its middle colour."""
_FAINT = 4.0
"""Shadow (0–255) that is seen above the grain."""
_DIP = 8.0
"""How much darker (0–255) than both paper and lid the shadow between them is at least."""
_LINE = 60.0
"""Darker (0–255) along a pale edge is printed."""
_FRAME_LINE = 24.0
"""How far (0–255) from the lid a line just inside an edge is printed: what a shadow leaves there is paler."""
_UNEVEN = 1.4
"""How much stronger the shadow is on one side than on the opposite one: the lamp stands on one side."""
_LEAST_MARK_MM = 0.9
"""What is shorter is dust."""
_MARK = 11.0
"""How much darker (0–255) than a light lid something printed is at least."""
_NO_MARK_BESIDE_MM = 4.0
"""The shadow beside a sheet reaches so far."""
_EDGE_MM = 1.0
"""What is dark nearer to a sheet than this is its edge."""
_STROKE_MM, _STROKE = 2.0, 25.0
"""A stroke is no wider, and at least so much (0–255) darker than what lies around it."""
_LETTER_MM = 8.0
"""What is longer is no letter but the rim of the shadow."""
_BRIGHT = 26.0
"""How far (0–255) from a dark lid something is that is no lid."""
_NARROW_MM = 12.0
"""A blank strip that is narrower is a ruler or the rim of the glass."""
_SAME_COLOUR = 16
"""How far (0–255) from the commonest colour of a rectangle its paper may be."""
_INNER = 0.8
"""Share of a rectangle, from its middle, that an ornamental border does not reach."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What is seen along one side of a rectangle."""

    on_frame: bool
    step: float
    """Share of the side along which paper and lid differ by the step asked for."""
    flat: bool
    """Whether the paper beside the edge is of one colour."""
    dip: float
    """Share of the side along which the edge is darker than both paper and lid: a shadow between them."""
    shadowed: float
    """Share of the side along which there is a faint dark line or a shade."""
    shadow: float
    """Its strength (0–255), the middle of what is seen."""
    depth: float
    """How much darker (0–255) than both paper and lid the edge is, the middle of what is seen."""
    inside: float
    """How far (0–255) what lies inside the edge is from the lid: paper, or the line of a printed frame."""


def proven(
    corners: Points,
    soft: Picture,
    fine: Picture,
    lid: Picture,
    *,
    dark: bool,
    noise: float,
    millimetre: float,
) -> bool:
    """Whether the sides of a rectangle are the edges of a sheet.

    `soft`, `fine`, `lid`: (height, width, 3) uint8, BGR, the scan without and with what is finer than a
    millimetre, and what it would show without paper; `noise`: of the lid; `millimetre`: in pixels.
    """
    sides = [
        _side(corners[index], corners[(index + 1) % 4], soft, fine, lid, dark, noise, millimetre)
        for index in range(4)
    ]
    seen = [side for side in sides if not side.on_frame]
    if len(seen) < 2:
        return False
    if dark:
        # A corner may be folded, and print may run to the edge.
        return all(side.step > _MOSTLY for side in seen) and sum(side.step > _ALL_ALONG for side in seen) >= 2
    least = max(_STEP, 4.0 * noise)
    if any(side.inside > _FRAME_LINE for side in seen) and not _differs_inside(corners, soft, lid, least):
        return False
    if all(side.step > _ALL_ALONG and side.flat for side in seen):
        # A tinted field that is printed throws no shadow, and a line around it is as dark on every side.
        thrown = any(side.dip > _MOSTLY for side in seen)
        return thrown and _falls_on_one_side(sides, [side.depth for side in sides])
    if not all(side.shadowed > _MOSTLY and side.shadow < _LINE for side in seen):
        return False
    if sum(side.shadowed > _ALL_ALONG for side in seen) < 2:
        return False
    return _falls_on_one_side(sides, [side.shadow for side in sides])


def _differs_inside(corners: Points, soft: Picture, lid: Picture, least: float) -> bool:
    """Whether most of a rectangle is of another colour than the lid; a printed frame has paper inside."""
    centre = corners.mean(axis=0)
    inside = np.zeros(soft.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.asarray(np.round(centre + _INNER * (corners - centre)), np.int32), 255)
    chosen = inside > 0
    away = np.abs(soft[chosen][::7].astype(np.int16) - lid[chosen][::7]).max(axis=1)
    return bool(len(away) and float(np.median(away)) > least)


def _falls_on_one_side(sides: list[_Side], strengths: list[float]) -> bool:
    for one, other in ((0, 2), (1, 3)):
        if sides[one].on_frame or sides[other].on_frame:
            continue
        weaker, stronger = sorted((strengths[one], strengths[other]))
        if stronger > _UNEVEN * weaker + 1.0:
            return True
    return False


def _side(
    start: Points,
    end: Points,
    soft: Picture,
    fine: Picture,
    lid: Picture,
    dark: bool,
    noise: float,
    millimetre: float,
) -> _Side:
    height, width = soft.shape[:2]
    margin = _FRAME_MM * millimetre
    both = np.stack([start, end])
    on_frame = bool(
        (both[:, 0] < margin).all()
        or (both[:, 0] > width - margin).all()
        or (both[:, 1] < margin).all()
        or (both[:, 1] > height - margin).all()
    )
    along = (end - start) / max(1e-3, float(np.linalg.norm(end - start)))
    inwards = np.array([-along[1], along[0]], np.float32)
    places = start + np.linspace(0.06, 0.94, _SAMPLES, dtype=np.float32)[:, None] * (end - start)
    reach = np.linspace(-_ACROSS_MM, _ACROSS_MM, 2 * _STEPS + 1, dtype=np.float32) * millimetre
    spots = places[:, None, :] + reach[None, :, None] * inwards[None, None, :]
    columns = np.round(spots[:, :, 0]).astype(np.intp)
    rows = np.round(spots[:, :, 1]).astype(np.intp)
    within = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    columns, rows = columns.clip(0, width - 1), rows.clip(0, height - 1)
    colours = soft[rows, columns].astype(np.float32)
    away = np.abs(colours - lid[rows, columns]).max(axis=2)
    away[~within] = 0.0
    beside = round(_BESIDE_MM / _ACROSS_MM * _STEPS)
    inner = np.median(colours[:, _STEPS + beside :], axis=1)
    step = np.median(away[:, _STEPS + beside :], axis=1)
    middle = np.median(inner, axis=0)
    far_from_it = np.abs(inner - middle).max(axis=1)
    shade = away[:, : _STEPS + beside].max(axis=1)
    least = max(_FAINT, 3.0 * noise)
    lit = fine[rows, columns].astype(np.float32).mean(axis=2)
    paper = np.median(lit[:, _STEPS + beside :], axis=1)
    beyond = lid[rows, columns].astype(np.float32).mean(axis=2).mean(axis=1)
    depth = np.minimum(paper, beyond) - lit.min(axis=1)
    return _Side(
        on_frame=on_frame,
        step=float((step > (_STRONG_STEP if dark else max(_STEP, 4.0 * noise))).mean()),
        dip=float((depth > max(_DIP, 4.0 * noise)).mean()),
        flat=float(np.percentile(far_from_it, 80)) < _FLAT_RIM + 2.0 * noise,
        shadowed=float((shade > least).mean()),
        shadow=float(np.median(shade)),
        depth=max(0.0, float(np.median(depth))),
        inside=float(np.median(away[:, _STEPS + beside :].max(axis=1))),
    )


def marks_outside(
    pixels: Picture, inside: Picture, millimetre: float, beside_mm: float = _NO_MARK_BESIDE_MM
) -> bool:
    """Whether anything is printed or written outside a sheet, before a light lid.

    `pixels`: (height, width, 3) uint8, BGR; `inside`: (height, width) uint8, 255 on the sheet; `beside_mm`:
    how far from it nothing counts, because its shadow falls there.
    """
    dark = np.asarray(cv2.GaussianBlur(darkest(pixels, tint_of(pixels)), (3, 3), 0), np.uint8)
    level = cv2.resize(paper_level(dark, millimetre * 25.4), (dark.shape[1], dark.shape[0]))
    depth = cv2.subtract(level, dark)
    least = max(_MARK, 5.0 * 0.5 * noise_of(dark))
    marks = np.asarray(cv2.threshold(depth, least, 255, cv2.THRESH_BINARY)[1], np.uint8)
    near = round(beside_mm * millimetre)
    letters = _letters_beside(dark, inside, near, millimetre) if near else np.zeros_like(marks)
    marks[cv2.dilate(inside, np.ones((2 * near + 1, 2 * near + 1), np.uint8)) > 0] = 0
    # The frame itself shows shadows and the edge of the glass.
    rim = round(_FRAME_MM * millimetre)
    marks[:rim] = marks[-rim:] = 0
    marks[:, :rim] = marks[:, -rim:] = 0
    _, stats = components(np.asarray(cv2.bitwise_or(marks, letters), np.uint8))
    longest = np.maximum(stats[1:, 2], stats[1:, 3])
    return bool((longest > _LEAST_MARK_MM * millimetre).any())


def _letters_beside(dark: Picture, inside: Picture, near: int, millimetre: float) -> Picture:
    """Give 255 on what is written where the shadow of a sheet may fall: a shadow is long and soft."""
    close = max(1, round(_EDGE_MM * millimetre))
    band = cv2.subtract(
        cv2.dilate(inside, np.ones((2 * near + 3, 2 * near + 3), np.uint8)),
        cv2.dilate(inside, np.ones((2 * close + 1, 2 * close + 1), np.uint8)),
    )
    size = max(3, round(_STROKE_MM * millimetre)) | 1
    strokes = cv2.morphologyEx(dark, cv2.MORPH_BLACKHAT, np.ones((size, size), np.uint8))
    seen = np.asarray(
        cv2.bitwise_and(cv2.threshold(strokes, _STROKE, 255, cv2.THRESH_BINARY)[1], band), np.uint8
    )
    labels, stats = components(seen)
    short = np.maximum(stats[:, 2], stats[:, 3]) < _LETTER_MM * millimetre
    short[0] = False
    return chosen(labels, short)


def bright_outside(pixels: Picture, lid: Picture, inside: Picture, noise: float, millimetre: float) -> bool:
    """Whether something that is no lid is seen outside the sheets, before a dark lid.

    A blank strip, which a ruler or the rim of the glass shows, is none. Arguments as in `marks_outside` and
    `proven`.
    """
    away = largest(np.asarray(cv2.absdiff(pixels, lid), np.uint8))
    seen = np.asarray(cv2.threshold(away, max(_BRIGHT, 5.0 * noise), 255, cv2.THRESH_BINARY)[1], np.uint8)
    near = round(1.5 * millimetre)
    seen[cv2.dilate(inside, np.ones((2 * near + 1, 2 * near + 1), np.uint8)) > 0] = 0
    labels, stats = components(seen)
    for index in range(1, len(stats)):
        left, top, wide, high, area = (int(value) for value in stats[index])
        if max(wide, high) < 1.5 * millimetre or area < 0.6 * millimetre**2:
            continue
        solid = area > 0.85 * wide * high
        if solid and min(wide, high) < _NARROW_MM * millimetre:
            part = pixels[top : top + high, left : left + wide][
                labels[top : top + high, left : left + wide] == index
            ]
            if float(part.astype(np.float32).std(axis=0).max()) < 12.0 + noise:
                continue
        return True
    return False


def is_paper(corners: Points, soft: Picture, millimetre: float) -> bool:
    """Whether a rectangle is of one colour for the most part: paper, not a picture printed on a page."""
    inside = np.zeros(soft.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.asarray(np.round(corners), np.int32), 255)
    size = max(3, round(2.0 * millimetre)) | 1
    ground = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    colours = ground[inside > 0][::7].astype(np.int16)
    if not len(colours):
        return False
    # The commonest brightness, then what lies around it in every colour.
    counts = np.bincount(colours.max(axis=1) // 8, minlength=32)
    common = colours[colours.max(axis=1) // 8 == int(counts.argmax())]
    away = np.abs(colours - np.median(common, axis=0)).max(axis=1)
    return float((away < _SAME_COLOUR).mean()) > 0.4
