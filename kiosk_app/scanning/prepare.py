"""From a raw scan to the page that is kept: straightened, looked at, compressed. Runs on a worker thread."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.deskew import skew_of, turned
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.quality import Limits, findings_of, is_blank

Picture = npt.NDArray[np.uint8]


class PictureError(Exception):
    """The picture cannot be a page. The paper is unharmed: it may be scanned again."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are kept."""

    jpeg_quality: int = 75
    longest_side_px: int = 12_000
    """Larger pictures (A3 at 600 dpi is 9,900 × 14,000) are refused before they take the memory."""
    smallest_side_px: int = 32
    thumbnail_px: int = 640
    preview_px: int = 1600
    limits: Limits = field(default_factory=Limits)


def prepare(pixels: Picture, dpi: int, page_id: str, settings: Settings, *, drop_blank: bool) -> Page | None:
    """Make a page of a raw scan; None for an empty back when `drop_blank`.

    `pixels`: (height, width, 3) uint8, BGR; `dpi`: of the scan. Raises `PictureError`.
    """
    _refuse_odd(pixels, settings)
    if drop_blank and is_blank(pixels, settings.limits):
        return None
    straight = turned(pixels, skew_of(pixels))
    return Page(
        page_id=page_id,
        width=straight.shape[1],
        height=straight.shape[0],
        dpi=dpi,
        picture=_jpeg(straight, settings.jpeg_quality),
        thumbnail=_jpeg(_within(straight, settings.thumbnail_px), 80),
        preview=_jpeg(_within(straight, settings.preview_px), 80),
        findings=findings_of(straight, settings.limits),
    )


def _refuse_odd(pixels: Picture, settings: Settings) -> None:
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
        raise PictureError("three bytes a pixel are expected")
    if min(pixels.shape[:2]) < settings.smallest_side_px:
        raise PictureError("the picture is too small for a page")
    if max(pixels.shape[:2]) > settings.longest_side_px:
        raise PictureError("the picture is too large; scan at 300 dpi")


def _within(pixels: Picture, side: int) -> Picture:
    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _jpeg(pixels: Picture, quality: int) -> bytes:
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise PictureError("the picture could not be compressed")
    return data.tobytes()
