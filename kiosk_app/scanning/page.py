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
    OTHER_DOCUMENT = "other_document"


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
    """JPEG of the prepared page, at `dpi`: what goes into the PDF."""
    thumbnail: bytes
    """JPEG, longer side at most 640 pixels, for the screen."""
    preview: bytes
    """JPEG, longer side at most 1600 pixels, for the large view."""
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        return f"Page({self.page_id}, {self.width}x{self.height} at {self.dpi} dpi)"
