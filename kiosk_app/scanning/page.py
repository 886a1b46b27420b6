"""A page of paper as the kiosk keeps it: in memory only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """What may make a page unreadable for the officer."""

    BLURRED = "blurred"
    TOO_DARK = "too_dark"
    GLARE = "glare"
    CUT_OFF = "cut_off"
    FOLDED_CORNER = "folded_corner"
    EMPTY = "empty"
    TWO_SHEETS = "two_sheets"
    FAINT = "faint"
    """Print so pale that letters may be lost to a reader."""
    SMALL_PRINT = "small_print"
    """Print so small for the scan that strokes and marks of its letters are a dot wide."""
    ASKEW = "askew"
    """Laid further askew than is turned back."""
    OTHER_DOCUMENT = "other_document"


@dataclass(frozen=True, slots=True)
class Patch:
    """A photograph on a page that is ink elsewhere, kept as a picture of its own."""

    left: float
    top: float
    right: float
    bottom: float
    """Shares of the page's width and height, from its upper left corner."""
    picture: bytes
    """JPEG."""

    def __repr__(self) -> str:
        return f"Patch({self.left:.2f}, {self.top:.2f}, {self.right:.2f}, {self.bottom:.2f})"


@dataclass(frozen=True, slots=True)
class Crossing:
    """A place where inks of several colours cross, kept apart from the page's ink: its colours are finer."""

    left: float
    top: float
    right: float
    bottom: float
    """Shares of the page's width and height, from its upper left corner."""
    width: int
    height: int
    """Pixels of the mask."""
    mask: bytes
    """As that of `Layers`, and as fine."""
    ink: bytes
    """As that of `Layers`, but finer."""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.mask) + len(self.ink)

    def __repr__(self) -> str:
        return f"Crossing({self.left:.2f}, {self.top:.2f}, {self.right:.2f}, {self.bottom:.2f})"


@dataclass(frozen=True, slots=True)
class Layers:
    """A page taken apart (mixed raster content): paper below, ink above it through a sharp mask."""

    width: int
    """Pixels of the mask."""
    height: int
    """Pixels of the mask."""
    mask: bytes
    """CCITT group 4, black is ink; Flate over it."""
    ink: bytes
    """JPEG, coarse: the colour of the ink; Flate over it."""
    paper: bytes
    """JPEG, coarse: the paper without the ink; Flate over it."""
    patches: tuple[Patch, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    """What lies in them is not in `mask`."""

    @property
    def size(self) -> int:
        """Bytes of all layers."""
        pictures = sum(len(patch.picture) for patch in self.patches)
        crossed = sum(one.size for one in self.crossings)
        return len(self.mask) + len(self.ink) + len(self.paper) + pictures + crossed

    def __repr__(self) -> str:
        return f"Layers({self.width}x{self.height}, {self.size} bytes)"


@dataclass(frozen=True, slots=True)
class Bilevel:
    """A page of one bit a pixel, as a fax or a black-and-white scan is: it stays so, and does not grow."""

    width: int
    height: int
    """Pixels, before the quarter turns."""
    data: bytes
    """CCITT group 4, black is ink; or as `parameters` says."""
    rotation: int = 0
    """Degrees clockwise by which it is turned where it is shown."""
    parameters: bytes = b""
    """The stream's dictionary of the PDF that it comes from, in PDF syntax; empty for group 4 of our own."""
    shared: bytes = b""
    """What a JBIG2 stream shares with others (JBIG2Globals)."""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data) + len(self.shared)

    def __repr__(self) -> str:
        return f"Bilevel({self.width}x{self.height}, {self.size} bytes)"


@dataclass(frozen=True, slots=True)
class Page:
    """One prepared page."""

    page_id: str
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    dpi: int
    picture: bytes
    """JPEG of the prepared page, at `dpi`; empty where there are layers."""
    thumbnail: bytes
    """JPEG, longer side at most 640 pixels, for the screen."""
    preview: bytes
    """JPEG, longer side at most 1600 pixels, for the large view."""
    findings: tuple[Finding, ...] = ()
    seems: str = ""
    """Title of another paper that it looks like, where `Finding.OTHER_DOCUMENT` is among the findings."""
    layers: Layers | None = None
    """Instead of the picture, where they show the same in fewer bytes."""
    bilevel: Bilevel | None = None
    """Instead of both, where the scan has one bit a pixel."""
    skew_deg: float = 0.0
    """By how much the scan was turned back, degrees, positive anticlockwise."""
    rotation: int = 0
    """Quarter turns that set it upright: 0, 90, 180 or 270 degrees clockwise."""

    @property
    def size(self) -> int:
        """Bytes that its pictures take in the PDF."""
        if self.bilevel is not None:
            return self.bilevel.size
        return len(self.picture) if self.layers is None else self.layers.size

    def __repr__(self) -> str:
        return f"Page({self.page_id}, {self.width}x{self.height} at {self.dpi} dpi)"
