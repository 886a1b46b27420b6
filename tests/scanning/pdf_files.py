"""PDF files whose pictures are coded in every way."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from kiosk_app.scanning.encode import group4

WIDE, HIGH = 320, 440
Told = dict[str, pikepdf.Object | int | str]
Coded = tuple[bytes, Told]


def page() -> Image.Image:
    dice = np.random.default_rng(14)
    grey = np.full((HIGH, WIDE), 235, np.uint8)
    for row in range(20, HIGH - 20, 14):
        grey[row : row + 8, 20 : WIDE - 20] = dice.choice((30, 235), (8, WIDE - 40))
    return Image.fromarray(grey)


def _written(form: str, **told: bool | int) -> bytes:
    out = BytesIO()
    page().save(out, form, **told)
    return out.getvalue()


def jpeg(progressive: bool = False) -> Coded:
    return _written("JPEG", quality=80, progressive=progressive), {"Filter": "/DCTDecode"}


def jpeg_2000() -> Coded:
    return _written("JPEG2000"), {"Filter": "/JPXDecode"}


def deflated() -> Coded:
    return zlib.compress(page().tobytes()), {"Filter": "/FlateDecode"}


def plain() -> Coded:
    return page().tobytes(), {}


def ascii_hex() -> Coded:
    return page().tobytes().hex().encode() + b">", {"Filter": "/ASCIIHexDecode"}


def fax() -> Coded:
    ink = np.where(np.asarray(page()) < 128, 255, 0).astype(np.uint8)
    parameters = Dictionary(K=-1, Columns=WIDE, Rows=HIGH)
    return group4(ink), {"Filter": "/CCITTFaxDecode", "DecodeParms": parameters, "BitsPerComponent": 1}


def deflated_jpeg() -> Coded:
    return zlib.compress(jpeg()[0]), {"Filter": Array([Name.FlateDecode, Name.DCTDecode])}


def _codes(data: bytes, early: int) -> Iterator[tuple[int, int]]:
    """Give codes and their widths, as TIFF's LZW of PDF has them (ISO 32000-1, 7.4.4)."""
    table = {bytes([one]): one for one in range(256)}
    following, width = 258, 9
    yield 256, width
    begun = b""
    for one in data:
        longer = begun + bytes([one])
        if longer in table:
            begun = longer
            continue
        yield table[begun], width
        table[longer] = following
        following += 1
        if following + early - 1 in {512, 1024, 2048}:
            width += 1
        if following == 4093:
            yield 256, width
            table = {bytes([other]): other for other in range(256)}
            following, width = 258, 9
        begun = bytes([one])
    yield table[begun], width
    if following + early in {512, 1024, 2048}:
        width += 1
    yield 257, width


def lzw(data: bytes, early: int) -> bytes:
    digits = "".join(f"{code:0{width}b}" for code, width in _codes(data, early))
    digits += "0" * (-len(digits) % 8)
    return int(digits, 2).to_bytes(len(digits) // 8, "big")


def lzw_picture() -> Coded:
    return lzw(page().tobytes(), 1), {"Filter": "/LZWDecode"}


def predicted() -> Coded:
    rows = np.asarray(page())
    marked = np.hstack([np.zeros((HIGH, 1), np.uint8), rows])
    parameters = Dictionary(Predictor=15, Columns=WIDE)
    return zlib.compress(marked.tobytes()), {"Filter": "/FlateDecode", "DecodeParms": parameters}


CODED: dict[str, Callable[[], Coded]] = {
    "jpeg": jpeg,
    "progressive": lambda: jpeg(progressive=True),
    "jpeg_2000": jpeg_2000,
    "deflated": deflated,
    "lzw": lzw_picture,
    "predicted": predicted,
    "plain": plain,
    "hex": ascii_hex,
    "fax": fax,
    "deflated_jpeg": deflated_jpeg,
}


def picture(
    document: pikepdf.Pdf, data: bytes, told: dict[str, pikepdf.Object | int | str]
) -> pikepdf.Object:
    stream = pikepdf.Stream(document, data)
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    stream.Width, stream.Height, stream.BitsPerComponent = WIDE, HIGH, 8
    for key, value in told.items():
        stream[f"/{key}"] = Name(value) if isinstance(value, str) else value
    return document.make_indirect(stream)


def file_of(path: Path, *pictures: Coded, within_form: bool = False) -> Path:
    with pikepdf.new() as document:
        for data, told in pictures:
            made = document.add_blank_page(page_size=(160, 220))
            image = picture(document, data, told)
            shown, content = Dictionary(I=image), b"q 160 0 0 220 0 0 cm /I Do Q"
            if within_form:
                form = pikepdf.Stream(document, content)
                form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 160, 220])
                form.Resources = Dictionary(XObject=shown)
                shown, content = Dictionary(F=document.make_indirect(form)), b"/F Do"
            made.obj.Resources = Dictionary(XObject=shown)
            made.obj.Contents = pikepdf.Stream(document, content)
        document.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


SHOW = b"q 160 0 0 220 0 0 cm /I Do Q"


def xobject(document: pikepdf.Pdf, content: bytes, resources: Dictionary | None = None) -> pikepdf.Object:
    form = pikepdf.Stream(document, content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 160, 220])
    if resources is not None:
        form.Resources = resources
    return document.make_indirect(form)
