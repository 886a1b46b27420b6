"""Where in a picture a code may be, so that costly work is done on a part of it only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from drivers.qr_reader.port import Frame

_MARGIN = 0.2
"""Room about a symbol: its quiet zone, and what a wrong corner cut off."""
_CELL = 16
_STEP = 3
"""Pixels between which brightness is compared: about a module of a code that is hard to read."""
_SHARE_OF_STRONGEST = 0.45
_SMALLEST_CELLS = 3
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a picture, in pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    def cut(self, picture: Frame) -> Frame:
        """Give that part (a view)."""
        return picture[self.top : self.bottom, self.left : self.right]

    def covers(self, other: Region) -> bool:
        """Whether most of the other lies in this one."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        area = (other.right - other.left) * (other.bottom - other.top)
        return width > 0 and height > 0 and width * height > _OVERLAP * area


def _region(left: float, top: float, right: float, bottom: float, picture: Frame) -> Region:
    height, width = picture.shape[:2]
    margin = _MARGIN * max(right - left, bottom - top)
    return Region(
        max(0, int(left - margin)),
        max(0, int(top - margin)),
        min(width, int(right + margin) + 1),
        min(height, int(bottom + margin) + 1),
    )


def regions_of(corners: Sequence[npt.NDArray[np.float32]], picture: Frame) -> list[Region]:
    """Give a region with margin about each (4, 2) set of corners, without those that another covers."""
    regions: list[Region] = []
    for ends in corners:
        low, high = ends.min(axis=0), ends.max(axis=0)
        region = _region(float(low[0]), float(low[1]), float(high[0]), float(high[1]), picture)
        if (
            region.right - region.left > 1
            and region.bottom - region.top > 1
            and not any(one.covers(region) for one in regions)
        ):
            regions.append(region)
    return regions


def textured(picture: Frame) -> list[Region]:
    """Give regions about what changes between light and dark everywhere, in both directions, strongest first.

    `picture`: (height, width) uint8. A code does so even where it is too blurred to show its finder patterns.
    """
    across = cv2.absdiff(picture[:-_STEP, _STEP:], picture[:-_STEP, :-_STEP])
    down = cv2.absdiff(picture[_STEP:, :-_STEP], picture[:-_STEP, :-_STEP])
    height, width = across.shape
    size = (max(1, width // _CELL), max(1, height // _CELL))
    both = [cv2.resize(one, size, interpolation=cv2.INTER_AREA).astype(np.float32) for one in (across, down)]
    strength = cv2.GaussianBlur(np.sqrt(both[0] * both[1]), (0, 0), 1.2)
    strongest = float(strength.max())
    if strongest < 1:
        return []
    strong = (strength > _SHARE_OF_STRONGEST * strongest).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strong, connectivity=8)
    found: list[tuple[float, Region]] = []
    for label in range(1, count):
        left, top, wide, high, area = (int(value) for value in stats[label])
        if min(wide, high) < _SMALLEST_CELLS:
            continue
        total = float(strength[labels == label].sum()) * area / (wide * high)
        region = _region(left * _CELL, top * _CELL, (left + wide) * _CELL, (top + high) * _CELL, picture)
        found.append((total, region))
    found.sort(key=lambda one: -one[0])
    return [region for _, region in found]
