"""Compares a page with its layers as a reader does: every stroke, dot and mark must still be seen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.ink import chosen, components, noise_of

Picture = npt.NDArray[np.uint8]
_STROKE_MM = 1.5
"""What is thinner is a stroke."""
_LEAST = 14.0
"""Contrast (0–255) below which nobody misses a stroke."""
_GRAINY = 2.5
"""Standard deviation of the grain from which it is smoothed first."""
_GRAINS = 3.6
"""How many times the usual contrast of the grain that of a stroke is at least."""
_KEPT = 0.4
"""Share of its contrast that a stroke must keep."""
_SOFT_MOST = 46.0
"""Paler strokes without sharp rims shine through from the other side: nobody misses them."""
_SHARP = 0.3
"""Share of its contrast by which a stroke with sharp rims stands out from the five by five pixels around."""
_LEAST_PX = 4
"""Fewer pixels are a speck."""
_GROUND_MM = 5.0
"""Side of the square over which the brightness of the ground is averaged."""
_DARK_GROUND = 125
"""Mean brightness (0–255) below which a place is dark ground, on which bright strokes may stand."""
_BESIDE_MM = 0.45
"""How far from a lost pixel its stroke is looked for at full resolution."""
_FAINTEST = 6
"""Contrast (0–255) up to which a pixel is grain and no stroke."""
_TOGETHER_MM, _GROWN_MM = 6.0, 2.0
"""Lost strokes that are nearer to each other share a box, which reaches so far beyond them."""


@dataclass(frozen=True, slots=True)
class LostStrokes:
    """Strokes of a page that its layers do not show: (height, width) uint8, 255 where they are."""

    dark: Picture
    bright: Picture
    """Bright strokes on a dark ground, which no mask of ink can show."""

    def any(self) -> bool:
        """Whether anything is lost."""
        return bool(cv2.countNonZero(self.dark) or cv2.countNonZero(self.bright))


def lost_strokes(page: Picture, layered: Picture, dpi: float) -> LostStrokes:
    """Find the strokes of a page that are not seen in what its layers show.

    `page`, `layered`: (height, width) uint8, the same page at `dpi`, dark strokes on bright paper or bright
    ones on a dark ground.
    """
    size = max(5, round(_STROKE_MM / 25.4 * dpi)) | 1
    kernel = np.ones((size, size), np.uint8)
    lost = {way: np.zeros_like(page) for way in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT)}
    if noise_of(page) > _GRAINY:
        page, layered = (np.asarray(cv2.GaussianBlur(one, (3, 3), 0), np.uint8) for one in (page, layered))
    ways = [cv2.MORPH_BLACKHAT]
    wide = round(_GROUND_MM / 25.4 * dpi) | 1
    around = cv2.blur(page, (wide, wide))
    dark_ground = cv2.threshold(around, _DARK_GROUND, 255, cv2.THRESH_BINARY_INV)[1]
    if cv2.countNonZero(dark_ground):
        ways.append(cv2.MORPH_TOPHAT)
    for way in ways:
        strokes = cv2.morphologyEx(page, way, kernel)
        kept = cv2.dilate(cv2.morphologyEx(layered, way, kernel), np.ones((3, 3), np.uint8))
        short = cv2.compare(cv2.convertScaleAbs(strokes, alpha=_KEPT), kept, cv2.CMP_GT)
        # Grain makes a pattern of its own, which is everywhere.
        least = max(_LEAST, _GRAINS * float(np.median(strokes[::4, ::4])))
        seen = cv2.threshold(strokes, least, 255, cv2.THRESH_BINARY)[1]
        missing = cv2.bitwise_and(short, seen)
        if way == cv2.MORPH_TOPHAT:
            # The gaps within and between dark letters are no strokes.
            missing = cv2.bitwise_and(missing, dark_ground)
        if not cv2.countNonZero(missing):
            continue
        own = cv2.subtract(strokes, cv2.blur(strokes, (5, 5)))
        rims = cv2.compare(own, cv2.convertScaleAbs(strokes, alpha=_SHARP), cv2.CMP_GE)
        strong = cv2.threshold(strokes, _SOFT_MOST, 255, cv2.THRESH_BINARY)[1]
        sharp = cv2.bitwise_or(cv2.dilate(rims, np.ones((3, 3), np.uint8)), strong)
        lost[way] = _without_specks(np.asarray(cv2.bitwise_and(missing, sharp), np.uint8))
    return LostStrokes(*lost.values())


def boxes_around(lost: Picture, dpi: float) -> tuple[Box, ...]:
    """Give boxes that hold all that is marked; what lies near one another shares one."""
    reach = max(3, round(_TOGETHER_MM / 25.4 * dpi)) | 1
    joined = np.asarray(cv2.dilate(lost, np.ones((reach, reach), np.uint8)), np.uint8)
    _, stats = components(joined)
    grown = round(_GROWN_MM / 25.4 * dpi) - reach // 2
    height, width = lost.shape
    return tuple(
        Box(
            max(0, left - grown),
            max(0, top - grown),
            min(width, left + wide + grown),
            min(height, top + high + grown),
        )
        for left, top, wide, high, _ in stats[1:].tolist()
    )


def with_strokes(mask: Picture, dark: Picture, dpi: int, lost: Picture) -> Picture:
    """Add to a mask of ink the strokes that were lost, each by half of what it reaches itself.

    `mask`, `dark`: (height, width) uint8 at `dpi`; `lost`: the same, coarser, 255 where strokes are lost.
    """
    made = mask.copy()
    height, width = mask.shape
    scale = width / lost.shape[1]
    near = round(_BESIDE_MM / 25.4 * dpi) | 1
    size = round(_STROKE_MM / 25.4 * dpi) | 1
    for box in boxes_around(lost, dpi / scale):
        place = box.scaled(scale, (width, height))
        strokes = cv2.morphologyEx(place.cut(dark), cv2.MORPH_BLACKHAT, np.ones((size, size), np.uint8))
        where = cv2.resize(box.cut(lost), place.size, interpolation=cv2.INTER_NEAREST)
        own = cv2.bitwise_and(strokes, cv2.dilate(where, np.ones((near, near), np.uint8)))
        # What is seen so far from the stroke that it has a maximum of its own is grain.
        half = cv2.convertScaleAbs(
            cv2.dilate(own, np.ones((2 * near + 1, 2 * near + 1), np.uint8)), alpha=0.5
        )
        place.cut(made)[(own > half) & (own > _FAINTEST)] = 255
    return made


def _without_specks(lost: Picture) -> Picture:
    if not cv2.countNonZero(lost):
        return lost
    labels, stats = components(lost)
    keep = stats[:, 4] >= _LEAST_PX
    keep[0] = False
    return chosen(labels, keep)
