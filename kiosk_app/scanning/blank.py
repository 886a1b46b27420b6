"""Tells an empty side from one that carries a little: a seal, a signature, a line in pencil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.ink import NO_TINT, Tint, chosen, components, darkest, ink_mask, largest, smoothed

Picture = npt.NDArray[np.uint8]
_WORK_DPI = 100
_STROKE_MM = 2.2
"""Marks wider than this are not writing but stains, shadows of folds, or punch holes."""
_MARGIN_MM = 4.0


_CELL_MM = 3.0
_GREY_CELL = 22.0
"""How much darker (0–255) than paper a cell of 3 mm is in every colour where print has run into a blur.

Shine-through stays below 12, a stain is bright in red, and so is a seal."""


_LINE_MM = 4.0
"""Strokes that are nearer to each other along a line belong to it."""
_SHARP = 0.44
"""Least share of their depth by which strokes stand out from what lies within a millimetre.

Print and pencil have 0.5 and more; what shines through a sheet is scattered by it, and has 0.38 at most."""
_SHARPEST = 0.6
"""The same for the sharpest twentieth of a line, of whose thick strokes few pixels are rims."""
_NO_GHOST = 50.0
"""What shines through a sheet is paler (0–255)."""
_STEEP, _STEEP_RIMS = 0.73, 0.29
"""A long line of thick strokes is sharp, too, where neighbours differ by `_STEEP` of its depth and its rims
stand out by `_STEEP_RIMS` of it. Of the first, print has 0.74 and more; what shines through has 0.71 at
200 dpi and 0.62 at 300."""
_LONG_LINE_MM2 = 20.0
"""Ink of a line from which it is a long one."""
_AROUND_MM = 0.9
"""Side of the square whose mean a sharp rim stands out from."""
_LEAST_LINE_MM2 = 0.8
"""A line of less ink is dust."""
_LEAST_PEAK = 8.0
"""Depth (0–255) below which nobody sees a line."""
_PALEST = 6.0
"""How much darker (0–255) than paper writing is that is looked for last."""
_FOLD_MM, _FOLD_WIDE_MM = 30.0, 0.8
"""What is longer, and so narrow on average, is a rule or a fold."""
_PIECE_MM, _PIECE_HIGH_MM = 6.0, 1.1
"""What is seen of a fold in one piece is as long, and nowhere higher; a dash is so, too, letters are not."""
_FOLD_DEPTH = 35.0
"""How much darker (0–255) than paper a fold is at most; what is darker is a stroke of a pen."""
_FOLD_SHARE = 0.65
"""Share of the way from edge to edge on which a fold shows at least; six strokes of a hand show on half."""
_FOLD_STEP_MM = 5.0
"""A fold is looked for in steps of that length, so that a gap does not hide it."""
_FOLD_ASIDE_MM, _FOLD_SLOPE = 0.7, 0.015
"""How far beside its piece a fold may run, and how much more for each millimetre away from it."""
_FOLD_SHOWS = 0.35
"""It shows where it stands out by this share of what its piece does: grain hides some of it, not all."""
_UNBROKEN, _UNBROKEN_DEPTH = 0.9, 0.4
"""Share of its length, and of its depth: a stroke of a pen is so deep so long, specks in a row are not."""
_STAPLE_MM, _STAPLE_CORNER_MM = 15.0, 25.0
"""A pale stroke no longer than that, so near to two edges, is the shadow of a staple."""
_MOST_FOLDS = 4
"""A sheet that was folded twice has no more; a form without a word has more rules than that."""
_RULE_SHARP = 0.5
"""As `_SHARP`, for a rule: one that shines through stands out more than letters that do."""


_MARK_DARKER = 60.0
"""How much darker (0–255) than paper the strokes of a single mark are; nothing shines through so dark."""
_MARK_MM = (1.7, 30.0)
"""Length of a single mark, at least and at most."""
_MARK_MARGIN_MM = 7.0
"""Nearer to the frame than this, a dark mark is the rim of the sheet or a punched hole."""
_MARK_NARROWEST = 0.4
"""Least share of its longer side: a hair or a scratch is narrower, and so is a stroke alone."""
_MARK_FULL = 0.62
"""Share of its box that a mark covers at most: a punched hole and a crumb of dirt cover 0.78."""
_MARK_STROKE_MM = 1.2
"""Width of its widest stroke at most."""


@dataclass(frozen=True, slots=True)
class PaleWriting:
    """What is written so palely that a coarse look takes the side for empty."""

    area_mm2: float
    contrast: float
    """How much darker (0–255) than its paper it is, the middle of its lines; 0.0 without any."""


def pale_writing(dark: Picture, dpi: int, pictures: Sequence[Box] = ()) -> PaleWriting:
    """Look at full resolution for lines of strokes with sharp rims, however pale.

    `dark`: (height, width) uint8, the darkest channel of the level page; `pictures`: where it has
    photographs, whose texture is no writing. Where there is none, it looks once more for what is too pale to
    be kept: a carbon copy of which a reader sees that something stands there.
    """
    found = _pale_writing(dark, dpi, pictures, None)
    return found if found.area_mm2 > 0 else _pale_writing(dark, dpi, pictures, _PALEST)


def _pale_writing(dark: Picture, dpi: int, pictures: Sequence[Box], least_depth: float | None) -> PaleWriting:
    millimetre = dpi / 25.4
    margin = round(_MARGIN_MM * millimetre)
    inner = np.ascontiguousarray(dark[margin:-margin, margin:-margin])
    if min(inner.shape[:2], default=0) < 3 * millimetre:
        return PaleWriting(0.0, 0.0)
    mask = ink_mask(inner, dpi) if least_depth is None else ink_mask(inner, dpi, least_depth)
    whole = np.pad(mask, margin)
    for box in pictures:
        box.cut(whole)[:] = 0
    seen = np.ascontiguousarray(whole[margin:-margin, margin:-margin])
    mask = _writing_only(seen, millimetre)
    soft = smoothed(inner)
    reach = max(3, round(_STROKE_MM * millimetre)) | 1
    depth = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8))
    around = max(3, round(_AROUND_MM * millimetre)) | 1
    own = cv2.subtract(depth, cv2.blur(depth, (around, around)))
    steps = cv2.morphologyEx(soft, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    along = round(_LINE_MM * millimetre)
    lines = np.asarray(
        cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((round(millimetre), along), np.uint8)), np.uint8
    )
    labels, stats = components(lines)
    palest = least_depth is not None
    area, contrasts = (0.0, []) if palest else _rules(seen, depth, own, millimetre)
    thin = _long_and_thin(stats, millimetre)
    for index in range(1, len(stats)):
        left, top, wide, high, covered = (int(value) for value in stats[index])
        longest = max(wide, high)
        flat = min(wide, high) < _PIECE_HIGH_MM * millimetre
        # So pale, no rule of ruled paper is told from a stroke.
        if thin[index] or (palest and flat):
            continue
        place = np.s_[top : top + high, left : left + wide]
        ink = (mask[place] > 0) & (labels[place] == index)
        peak = float(np.percentile(depth[place][ink], 85)) if ink.any() else 0.0
        inked = float(np.count_nonzero(ink)) / millimetre**2
        if flat and longest > _PIECE_MM * millimetre and covered < _FOLD_WIDE_MM * millimetre * longest:
            # Of a stroke that is hardly wider than a pixel the mask has pieces.
            if _unbroken(depth[place], peak):
                inked = covered / millimetre**2
            if peak < _FOLD_DEPTH and _of_the_sheet(own, stats[index], millimetre):
                continue
        if inked < _LEAST_LINE_MM2:
            continue
        rims, sharpest = np.percentile(own[place][ink], (80, 95))
        # Thick strokes have rims for a smaller share of their ink.
        # A punched hole has steep rims, too, but is as wide as it is high.
        line = longest > 3 * min(wide, high)
        sharp = rims >= _SHARP * peak or (line and (sharpest >= _SHARPEST * peak or peak >= _NO_GHOST))
        if line and inked >= _LONG_LINE_MM2 and rims >= _STEEP_RIMS * peak:
            sharp = sharp or float(np.percentile(steps[place][ink], 90)) >= _STEEP * peak
        if peak >= _LEAST_PEAK and sharp:
            area += inked
            contrasts.append(peak)
    return PaleWriting(area, float(np.median(contrasts)) if contrasts else 0.0)


def has_dark_mark(dark: Picture, dpi: int) -> bool:
    """Whether a single mark stands on an otherwise empty side: a cross, a figure, one letter.

    `dark`: (height, width) uint8, the darkest channel of the level page.
    """
    millimetre = dpi / 25.4
    margin = round(_MARK_MARGIN_MM * millimetre)
    inner = np.ascontiguousarray(dark[margin:-margin, margin:-margin])
    if min(inner.shape[:2], default=0) < 3 * millimetre:
        return False
    reach = max(3, round(_STROKE_MM * millimetre)) | 1
    depth = cv2.morphologyEx(smoothed(inner), cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8))
    strokes = np.asarray(cv2.threshold(depth, _MARK_DARKER, 255, cv2.THRESH_BINARY)[1], np.uint8)
    labels, stats = components(strokes)
    for index in range(1, len(stats)):
        left, top, wide, high, covered = (int(value) for value in stats[index])
        longest, shortest = max(wide, high), min(wide, high)
        if not _MARK_MM[0] * millimetre <= longest <= _MARK_MM[1] * millimetre:
            continue
        if shortest < _MARK_NARROWEST * longest or covered > _MARK_FULL * wide * high:
            continue
        own = np.where(labels[top : top + high, left : left + wide] == index, 255, 0).astype(np.uint8)
        widest = 2 * float(cv2.distanceTransform(np.pad(own, 1), cv2.DIST_L2, 3).max())
        if widest <= _MARK_STROKE_MM * millimetre:
            return True
    return False


def _writing_only(mask: Picture, millimetre: float) -> Picture:
    labels, stats = components(mask)
    # Dust is a dot; a fold is one long thin line.
    keep = np.maximum(stats[:, 2], stats[:, 3]) >= 0.4 * millimetre
    keep &= ~_long_and_thin(stats, millimetre)
    keep[0] = False
    return chosen(labels, keep)


def _rules(
    mask: Picture, depth: cv2.typing.MatLike, own: cv2.typing.MatLike, millimetre: float
) -> tuple[float, list[float]]:
    """Give the area (mm²) and the contrasts of rules; of a few, which are folds, nothing."""
    labels, stats = components(mask)
    thin = np.flatnonzero(_long_and_thin(stats, millimetre))
    if len(thin) <= _MOST_FOLDS:
        return 0.0, []
    area, contrasts = 0.0, []
    for index in thin.tolist():
        left, top, wide, high, covered = stats[index].tolist()
        place = np.s_[top : top + high, left : left + wide]
        ink = labels[place] == index
        peak = float(np.percentile(depth[place][ink], 85))
        if peak >= _LEAST_PEAK and float(np.percentile(own[place][ink], 80)) >= _RULE_SHARP * peak:
            area += covered / millimetre**2
            contrasts.append(peak)
    return (area, contrasts) if len(contrasts) > _MOST_FOLDS else (0.0, [])


def _long_and_thin(stats: npt.NDArray[np.int32], millimetre: float) -> npt.NDArray[np.bool_]:
    longest = np.maximum(stats[:, 2], stats[:, 3])
    thin = stats[:, 4] < _FOLD_WIDE_MM * millimetre * longest
    return np.asarray((longest > _FOLD_MM * millimetre) & thin, np.bool_)


def _of_the_sheet(own: cv2.typing.MatLike, piece: npt.NDArray[np.int32], millimetre: float) -> bool:
    """Whether a pale narrow piece is of the sheet and not of a hand: of a fold, or the shadow of a staple.

    A fold runs over the whole sheet in one line; strokes of a hand are not at its edges, or leave gaps.
    """
    left, top, wide, high = piece[:4].tolist()
    across = wide >= high
    seen = own if across else cv2.transpose(own)
    begin, end = (left, left + wide) if across else (top, top + high)
    row = top + high / 2 if across else left + wide / 2
    away = (_STAPLE_CORNER_MM - _MARGIN_MM) * millimetre
    corner = min(row, seen.shape[0] - row) < away and min(begin, seen.shape[1] - end) < away
    if corner and end - begin <= _STAPLE_MM * millimetre:
        return True
    least = _FOLD_SHOWS * _stands_out(seen, (begin, end), row, _FOLD_ASIDE_MM * millimetre)
    step = round(_FOLD_STEP_MM * millimetre)
    shown = []
    for first in range(0, seen.shape[1] - step + 1, step):
        distance = max(begin - first, first + step - end, 0)
        aside = _FOLD_ASIDE_MM * millimetre + _FOLD_SLOPE * distance
        shown.append(_stands_out(seen, (first, first + step), row, aside) >= least)
    return float(np.mean(shown)) >= _FOLD_SHARE


def _unbroken(stroke: cv2.typing.MatLike, peak: float) -> bool:
    """Whether a level or upright stroke is nearly as deep as its peak all along."""
    along = 0 if stroke.shape[1] >= stroke.shape[0] else 1
    return float(np.mean(stroke.max(axis=along) >= _UNBROKEN_DEPTH * peak)) >= _UNBROKEN


def _stands_out(own: cv2.typing.MatLike, columns: tuple[int, int], row: float, aside: float) -> float:
    """Give by how much the strongest row, up to `aside` from `row`, is above the middle one around it."""
    near = own[max(0, round(row - 3 * aside)) : round(row + 3 * aside) + 1, columns[0] : columns[1]]
    means = cv2.reduce(near, 1, cv2.REDUCE_AVG, dtype=cv2.CV_32F)
    first = max(0, round(row - aside)) - max(0, round(row - 3 * aside))
    strongest = means[first : first + round(2 * aside) + 1]
    return float(strongest.max() - np.median(means))


def smeared_mm2(pixels: Picture, dpi: int) -> float:
    """Give the area, in square millimetres, that is grey without strokes: print blurred beyond recognition.

    `pixels`: (height, width, 3) uint8, BGR.
    """
    cell = max(1, round(_CELL_MM / 25.4 * dpi))
    size = (max(3, pixels.shape[1] // cell), max(3, pixels.shape[0] // cell))
    coarse = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    margin = max(1, round(_MARGIN_MM * 2 / _CELL_MM))
    inner = np.ascontiguousarray(largest(np.asarray(coarse, np.uint8))[margin:-margin, margin:-margin])
    if min(inner.shape, default=0) < 3:
        return 0.0
    paper = cv2.morphologyEx(inner, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    return float(np.count_nonzero(cv2.subtract(paper, inner) > _GREY_CELL)) * _CELL_MM**2


def ink_area_mm2(pixels: Picture, dpi: int, contrast: float, tint: Tint = NO_TINT) -> float:
    """Give how much of a side is covered by strokes, in square millimetres.

    `pixels`: (height, width, 3) uint8, BGR; `contrast`: by how much (0–255) a stroke is darker than what lies
    around it. What shines through from the other side is paler and softer than that. `tint`: of the paper.
    """
    scale = min(1.0, _WORK_DPI / dpi)
    dark = cv2.resize(darkest(pixels, tint), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    millimetre = dpi * scale / 25.4
    margin = round(_MARGIN_MM * millimetre)
    inner = dark[margin:-margin, margin:-margin]
    if min(inner.shape[:2], default=0) < 3 * millimetre:
        inner = dark
    reach = max(3, round(_STROKE_MM * millimetre)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    # The grain is removed first: in a noisy page the brightest pixel nearby is brighter than the paper.
    soft = cv2.medianBlur(np.ascontiguousarray(inner), 3)
    strokes = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, kernel)
    marked = (strokes > contrast).astype(np.uint8)
    _, stats = components(marked)
    areas = stats[1:, 4].astype(np.float64)
    # Marks as small as a dot are dust, not letters.
    longest = np.maximum(stats[1:, 2], stats[1:, 3])
    return float(areas[longest >= 1.1 * millimetre].sum()) / millimetre**2
