"""The panels that the interface is made for, and the ways it can be set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PANELS = {
    "portrait": (1080, 1920, 268.0),
    "landscape": (1920, 1080, 476.0),
    "narrow": (768, 1366, 200.0),
    "wide": (1280, 800, 331.0),
    "tablet": (1280, 800, 217.0),
}
"""Width and height in pixels, visible width in millimetres: 21.5 inches upright and lying, and smaller ones
down to the least width that the configuration allows."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen is set."""

    language: str
    text_size: int
    high_contrast: bool
    low: bool = False
    """Everything to touch in the lower half, where the glass is high enough."""

    def suffix(self) -> str:
        """Short name for files."""
        theme = "contrast" if self.high_contrast else "light"
        return f"{self.language}-{self.text_size}-{theme}" + ("-low" if self.low else "")


def looks(panel: str) -> Iterator[Look]:
    """Every text size, theme and language; the lower half of a high glass at the least and the most text."""
    for language in ("vi", "en"):
        for text_size in (0, 1, 2):
            for high_contrast in (False, True):
                yield Look(language, text_size, high_contrast)
    if panel in ("portrait", "narrow"):
        for text_size in (0, 2):
            yield Look("vi", text_size, high_contrast=False, low=True)
