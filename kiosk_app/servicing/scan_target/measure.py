"""What a scan of the test sheet shows of the scanner: geometry, edges, sharpness, colour."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.servicing.scan_target.draw import DICTIONARY
from kiosk_app.servicing.scan_target.sheet import (
    BARS,
    BARS_MM,
    FREQUENCIES,
    HEIGHT_MM,
    MARKER_MM,
    MARKERS,
    PATCH_MM,
    PATCHES,
    WIDTH_MM,
    Bars,
)

Frame = npt.NDArray[np.uint8]
_LEAST_MARKERS = 4
"""Of the sheet's markers; fewer do not tell how it is bent and turned."""
_MM_PER_INCH = 25.4
_SAMPLES_PER_MM = 24
"""When bars are laid straight: six samples to a bar of the finest."""


class TargetNotFoundError(Exception):
    """The scan does not show the test sheet."""


@dataclass(frozen=True, slots=True)
class TargetMeasurement:
    """The figures of one scan."""

    markers: int
    dpi_across: float
    dpi_along: float
    """Dots an inch by the sheet's own marks, not by what the device says."""
    skew_deg: float
    upside_down: bool
    lost_mm: dict[str, float]
    """Millimetres of the sheet that the picture lacks at each side of the picture; 0 when none are."""
    sharpness: dict[float, float]
    """Pairs of lines in a millimetre → contrast that is left, 0 to 1; the worse of both directions."""
    colours: dict[str, tuple[int, int, int]]
    """Name of the patch → its colour in the scan, RGB."""

    @property
    def finest_pairs_per_mm(self) -> float:
        """The finest bars that are still told apart; 0 when none are."""
        finest = 0.0
        for frequency in FREQUENCIES:
            if self.sharpness[frequency] < _SEEN:
                break
            finest = frequency
        return finest


_SEEN = 0.2
"""Contrast from which bars count as told apart."""


def measure(pixels: Frame, dpi: int) -> TargetMeasurement:
    """Measure a scan. `pixels`: (height, width, 3) BGR. `dpi`: what the device says, for the marks' size.

    Raises `TargetNotFoundError`.
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    on_sheet, on_picture = _marks(grey)
    found, _ = cv2.findHomography(on_sheet, on_picture, cv2.RANSAC, 3.0)
    if found is None:
        raise TargetNotFoundError("các dấu không nằm trên một mặt phẳng")
    matrix = np.asarray(found, dtype=np.float64)
    corners = _places(matrix, [(0, 0), (WIDTH_MM, 0), (WIDTH_MM, HEIGHT_MM), (0, HEIGHT_MM)])
    across = corners[1] - corners[0]
    along = corners[3] - corners[0]
    angle = math.degrees(math.atan2(float(across[1]), float(across[0])))
    upside_down = abs(angle) > 90
    skew = (angle + 180) % 360 - 180 if not upside_down else (angle % 360) - 180
    return TargetMeasurement(
        markers=len(on_sheet) // 4,
        dpi_across=float(np.hypot(*across)) / WIDTH_MM * _MM_PER_INCH,
        dpi_along=float(np.hypot(*along)) / HEIGHT_MM * _MM_PER_INCH,
        skew_deg=skew,
        upside_down=upside_down,
        lost_mm=_lost(corners, pixels.shape[1], pixels.shape[0], dpi),
        sharpness=_sharpness(grey, matrix),
        colours=_colours(pixels, matrix),
    )


def _marks(grey: Frame) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give corresponding points on the sheet (mm) and on the picture (pixels)."""
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    corners, numbers, _ = cv2.aruco.ArucoDetector(DICTIONARY, settings).detectMarkers(grey)
    on_sheet: list[tuple[float, float]] = []
    on_picture: list[npt.NDArray[np.float64]] = []
    seen: set[int] = set()
    # Without a mark OpenCV gives no list of numbers at all.
    for quadrangle, number in zip(corners, np.asarray(numbers).flatten() if corners else (), strict=True):
        place = MARKERS.get(int(number))
        if place is None or int(number) in seen:
            continue
        seen.add(int(number))
        x, y = place
        on_sheet += [(x, y), (x + MARKER_MM, y), (x + MARKER_MM, y + MARKER_MM), (x, y + MARKER_MM)]
        on_picture += list(np.asarray(quadrangle, dtype=np.float64).reshape(4, 2) + 0.5)
    if len(seen) < _LEAST_MARKERS:
        raise TargetNotFoundError(f"thấy {len(seen)} trong {len(MARKERS)} dấu")
    return np.array(on_sheet, dtype=np.float64), np.array(on_picture, dtype=np.float64)


def _places(matrix: npt.NDArray[np.float64], points: list[tuple[float, float]]) -> npt.NDArray[np.float64]:
    moved = cv2.perspectiveTransform(np.array([points], dtype=np.float64), matrix)
    return np.asarray(moved[0], dtype=np.float64)


def _lost(corners: npt.NDArray[np.float64], width: int, height: int, dpi: int) -> dict[str, float]:
    per_mm = dpi / _MM_PER_INCH
    lefts, tops = corners[:, 0], corners[:, 1]
    beyond = {
        "left": -float(lefts.min()),
        "top": -float(tops.min()),
        "right": float(lefts.max()) - width,
        "bottom": float(tops.max()) - height,
    }
    return {side: round(max(0.0, pixels / per_mm), 1) for side, pixels in beyond.items()}


def _straight(
    pixels: Frame, matrix: npt.NDArray[np.float64], x: float, y: float, size: float, per_mm: int
) -> Frame:
    """Give a square of the sheet, laid straight."""
    side = round(size * per_mm)
    scale = np.array([[1 / per_mm, 0, x], [0, 1 / per_mm, y], [0, 0, 1]], dtype=np.float64)
    # OpenCV counts from the centre of the first pixel, the marks' places are counted from its corner.
    half = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1]], dtype=np.float64)
    return np.asarray(
        cv2.warpPerspective(
            pixels, half @ matrix @ scale, (side, side), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        ),
        dtype=np.uint8,
    )


def _sharpness(grey: Frame, matrix: npt.NDArray[np.float64]) -> dict[float, float]:
    white = _level(grey, matrix, "white")
    black = _level(grey, matrix, "black")
    contrast = max(1.0, white - black)
    left = dict.fromkeys(FREQUENCIES, 1.0)
    for bars in BARS:
        left[bars.pairs_per_mm] = min(left[bars.pairs_per_mm], _modulation(grey, matrix, bars) / contrast)
    return {frequency: round(min(1.0, share), 3) for frequency, share in left.items()}


def _modulation(grey: Frame, matrix: npt.NDArray[np.float64], bars: Bars) -> float:
    square = _straight(grey, matrix, bars.x_mm + 1, bars.y_mm + 1, BARS_MM - 2, _SAMPLES_PER_MM)
    profile = square.mean(axis=0 if bars.upright else 1)
    return float(np.percentile(profile, 90) - np.percentile(profile, 10))


def _level(grey: Frame, matrix: npt.NDArray[np.float64], name: str) -> float:
    patch = next(one for one in PATCHES if one.name == name)
    return float(np.median(_straight(grey, matrix, patch.x_mm + 4, patch.y_mm + 4, PATCH_MM - 8, 4)))


def _colours(pixels: Frame, matrix: npt.NDArray[np.float64]) -> dict[str, tuple[int, int, int]]:
    found = {}
    for patch in PATCHES:
        square = _straight(pixels, matrix, patch.x_mm + 4, patch.y_mm + 4, PATCH_MM - 8, 4)
        blue, green, red = (round(float(value)) for value in np.median(square.reshape(-1, 3), axis=0))
        found[patch.name] = (red, green, blue)
    return found
