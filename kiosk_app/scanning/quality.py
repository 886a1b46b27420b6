"""What may make a page unreadable, told while the citizen still stands there."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.page import Finding

Picture = npt.NDArray[np.uint8]
_WORK_PX = 1200


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds, on the page scaled to at most 1200 pixels.

    tests/scanning/test_prepare.py holds pages on either side of each.
    """

    dark_paper: float = 110.0
    """Brightness (0–255) that 80 % of the page lies below, below which it is too dark."""
    ink_contrast: float = 40.0
    """How much darker than the paper something must be to count as ink."""
    least_ink: float = 0.0008
    """Share of the page that is ink, below which it is empty."""
    sharp_edge: float = 0.30
    """Steepest step between neighbouring pixels, as a share of the contrast, below which it is blurred."""


def is_blank(pixels: Picture, limits: Limits) -> bool:
    """Whether a side carries nothing: what shines through from the other side is paler than ink."""
    grey = _small(pixels)
    return _ink_share(grey, limits) < limits.least_ink


def findings_of(pixels: Picture, limits: Limits) -> tuple[Finding, ...]:
    """Say what is wrong with a page, worst first."""
    grey = _small(pixels)
    paper = float(np.percentile(grey, 80))
    if paper < limits.dark_paper:
        return (Finding.TOO_DARK,)
    if _ink_share(grey, limits) < limits.least_ink:
        return (Finding.EMPTY,)
    return (Finding.BLURRED,) if _edge(grey) < limits.sharp_edge else ()


def _small(pixels: Picture) -> Picture:
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    scale = _WORK_PX / max(grey.shape)
    if scale >= 1:
        return np.asarray(grey, np.uint8)
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _ink_share(grey: Picture, limits: Limits) -> float:
    margin = round(0.03 * min(grey.shape))
    inner = grey[margin:-margin, margin:-margin]
    paper = cv2.medianBlur(np.ascontiguousarray(inner), 51)
    smooth = cv2.GaussianBlur(inner, (3, 3), 0)
    darker = paper.astype(np.int16) - smooth.astype(np.int16)
    return float(np.count_nonzero(darker > limits.ink_contrast)) / inner.size


def _edge(grey: Picture) -> float:
    steps = np.abs(np.diff(grey.astype(np.int16), axis=1))
    contrast = float(np.percentile(grey, 99) - np.percentile(grey, 0.2))
    return float(np.percentile(steps, 99.8)) / max(contrast, 1.0)
