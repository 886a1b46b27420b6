"""A page laid straight and in even light, each view of it as fine as what is read from it."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.encode import halved, shrunk
from kiosk_app.scanning.geometry import PageGeometry, rectified
from kiosk_app.scanning.ink import darkest, tint_of
from kiosk_app.scanning.lighting import brightened, evened, gain_at, light_of

Picture = npt.NDArray[np.uint8]
_SHARPENING = 0.4
"""How much of what a blur of a pixel takes away is added: as much as laying a page straight has blurred."""


class RectifiedPage:
    """One page. All its colours at full resolution take the longest to lay straight: few pages need them."""

    def __init__(self, pixels: Picture, dpi: int, geometry: PageGeometry) -> None:
        """`pixels`: the raw scan, (height, width, 3) uint8, BGR, at `dpi`; `geometry`: how it lies there."""
        self._pixels = pixels
        self._geometry = geometry.without_pictures()
        self._quarters = geometry.rotation // 90
        self._gain = light_of(halved(geometry.overview), geometry.overview_dpi / 2)
        self.dpi = dpi
        self.size = geometry.size if geometry.rotation in (0, 180) else (geometry.size[1], geometry.size[0])
        """Width and height in pixels at full resolution."""
        look = geometry.overview if geometry.flattening is None else _sharpened(geometry.overview)
        self.overview = evened(look, self._gain)
        """(height, width, 3) uint8, BGR: the colours at `overview_dpi`."""
        self.overview_dpi = geometry.overview_dpi
        self.tint = tint_of(self.overview)
        """Of its paper."""

    def darkest(self) -> Picture:
        """Give the darkest of the three channels at full resolution, its paper's tint evened out.

        (height, width) uint8.
        """
        return evened(rectified(darkest(self._pixels, self.tint), self._geometry), self._gain)

    def colours(self, box: Box | None = None) -> Picture:
        """Give the page, or what lies in a box, at full resolution: (height, width, 3) uint8, BGR."""
        part = rectified(self._pixels, self._geometry, box)
        if self._gain is None:
            return part
        factors = gain_at(self._gain, self.size)
        return brightened(part, factors if box is None else box.cut(factors))

    def as_coarse_as_overview(self, plane: Picture) -> Picture:
        """Give a plane of the page, (height, width) uint8 at full resolution, in the size of `overview`."""
        height, width = self.overview.shape[:2]
        parts = round(self.dpi / self.overview_dpi)
        if (plane.shape[0] // parts, plane.shape[1] // parts) != (height, width):
            return np.asarray(cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        # The overview has no place for an odd last row or column, which may have become the first by turning.
        level = np.rot90(plane, self._quarters)
        level = level[: level.shape[0] // parts * parts, : level.shape[1] // parts * parts]
        return shrunk(np.rot90(level, -self._quarters), parts)


def _sharpened(look: Picture) -> Picture:
    """Take back the blur of resampling at half the resolution, which makes ink paler."""
    blurred = cv2.GaussianBlur(look, (3, 3), 0)
    return np.asarray(cv2.addWeighted(look, 1.0 + _SHARPENING, blurred, -_SHARPENING, 0.0), np.uint8)
