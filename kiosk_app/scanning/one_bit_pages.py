"""Finds pages of one bit a pixel in files, so that they can be taken over as they are stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image

from kiosk_app.scanning.encode import EncodingError, group4
from kiosk_app.scanning.page import Bilevel

_MOST_PIXELS = 45_000_000
_FILTERS = ("/CCITTFaxDecode", "/JBIG2Decode")
_PLACING = frozenset({"q", "Q", "cm", "Do", "gs"})
_ALL_OF_PAGE = 0.03


def stored_in_picture(file: Image.Image) -> Bilevel | None:
    """Give a picture of one bit a pixel as group 4; None for any other, or where a note turns it."""
    if (
        file.mode != "1"
        or file.width * file.height > _MOST_PIXELS
        or Image.Image.getexif(file).get(0x0112, 1) != 1
    ):
        return None
    mask = np.where(np.asarray(file.convert("L"), np.uint8) < 128, 255, 0).astype(np.uint8)
    try:
        return Bilevel(file.width, file.height, group4(mask))
    except EncodingError:
        return None


def stored_in_pdf(path: Path) -> list[Bilevel | None]:
    """Give for each page of a PDF the picture of one bit a pixel that fills it, None for any other page."""
    try:
        with pikepdf.open(path) as document:
            return [_only_picture(page) for page in document.pages]
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return []


def _black_is_zero(image: pikepdf.Object) -> bool:
    return "/Decode" not in image or [float(part) for part in image.Decode] == [0.0, 1.0]


def _only_picture(page: pikepdf.Page) -> Bilevel | None:
    try:
        return _picture(page)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, NotImplementedError):
        # What is odd in one page is drawn, not taken over.
        return None


def _picture(page: pikepdf.Page) -> Bilevel | None:
    if "/Annots" in page.obj and len(page.obj.Annots):
        return None
    steps = pikepdf.parse_content_stream(page)
    names = [str(step.operator) for step in steps]
    if set(names) - _PLACING or names.count("Do") != 1 or names.count("cm") != 1:
        return None
    matrix = [float(number) for number in steps[names.index("cm")].operands]
    image = page.resources.XObject[str(steps[names.index("Do")].operands[0])]
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    wanted = [right - left, 0.0, 0.0, top - bottom, left, bottom]
    slack = _ALL_OF_PAGE * max(wanted)
    fills = all(abs(one - other) <= slack for one, other in zip(matrix, wanted, strict=True))
    if not fills or str(image.get("/Filter")) not in _FILTERS or int(image.get("/BitsPerComponent", 1)) != 1:
        return None
    plain = str(image.get("/ColorSpace", "/DeviceGray")) == "/DeviceGray" and _black_is_zero(image)
    if not plain or image.get("/ImageMask", False) or "/SMask" in image or "/Mask" in image:
        return None
    parameters = pikepdf.Dictionary(Filter=image.Filter)
    shared = b""
    given = image.get("/DecodeParms")
    if given is not None and "/JBIG2Globals" in given:
        shared = given.JBIG2Globals.read_bytes()
    elif given is not None:
        parameters.DecodeParms = pikepdf.Dictionary(dict(given.items()))
    rotation = int(page.obj.get("/Rotate", 0)) % 360
    data = image.read_raw_bytes()
    return Bilevel(int(image.Width), int(image.Height), data, rotation, parameters.unparse(), shared)
