"""Pages of one component into one PDF/A-2b: colour, 1:1 size, what it is in its metadata."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import cv2
import img2pdf
import numpy as np
import pikepdf

from kiosk_app.scanning.archive import About, saved_as_archive
from kiosk_app.scanning.page import Page

MIN_DPI = 200
"""NĐ 30/2020 Phụ lục I: colour, at least 200 dpi (domain.md 5)."""
_LADDER = ((1.0, 65), (1.0, 50), (0.85, 50), (0.75, 45), (0.67, 40), (0.67, 30))
"""(scale of the side, JPEG quality), tried in this order to meet a ceiling; 0.67 of 300 dpi is 200 dpi."""


class TooLargeError(Exception):
    """The pages cannot be made to fit the portal's limit for one file. Fewer pages at a time would."""


def bind_pdf(pages: Sequence[Page], about: About, max_bytes: int | None = None) -> bytes:
    """Bind pages; the same input gives the same bytes.

    `max_bytes`: hard ceiling, met by re-encoding the pages. Raises `TooLargeError`.
    """
    made = _bind([page.picture for page in pages], [page.dpi for page in pages], about)
    if max_bytes is None or len(made) <= max_bytes:
        return made
    for scale, quality in _LADDER:
        if any(page.dpi * scale < MIN_DPI for page in pages):
            continue
        smaller = [_recoded(page.picture, scale, quality) for page in pages]
        made = _bind(smaller, [round(page.dpi * scale) for page in pages], about)
        if len(made) <= max_bytes:
            return made
    raise TooLargeError(f"{len(pages)} pages do not fit into {max_bytes} bytes")


def _recoded(picture: bytes, scale: float, quality: int) -> bytes:
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise TooLargeError("a page could not be read back")
    if scale < 1:
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return data.tobytes()


def _bind(pictures: Sequence[bytes], dpis: Sequence[int], about: About) -> bytes:
    with pikepdf.new() as document:
        for picture, dpi in zip(pictures, dpis, strict=True):
            layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
            one = img2pdf.convert(picture, layout_fun=layout, nodate=True)
            with pikepdf.open(BytesIO(one)) as single:
                document.pages.extend(single.pages)
        return saved_as_archive(document, about)
