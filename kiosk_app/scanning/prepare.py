"""Turns a raw scan into the page that is kept: straightened, judged, split into layers. Takes long."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import halved, jpeg, shrunk, within
from kiosk_app.scanning.geometry import measure_geometry
from kiosk_app.scanning.ink import denoised
from kiosk_app.scanning.layers import LayerSettings, split_layers
from kiosk_app.scanning.page import Finding, Page
from kiosk_app.scanning.quality import Limits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage

Picture = npt.NDArray[np.uint8]
_LEAST_DPI, _MOST_DPI = 50, 2400


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
    limits: Limits = field(default_factory=Limits)
    layers: LayerSettings = field(default_factory=LayerSettings)


def prepare(pixels: Picture, dpi: int, page_id: str, settings: Settings, *, drop_blank: bool) -> Page | None:
    """Make a page of a raw scan; None for an empty back when `drop_blank`.

    `pixels`: (height, width, 3) uint8, BGR; `dpi`: of the scan. Raises `PictureError`.
    """
    _refuse_odd(pixels, dpi, settings)
    pixels, dpi = _not_finer(pixels, dpi, settings.most_dpi)
    geometry = measure_geometry(pixels, dpi)
    rectified = RectifiedPage(pixels, dpi, geometry)
    findings = findings_of(geometry, rectified, settings.limits)
    if drop_blank and Finding.EMPTY in findings:
        return None
    width, height = rectified.size
    layers = split_layers(rectified, settings.layers)
    picture = b""
    if layers is None or layers.size > settings.doubtful_layers * width * height:
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
        skew_deg=geometry.skew_deg,
        rotation=geometry.rotation,
    )


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
