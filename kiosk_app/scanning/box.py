"""A rectangle of pixels, cut out of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; what is right of `right` and below `bottom` is outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.right - self.left, self.bottom - self.top

    @property
    def area(self) -> int:
        """Pixels."""
        return self.size[0] * self.size[1]

    def cut(self, pixels: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Give the part of a picture that lies in it, as a view."""
        part: npt.NDArray[Any] = pixels[self.top : self.bottom, self.left : self.right]
        return part

    def scaled(self, scale: float, size: tuple[int, int]) -> Box:
        """Give it on the picture `scale` times as fine, which is `size` (width, height) pixels large."""
        return Box(
            round(self.left * scale),
            round(self.top * scale),
            min(size[0], round(self.right * scale)),
            min(size[1], round(self.bottom * scale)),
        )

    def turned_back(self, rotation: int, size: tuple[int, int]) -> Box:
        """Give it on the picture before that was turned `rotation` degrees clockwise.

        `size`: width and height of that picture.
        """
        width, height = size
        if rotation == 90:
            return Box(self.top, height - self.right, self.bottom, height - self.left)
        if rotation == 180:
            return Box(width - self.right, height - self.bottom, width - self.left, height - self.top)
        if rotation == 270:
            return Box(width - self.bottom, self.left, width - self.top, self.right)
        return self
