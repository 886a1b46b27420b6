"""What may make a page unreadable, told while the citizen still stands there."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.blank import PaleWriting, has_dark_mark, ink_area_mm2, pale_writing, smeared_mm2
from kiosk_app.scanning.box import Box
from kiosk_app.scanning.corners import REACH, corner_mm2
from kiosk_app.scanning.defects import cut_strokes, glare_mm2, sharpness
from kiosk_app.scanning.encode import halved
from kiosk_app.scanning.geometry import PageGeometry
from kiosk_app.scanning.ink import largest
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.photographs import photographs
from kiosk_app.scanning.rectified_page import RectifiedPage
from kiosk_app.scanning.small_print import prints_small

Picture = npt.NDArray[np.uint8]
_STRONG_TINT = 30.0
"""How far apart (0–255) the channels of a cover's colour are; those of dark paper, even of a pink one, 15."""
_NO_GHOST = 42.0
"""What shines through a sheet is paler (0–255) than that in every colour."""
_PALE_EDGE, _BLUNT = 28.0, 0.21
"""Edges paler than `_NO_GHOST` may shine through from the other side. From the first contrast (0–255) on they
are judged all the same, by the second limit: the steepest step between neighbours is 0.25 of the contrast and
more in what shines through, and 0.17 in print that pale because it is out of focus."""
_BRIGHT_SHARE, _BRIGHTER = 99.5, 45.0
"""Percentage of the page that letters on a dark cover leave dark, and by how much they are brighter than
paper in the dark may be."""
_FEW_LETTERS, _STAND_OUT = (99.0, 99.9), 60.0
"""A few small letters cover less than a hundredth of a cover: between these two percentages its brightness
jumps by more than the second value (0–255)."""

_ALL_OF_SIDE = 0.9
_FINE_DPI = 300
"""From here on, print of 6 points is kept as it reads."""


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """Thresholds of the quality gate; docs/decisions/008-quality-gate.md has the measurement behind each."""

    dark_paper: float = 115.0
    """Brightness (0–255) that 80 % of the page lies below, below which it is too dark."""
    stroke_contrast: float = 48.0
    """How much darker (0–255) than its surroundings a stroke is; paler is shine-through."""
    least_ink_mm2: float = 3.0
    """Strokes on a page, below which it is empty."""
    least_pale_mm2: float = 2.5
    """The same for strokes with sharp rims that are paler than that, seen at full resolution."""
    faint_contrast: float = 36.0
    """How much darker (0–255) than its paper writing is, below which letters may be lost to a reader.

    Letters of 6 points at 200 dpi that are 40 darker come to 34, and lose tone marks."""
    least_smear_mm2: float = 150.0
    """Grey without strokes, from which a page without strokes is not empty but blurred."""
    sharp_edge: float = 0.28
    """Steepest step between pixels at 150 dpi, as a share of the contrast, below which it is blurred."""
    glare_mm2: float = 60.0
    """Area of plain white on greyer paper, from which it is a mirrored lamp."""
    corner_mm2: float = 40.0
    """Area missing at a corner, from which the corner is folded."""
    cut_strokes: int = 2
    """Letters without a margin at one side of the frame, from which the page is cut off."""


def _ran_into_a_blur(look: Picture, dpi: int, limits: QualityLimits) -> bool:
    """Whether a page without strokes has blunt edges in every colour, as print; a stain is bright in red."""
    light = largest(look)
    return sharpness(light, dpi, _NO_GHOST) < limits.sharp_edge or sharpness(light, dpi, _PALE_EDGE) < _BLUNT


def _is_too_dark(look: Picture, grey: Picture, limits: QualityLimits) -> bool:
    """Whether there was too little light: everything is dark, and grey as paper in the dark is.

    The cover of a booklet is dark, too, but of one strong colour, or it carries bright letters.
    """
    if float(np.percentile(grey[::4, ::4], 80)) >= limits.dark_paper:
        return False
    some = cv2.medianBlur(np.ascontiguousarray(look[::2, ::2]), 3)[::2, ::2]
    tint = float(np.median(np.ptp(some.reshape(-1, 3), axis=1)))
    dim, brightest, few = np.percentile(largest(some), (_FEW_LETTERS[0], _BRIGHT_SHARE, _FEW_LETTERS[1]))
    letters = brightest >= limits.dark_paper + _BRIGHTER or few - dim > _STAND_OUT
    return tint < _STRONG_TINT and not letters


def _pictures(look: Picture, dpi: int) -> tuple[Box, ...]:
    """Give the boxes of the photographs on a side, in its own pixels."""
    size = (look.shape[1], look.shape[0])
    return tuple(box.scaled(2.0, size) for box in photographs(halved(look), dpi / 2))


def _is_small_print(page: RectifiedPage, look: Picture, dpi: int) -> bool:
    if page.dpi >= _FINE_DPI or not prints_small(page.darkest(), page.dpi):
        return False
    # Specks of a photograph all over the side are no letters.
    return not _fill(_pictures(look, dpi), look)


def _fill(pictures: tuple[Box, ...], look: Picture) -> bool:
    """Whether photographs take all of a side."""
    return bool(sum(box.area for box in pictures) > _ALL_OF_SIDE * look.shape[0] * look.shape[1])


def _without_large_pictures(look: Picture, dpi: int) -> Picture:
    """Give the side with paper in place of pictures that are larger than any fold and any mirrored lamp."""
    made, reach = look.copy(), REACH * min(look.shape[:2])
    paper = np.percentile(look[::3, ::3].reshape(-1, 3), 80, axis=0)
    for box in _pictures(look, dpi):
        if max(box.size) > reach:
            box.cut(made)[:] = paper
    return made


def findings_of(geometry: PageGeometry, page: RectifiedPage, limits: QualityLimits) -> tuple[Finding, ...]:
    """Say what is wrong with a page, what spoils most first. `page`: the same, laid straight."""
    look, dpi = geometry.overview, geometry.overview_dpi
    grey = np.asarray(cv2.cvtColor(look, cv2.COLOR_BGR2GRAY), np.uint8)
    if _is_too_dark(look, grey, limits) and not geometry.found.several:
        return (Finding.TOO_DARK,)
    if geometry.found.several:
        return (Finding.TWO_SHEETS,)
    no_strokes = ink_area_mm2(look, dpi, limits.stroke_contrast, page.tint) < limits.least_ink_mm2
    pictures = _pictures(look, dpi) if no_strokes else ()
    beside = tuple(box.scaled(page.dpi / dpi, page.size) for box in pictures)
    pale = pale_writing(page.darkest(), page.dpi, beside) if no_strokes else PaleWriting(0.0, 0.0)
    marked = no_strokes and has_dark_mark(page.darkest(), page.dpi)
    written = pale.area_mm2 >= limits.least_pale_mm2
    bare = no_strokes and not written and not marked and not pictures
    if bare and smeared_mm2(look, dpi) < limits.least_smear_mm2 and not _ran_into_a_blur(look, dpi, limits):
        return (Finding.EMPTY,)
    found = []
    if written and pale.contrast < limits.faint_contrast:
        found.append(Finding.FAINT)
    elif not bare and _is_small_print(page, look, dpi):
        found.append(Finding.SMALL_PRINT)
    if geometry.askew:
        found.append(Finding.ASKEW)
    # A photograph all over the side has soft edges; blurred print has paper around it.
    soft = _fill(pictures, look)
    if not soft and (bare or sharpness(grey, dpi) < limits.sharp_edge):
        found.append(Finding.BLURRED)
    if cut_strokes(geometry.seen, geometry.overview_dpi, geometry.skew_deg) >= limits.cut_strokes:
        found.append(Finding.CUT_OFF)
    glaring = glare_mm2(look, dpi) > limits.glare_mm2
    folded = not soft and corner_mm2(look, dpi) > limits.corner_mm2
    # Pictures have bright spots and edges of their own.
    bare_look = _without_large_pictures(look, dpi) if glaring or folded else look
    if glaring and glare_mm2(bare_look, dpi) > limits.glare_mm2:
        found.append(Finding.GLARE)
    if folded and corner_mm2(bare_look, dpi) > limits.corner_mm2:
        found.append(Finding.FOLDED_CORNER)
    return tuple(found)
