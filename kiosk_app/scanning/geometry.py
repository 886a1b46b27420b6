"""Brings the sheet into the frame: crop, perspective, skew and quarter turns, in one resampling."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.deskew import paper_colour, skew_of
from kiosk_app.scanning.encode import shrunk
from kiosk_app.scanning.orientation import orientation_of
from kiosk_app.scanning.sheet_detection import SheetDetection, find_sheet, upright_size
from kiosk_app.scanning.sheet_edges import marks_outside

Picture = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]
_LOOK_DPI = 150
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_LEAST_SKEW_DEG = 0.05
_MOST_TEXT_SKEW_DEG = 2.5
"""What text on a sheet whose edges were found may still be turned by; more is a stamp or slanted writing."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """How a page lies in its scan, and how it looks once it lies right."""

    seen: Picture
    """(height, width, 3) uint8, BGR: the scan as it came, at most 150 dpi."""
    overview: Picture
    """(height, width, 3) uint8, BGR: the page straight and upright, at most 150 dpi, for measuring."""
    overview_dpi: int
    found: SheetDetection
    flattening: Matrix | None
    """3 × 3, from pixels of the scan to pixels of the level page; None when it is level already."""
    size: tuple[int, int]
    """Width and height in pixels of the level page, before quarter turns."""
    skew_deg: float
    """Degrees, positive anticlockwise."""
    rotation: int
    """Quarter turns that set it upright: 0, 90, 180 or 270 degrees clockwise."""
    askew: bool = False
    """Whether it lies further askew than is turned back."""

    def without_pictures(self) -> PageGeometry:
        """Give what is measured alone: the pictures are some fifteen megabytes of a page."""
        nothing = np.zeros((0, 0, 3), np.uint8)
        return replace(self, seen=nothing, overview=nothing)


def overview_of(pixels: Picture, dpi: int) -> tuple[Picture, int]:
    """Give the page at no more than 150 dpi, and its dpi."""
    if dpi <= _LOOK_DPI:
        return pixels, dpi
    if dpi % _LOOK_DPI == 0:
        return shrunk(pixels, dpi // _LOOK_DPI), _LOOK_DPI
    scale = _LOOK_DPI / dpi
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), _LOOK_DPI


def measure_geometry(pixels: Picture, dpi: int) -> PageGeometry:
    """Find sheet, skew and way up on a small copy. `pixels`: (height, width, 3) uint8, BGR."""
    small, small_dpi = overview_of(pixels, dpi)
    scale = small_dpi / dpi
    found = find_sheet(small, small_dpi)
    flat, size, turned_by = _flattening(small, found)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)
    skew = skew_of(_warped(grey, flat, size) if found.sheet is not None else grey)
    text_skew = skew.degrees
    limit = _MOST_TEXT_SKEW_DEG if found.sheet is not None and found.sheet.whole else math.inf
    if not _LEAST_SKEW_DEG <= abs(text_skew) <= limit:
        text_skew = 0.0
    if text_skew:
        flat = _turning(size, text_skew) @ flat
        if found.sheet is None:
            flat, size = _with_all_marks(small, small_dpi, flat, size)
    moved = found.sheet is not None or text_skew != 0.0
    overview = small
    if moved:
        # OpenCV warps four channels faster than three.
        four = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2BGRA), np.uint8)
        overview = np.asarray(cv2.cvtColor(_warped(four, flat, size), cv2.COLOR_BGRA2BGR), np.uint8)
    rotation = orientation_of(overview, small_dpi).rotation
    if rotation:
        overview = np.asarray(cv2.rotate(overview, _TURNS[rotation]), np.uint8)
    grown = np.diag([1 / scale, 1 / scale, 1.0]) @ flat @ np.diag([scale, scale, 1.0])
    full_size = (pixels.shape[1], pixels.shape[0])
    if size != (small.shape[1], small.shape[0]):
        full_size = (max(1, round(size[0] / scale)), max(1, round(size[1] / scale)))
    return PageGeometry(
        seen=small,
        overview=overview,
        overview_dpi=small_dpi,
        found=found,
        flattening=np.asarray(grown, np.float64) if moved else None,
        size=full_size,
        skew_deg=round(turned_by + text_skew, 2),
        rotation=rotation,
        askew=skew.too_far,
    )


def rectified(pixels: Picture, geometry: PageGeometry, box: Box | None = None) -> Picture:
    """Crop to the sheet, level and turn a raw scan; the same size when the sheet fills the frame.

    `pixels`: (height, width) uint8 or (height, width, 3) uint8. `box`: the part of the straight page to give.
    """
    part = Box(0, 0, *geometry.size) if box is None else box.turned_back(geometry.rotation, geometry.size)
    if geometry.flattening is None:
        level = part.cut(pixels)
    else:
        shift = np.array([[1.0, 0.0, -part.left], [0.0, 1.0, -part.top], [0.0, 0.0, 1.0]])
        level = _warped(pixels, shift @ geometry.flattening, part.size)
    if not geometry.rotation:
        return level
    return np.asarray(cv2.rotate(level, _TURNS[geometry.rotation]), np.uint8)


def _flattening(small: Picture, found: SheetDetection) -> tuple[Matrix, tuple[int, int], float]:
    if found.sheet is None:
        return np.eye(3), (small.shape[1], small.shape[0]), 0.0
    corners = found.sheet.corners
    width, height = upright_size(corners)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    edge = (corners[1] - corners[0]) + (corners[2] - corners[3])
    return np.asarray(matrix, np.float64), (width, height), float(-np.degrees(np.arctan2(edge[1], edge[0])))


def _turning(size: tuple[int, int], skew_deg: float) -> Matrix:
    matrix = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), -skew_deg, 1.0)
    return np.vstack([matrix, [0.0, 0.0, 1.0]])


def _with_all_marks(
    small: Picture, dpi: int, turn: Matrix, size: tuple[int, int]
) -> tuple[Matrix, tuple[int, int]]:
    """Make the turned page larger where something written would be turned out of it."""
    width, height = size
    frame = np.array([[[0, 0]], [[width, 0]], [[width, height]], [[0, height]]], np.float64)
    kept = cv2.perspectiveTransform(frame, np.linalg.inv(turn))
    inside = np.zeros(small.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.asarray(np.round(kept[:, 0]), np.int32), 255)
    if not marks_outside(small, inside, dpi / 25.4, beside_mm=0.0):
        return turn, size
    corners = cv2.perspectiveTransform(frame, turn)[:, 0]
    least = corners.min(axis=0)
    larger = np.ceil(np.ptp(corners, axis=0)).astype(int)
    shift = np.array([[1.0, 0.0, -least[0]], [0.0, 1.0, -least[1]], [0.0, 0.0, 1.0]])
    return shift @ turn, (int(larger[0]), int(larger[1]))


def _warped(pixels: Picture, matrix: Matrix, size: tuple[int, int]) -> Picture:
    return np.asarray(
        cv2.warpPerspective(
            pixels,
            matrix,
            size,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper_colour(pixels),
        ),
        np.uint8,
    )
