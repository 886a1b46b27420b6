"""Turns a raw scan into the page that is kept: straightened, judged, split into layers. Takes long."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import group4, halved, jpeg, shrunk, within
from kiosk_app.scanning.geometry import PageGeometry, measure_geometry
from kiosk_app.scanning.geometry import rectified as rectified_plane
from kiosk_app.scanning.ink import denoised
from kiosk_app.scanning.layers import LayerSettings, split_layers
from kiosk_app.scanning.page import Bilevel, Page
from kiosk_app.scanning.quality import QualityLimits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage

Picture = npt.NDArray[np.uint8]
_LEAST_DPI, _MOST_DPI = 10, 2400
"""A poster of some metres is drawn at 20 dpi, where its letters are as large as a page's at 300."""


class PictureError(Exception):
    """The picture cannot be a page. The paper is unharmed: it may be scanned again."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are kept."""

    jpeg_quality: int = 65
    doubtful_layers: float = 0.04
    """Bytes per pixel from which layers are compared with a plain JPEG. Grain may have been taken for ink."""
    most_dpi: int = 400
    """Finer scans are first reduced to a half or a third, because nobody needs more."""
    longest_side_px: int = 15_000
    """A4 at 1,200 dpi is 9,900 × 14,000; larger pictures are refused before they take the memory."""
    smallest_side_mm: float = 12.0
    """Smaller pictures are no page: a strip of a receipt roll is 58 mm wide, a revenue stamp 20 mm."""
    thumbnail_px: int = 640
    preview_px: int = 1600
    limits: QualityLimits = field(default_factory=QualityLimits)
    layers: LayerSettings = field(default_factory=LayerSettings)


def prepare(
    pixels: Picture,
    dpi: int,
    page_id: str,
    settings: Settings,
    *,
    one_bit: OneBit | None = None,
) -> Page:
    """Make a page of a raw scan.

    `pixels`: (height, width, 3) uint8, BGR; `dpi`: of the scan; `one_bit`: that it has one bit a pixel.
    Raises `PictureError`.
    """
    _refuse_odd(pixels, dpi, settings)
    pixels, dpi = _not_finer(pixels, dpi, settings.most_dpi)
    geometry = measure_geometry(pixels, dpi)
    rectified = RectifiedPage(pixels, dpi, geometry)
    findings = findings_of(geometry, rectified, settings.limits)
    geometry = geometry.without_pictures()
    width, height = rectified.size
    bilevel = _bilevel(one_bit, geometry, pixels) if one_bit is not None else None
    layers = split_layers(rectified, settings.layers) if bilevel is None else None
    picture = b""
    doubtful = layers is None or layers.size > settings.doubtful_layers * width * height
    if bilevel is None and doubtful:
        picture = jpeg(denoised(rectified.colours()), settings.jpeg_quality)
    if layers is not None and picture:
        layers, picture = (layers, b"") if layers.size < len(picture) else (None, picture)
    preview = within(rectified.overview, settings.preview_px)
    thumbnail = within(halved(rectified.overview), settings.thumbnail_px)
    return Page(
        page_id=page_id,
        width=width,
        height=height,
        dpi=dpi,
        picture=picture,
        thumbnail=jpeg(thumbnail, 80),
        preview=jpeg(preview, 80),
        findings=findings,
        layers=layers,
        bilevel=bilevel,
        skew_deg=geometry.skew_deg,
        rotation=geometry.rotation,
    )


@dataclass(frozen=True, slots=True)
class OneBit:
    """That a scan has one bit a pixel."""

    stored: Bilevel | None = None
    """As the file holds it, where that can be taken over."""


def _bilevel(one_bit: OneBit, geometry: PageGeometry, pixels: Picture) -> Bilevel:
    """Keep a scan of one bit a pixel as such: as it is stored, only turned, or levelled and coded anew."""
    if geometry.flattening is None and one_bit.stored is not None:
        return replace(one_bit.stored, rotation=(one_bit.stored.rotation + geometry.rotation) % 360)
    if geometry.flattening is None:
        plane = np.ascontiguousarray(pixels[:, :, 0])
        made = np.asarray(cv2.threshold(plane, 127, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
        return Bilevel(made.shape[1], made.shape[0], group4(made), geometry.rotation)
    plane = rectified_plane(np.ascontiguousarray(pixels[:, :, 0]), geometry)
    made = np.asarray(cv2.threshold(plane, 127, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    return Bilevel(made.shape[1], made.shape[0], group4(made))


def _not_finer(pixels: Picture, dpi: int, most_dpi: int) -> tuple[Picture, int]:
    parts = -(-dpi // most_dpi)
    if parts < 2:
        return pixels, dpi
    return shrunk(pixels, parts), round(dpi / parts)


def _refuse_odd(pixels: Picture, dpi: int, settings: Settings) -> None:
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
        raise PictureError("three bytes a pixel are expected")
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        raise PictureError(f"a scan at {dpi} dpi cannot be a page")
    if min(pixels.shape[:2]) < settings.smallest_side_mm / 25.4 * dpi:
        raise PictureError("the picture is too small for a page")
    if max(pixels.shape[:2]) > settings.longest_side_px:
        raise PictureError("the picture is too large; scan at 300 dpi")
