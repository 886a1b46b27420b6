"""What may make a page unreadable, told while the citizen still stands there."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.blank import ink_area_mm2, smeared_mm2
from kiosk_app.scanning.corners import corner_mm2
from kiosk_app.scanning.defects import cut_strokes, glare_mm2, sharpness
from kiosk_app.scanning.geometry import PageGeometry
from kiosk_app.scanning.page import Finding

Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds of the quality gate; docs/decisions/008-quality-gate.md has the measurement behind each."""

    dark_paper: float = 115.0
    """Brightness (0–255) that 80 % of the page lies below, below which it is too dark."""
    stroke_contrast: float = 48.0
    """How much darker (0–255) than its surroundings a stroke is; paler is shine-through."""
    least_ink_mm2: float = 3.0
    """Strokes on a page, below which it is empty."""
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


def is_blank(look: Picture, dpi: int, limits: Limits) -> bool:
    """Whether a side carries nothing. `look`: (height, width, 3) uint8, BGR."""
    if ink_area_mm2(look, dpi, limits.stroke_contrast) >= limits.least_ink_mm2:
        return False
    return smeared_mm2(look, dpi) < limits.least_smear_mm2


def findings_of(geometry: PageGeometry, limits: Limits) -> tuple[Finding, ...]:
    """Say what is wrong with a page, what spoils most first."""
    look, dpi = geometry.overview, geometry.overview_dpi
    grey = np.asarray(cv2.cvtColor(look, cv2.COLOR_BGR2GRAY), np.uint8)
    if float(np.percentile(grey[::4, ::4], 80)) < limits.dark_paper and not geometry.found.several:
        return (Finding.TOO_DARK,)
    if geometry.found.several:
        return (Finding.TWO_SHEETS,)
    no_strokes = ink_area_mm2(look, dpi, limits.stroke_contrast) < limits.least_ink_mm2
    if no_strokes and smeared_mm2(look, dpi) < limits.least_smear_mm2:
        return (Finding.EMPTY,)
    found = []
    if no_strokes or sharpness(grey, dpi) < limits.sharp_edge:
        found.append(Finding.BLURRED)
    if cut_strokes(geometry.seen, geometry.overview_dpi) >= limits.cut_strokes:
        found.append(Finding.CUT_OFF)
    if glare_mm2(look, dpi) > limits.glare_mm2:
        found.append(Finding.GLARE)
    if corner_mm2(look, dpi) > limits.corner_mm2:
        found.append(Finding.FOLDED_CORNER)
    return tuple(found)
