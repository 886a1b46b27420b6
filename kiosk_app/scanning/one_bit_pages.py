"""Finds pages of one bit a pixel in files, so that they can be taken over as they are stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from math import hypot
from pathlib import Path

import numpy as np
import pikepdf
from pikepdf import Name
from PIL import Image

from kiosk_app.scanning.encode import EncodingError, group4
from kiosk_app.scanning.page import Bilevel
from kiosk_app.scanning.pdf_content import ALL_OF_PAGE, Placed, drawn_by
from kiosk_app.scanning.pdf_streams import ODD, TooMuchError

_MOST_PIXELS = 45_000_000
_FILTERS = ("/CCITTFaxDecode", "/JBIG2Decode")
_CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3}
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


@dataclass(frozen=True, slots=True)
class BitsInPdf:
    """That all that is seen of a PDF page has one bit a pixel."""

    dpi: float
    """Of its finest picture, in points of the page's own unit."""
    stored: Bilevel | None = None
    """The picture that fills it, where there is one that can be taken over."""


def bits_in_pdf(path: Path) -> Iterator[BitsInPdf | None]:
    """Tell for each page of a PDF whether it shows pictures of one bit a pixel and nothing else, None if not.

    What is written unseen over a page for the search in it does not count. One by one, so that of a thousand
    pages one takes memory. Nothing for a file that cannot be opened.
    """
    with suppress(*ODD, pikepdf.PasswordError), pikepdf.open(path) as document:
        for page in document.pages:
            yield _bits(page)


def _decode(image: pikepdf.Object) -> tuple[float, ...]:
    return tuple(float(part) for part in image.Decode) if "/Decode" in image else _BLACK_IS_ZERO


def _bits(page: pikepdf.Page) -> BitsInPdf | None:
    try:
        return _only_bits(page)
    except (*ODD, TooMuchError):
        # What is odd in one page is drawn, not taken over.
        return None


def _only_bits(page: pikepdf.Page) -> BitsInPdf | None:
    if any(one.get("/Subtype") != "/Link" or "/AP" in one for one in page.obj.get("/Annots", [])):
        return None
    if "/XObject" not in page.resources:
        return None
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    drawn = drawn_by(page.obj.get("/Contents"), page.resources, (left, bottom, right, top))
    if (
        drawn.more
        or drawn.letters
        or not drawn.pictures
        or any(_black(one) is None for one in drawn.pictures)
    ):
        return None
    finest = max(_dpi(one) for one in drawn.pictures)
    wanted = (right - left, 0.0, 0.0, top - bottom, left, bottom)
    slack = ALL_OF_PAGE * max(wanted)
    (first, *others) = drawn.pictures
    if others or not all(abs(one - other) <= slack for one, other in zip(first.matrix, wanted, strict=True)):
        return BitsInPdf(finest)
    return BitsInPdf(finest, _stored(first, int(page.obj.get("/Rotate", 0)) % 360))


def _dpi(placed: Placed) -> float:
    a, b, c, d, _, _ = placed.matrix
    across, up = hypot(a, b), hypot(c, d)
    return max(int(placed.image.Width) / across, int(placed.image.Height) / up) * 72


def _black(placed: Placed) -> tuple[float, ...] | None:
    """Give the decode array that a picture of one bit would have in grey; None for any other picture."""
    image, decode = placed.image, _decode(placed.image)
    if decode not in (_BLACK_IS_ZERO, _BLACK_IS_ONE) or "/SMask" in image or "/Mask" in image:
        return None
    if bool(image.get("/ImageMask", False)):
        return decode if placed.black else None
    if int(image.get("/BitsPerComponent", 0)) != 1 and str(image.get("/Filter", "")) not in _FILTERS:
        return None
    space = image.get("/ColorSpace", Name.DeviceGray)
    if not isinstance(space, pikepdf.Array):
        return decode if space == "/DeviceGray" else None
    if space[0] == "/CalGray" or (space[0] == "/ICCBased" and int(space[1].N) == 1):
        return decode
    if space[0] != "/Indexed" or space[1] not in _CHANNELS:
        return None
    palette = space[3].read_bytes() if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
    size = _CHANNELS[str(space[1])]
    white = (b"\xff" * size, b"\0" * size)
    colours = (palette[:size], palette[size : 2 * size])
    return decode if colours == white[::-1] else decode[::-1] if colours == white else None


def _stored(placed: Placed, rotation: int) -> Bilevel | None:
    """Give the picture as it is stored, or coded anew."""
    image, decode = placed.image, _black(placed)
    coding = _only_one(image.get("/Filter"))
    if str(coding) not in _FILTERS:
        return _coded_anew(image, decode, rotation)
    given, shared = _only_one(image.get("/DecodeParms")), b""
    if given is not None and "/JBIG2Globals" in given:
        shared = given.JBIG2Globals.read_bytes()
    size = (int(image.Width), int(image.Height))
    return Bilevel(*size, image.read_raw_bytes(), rotation, _described(image, coding, decode), shared)


def _only_one(value: pikepdf.Object | None) -> pikepdf.Object | None:
    """Give the only element of an array, as some programs write a filter; anything else as it is."""
    return value[0] if isinstance(value, pikepdf.Array) and len(value) == 1 else value


def _coded_anew(image: pikepdf.Object, decode: tuple[float, ...] | None, rotation: int) -> Bilevel | None:
    """Give a picture of one bit a pixel that is coded in another way, or not at all, as group 4."""
    width, height = int(image.Width), int(image.Height)
    if not 0 < width * height <= _MOST_PIXELS:
        return None
    rows = np.frombuffer(image.read_bytes(), np.uint8)
    stride = (width + 7) // 8
    if len(rows) < stride * height:
        return None
    coded = rows[: stride * height].reshape(height, stride)
    if decode == _BLACK_IS_ZERO:
        coded = np.invert(coded)
    try:
        made = Bilevel(width, height, group4(np.unpackbits(coded, axis=1, count=width)), rotation)
    except EncodingError:
        return None
    if str(_only_one(image.get("/Filter"))) != "/FlateDecode" or len(image.read_raw_bytes()) >= made.size:
        return made
    # Print that repeats itself, as in a table, is smaller deflated.
    return replace(made, data=image.read_raw_bytes(), parameters=_described(image, Name.FlateDecode, decode))


def _described(
    image: pikepdf.Object, coding: pikepdf.Object | None, decode: tuple[float, ...] | None
) -> bytes:
    """Give what a copy of the picture's data needs to say of itself, in PDF syntax."""
    parameters = pikepdf.Dictionary(Filter=coding)
    if decode == _BLACK_IS_ONE:
        parameters.Decode = pikepdf.Array([1, 0])
    given = _only_one(image.get("/DecodeParms"))
    if given is not None and "/JBIG2Globals" not in given:
        parameters.DecodeParms = pikepdf.Dictionary(dict(given.items()))
    return parameters.unparse()
