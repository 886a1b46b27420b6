"""Finds pages of one bit a pixel in files, so that they can be taken over as they are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image

from kiosk_app.scanning.encode import EncodingError, group4
from kiosk_app.scanning.page import Bilevel

_Step = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_MOST_PIXELS = 45_000_000
_FILTERS = ("/CCITTFaxDecode", "/JBIG2Decode")
_PLACING = frozenset({"q", "Q", "cm", "Do", "gs"})
_ALL_OF_PAGE = 0.03
_BLACK_IS_ZERO, _BLACK_IS_ONE = (0.0, 1.0), (1.0, 0.0)
"""Decode arrays (ISO 32000-1, 8.9.5.2)."""


def stored_in_picture(file: Image.Image) -> Bilevel | None:
    """Give a picture of one bit a pixel as group 4; None for any other, or where a note turns it."""
    if (
        file.mode != "1"
        or file.width * file.height > _MOST_PIXELS
        or Image.Image.getexif(file).get(0x0112, 1) != 1
    ):
        return None
    mask = np.logical_not(np.asarray(file, np.bool_)).view(np.uint8)
    try:
        return Bilevel(file.width, file.height, group4(mask))
    except EncodingError:
        return None


def stored_in_pdf(path: Path) -> Iterator[Bilevel | None]:
    """Give for each page of a PDF the picture of one bit a pixel that fills it, None for any other page.

    One by one, so that of a thousand pages one takes memory. Nothing for a file that cannot be opened.
    """
    odd = (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError)
    with suppress(*odd), pikepdf.open(path) as document:
        for page in document.pages:
            yield _only_picture(page)


def _decode(image: pikepdf.Object) -> tuple[float, ...]:
    return tuple(float(part) for part in image.Decode) if "/Decode" in image else _BLACK_IS_ZERO


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
    if set(names) - _PLACING or names.count("Do") != 1:
        return None
    matrix = _where_placed(steps)
    image = page.resources.XObject[str(steps[names.index("Do")].operands[0])]
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    wanted = [right - left, 0.0, 0.0, top - bottom, left, bottom]
    slack = _ALL_OF_PAGE * max(wanted)
    fills = all(abs(one - other) <= slack for one, other in zip(matrix, wanted, strict=True))
    if not fills or int(image.get("/BitsPerComponent", 1)) != 1:
        return None
    plain = str(image.get("/ColorSpace", "/DeviceGray")) == "/DeviceGray" and _decode(image) in (
        _BLACK_IS_ZERO,
        _BLACK_IS_ONE,
    )
    if not plain or image.get("/ImageMask", False) or "/SMask" in image or "/Mask" in image:
        return None
    rotation = int(page.obj.get("/Rotate", 0)) % 360
    coding = _only_one(image.get("/Filter"))
    if str(coding) not in _FILTERS:
        return _coded_anew(image, rotation)
    parameters = pikepdf.Dictionary(Filter=coding)
    if _decode(image) == _BLACK_IS_ONE:
        parameters.Decode = pikepdf.Array([1, 0])
    shared = b""
    given = _only_one(image.get("/DecodeParms"))
    if given is not None and "/JBIG2Globals" in given:
        shared = given.JBIG2Globals.read_bytes()
    elif given is not None:
        parameters.DecodeParms = pikepdf.Dictionary(dict(given.items()))
    data = image.read_raw_bytes()
    return Bilevel(int(image.Width), int(image.Height), data, rotation, parameters.unparse(), shared)


def _where_placed(steps: Sequence[_Step]) -> list[float]:
    """Give the matrix under which the only picture is shown; programs place it in one step or in several."""
    now, kept = np.eye(3), [np.eye(3)]
    for step in steps:
        operator = str(step.operator)
        if operator == "Do":
            break
        if operator == "q":
            kept.append(now)
        elif operator == "Q":
            now = kept.pop() if kept else np.eye(3)
        elif operator == "cm":
            a, b, c, d, e, f = (float(number) for number in step.operands)
            # ISO 32000-1, 8.3.4: a new matrix stands before the one that is in force.
            now = np.einsum("ij,jk->ik", np.array([[a, b, 0], [c, d, 0], [e, f, 1]]), now)
    return [float(part) for part in now[:, :2].ravel()]


def _only_one(value: pikepdf.Object | None) -> pikepdf.Object | None:
    """Give the only element of an array, as some programs write a filter; anything else as it is."""
    return value[0] if isinstance(value, pikepdf.Array) and len(value) == 1 else value


def _coded_anew(image: pikepdf.Object, rotation: int) -> Bilevel | None:
    """Give a picture of one bit a pixel that is coded in another way, or not at all, as group 4."""
    width, height = int(image.Width), int(image.Height)
    if not 0 < width * height <= _MOST_PIXELS:
        return None
    rows = np.frombuffer(image.read_bytes(), np.uint8)
    stride = (width + 7) // 8
    if len(rows) < stride * height:
        return None
    coded = rows[: stride * height].reshape(height, stride)
    if _decode(image) == _BLACK_IS_ZERO:
        coded = np.invert(coded)
    try:
        return Bilevel(width, height, group4(np.unpackbits(coded, axis=1, count=width)), rotation)
    except EncodingError:
        return None
