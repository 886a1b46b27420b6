"""Encodes pixels: JPEG for pictures, CCITT group 4 for the mask of the ink, Flate over either."""

from __future__ import annotations

import math
import struct
import zlib
from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Picture = npt.NDArray[np.uint8]
_ROWS_PER_STRIP, _STRIP_OFFSETS, _STRIP_SIZES, _COMPRESSION = 278, 273, 279, 259
_T6, _LONG = 4, 4
_HEADER_SIZE = 128
_MOST_SIDE = 100_000
_SMALL_PX = 1_500_000


class EncodingError(Exception):
    """A picture could not be compressed. The paper is unharmed: it may be scanned again."""


def jpeg(pixels: Picture, quality: int, *, sharp_colours: bool = False) -> bytes:
    """Compress (height, width, 3) uint8 BGR, or (height, width) grey. Raises `EncodingError`.

    `sharp_colours`: as fine as the brightness; else half as fine, as is usual for photographs.
    """
    # Small pictures are coded twice, so that the second time the codes fit what is in them.
    small = pixels.shape[0] * pixels.shape[1] < _SMALL_PX
    how = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, int(small)]
    if sharp_colours:
        how += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    try:
        done, data = cv2.imencode(".jpg", pixels, how)
    except cv2.error as error:
        raise EncodingError("the picture could not be compressed") from error
    if not done:
        raise EncodingError("the picture could not be compressed")
    return data.tobytes()


def group4(mask: Picture) -> bytes:
    """Compress a mask, (height, width), other than 0 is ink: one strip of ITU-T T.6, ink as its black.

    Raises `EncodingError`.
    """
    height, width = mask.shape
    if not mask.size:
        raise EncodingError("the mask has no pixels")
    # Pillow stores a 1-bit picture with one byte per pixel, as the mask does, so that it need not be packed.
    bits = Image.frombuffer("1", (width, height), np.ascontiguousarray(mask), "raw", "1;8", 0, 1)
    file = BytesIO()
    # A single strip, because a PDF holds one stream without strips.
    bits.save(file, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: height})
    with Image.open(file) as written:
        tags = getattr(written, "tag_v2")  # noqa: B009  only TIFF files have it, which the types do not know
        offsets, sizes = tags[_STRIP_OFFSETS], tags[_STRIP_SIZES]
    if len(offsets) != 1:
        raise EncodingError("the mask was cut into strips")
    return file.getvalue()[offsets[0] : offsets[0] + sizes[0]]


def deflated(data: bytes) -> bytes:
    """Compress with Flate what is coded already: JPEG spends bits on empty blocks, group 4 on rows."""
    return zlib.compress(data, 9)


def inflated(data: bytes) -> bytes:
    """Give back what was deflated. Raises `EncodingError`."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise EncodingError("a layer could not be read back") from error


def recompressed(picture: bytes, scale: float, quality: int, *, sharp_colours: bool = False) -> bytes:
    """Compress a JPEG again, `scale` times as fine, never finer. Raises `EncodingError`."""
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
    if pixels is None:
        raise EncodingError("a picture could not be read back")
    whole: Picture = np.asarray(pixels, np.uint8)
    if scale < 1:
        size = (max(1, round(whole.shape[1] * scale)), max(1, round(whole.shape[0] * scale)))
        whole = np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)
    return jpeg(whole, quality, sharp_colours=sharp_colours)


def group4_decoded(data: bytes, width: int, height: int) -> Picture:
    """Give the mask back: (height, width) uint8, 255 is ink. Raises `EncodingError`."""
    if not (0 < width < _MOST_SIDE and 0 < height < _MOST_SIDE):
        raise EncodingError(f"no mask has {width} × {height} pixels")
    # Pillow reads T.6 only inside a TIFF, so the data get a minimal TIFF header.
    tags = (
        (256, width),
        (257, height),
        (258, 1),
        (_COMPRESSION, _T6),
        (262, 0),
        (_STRIP_OFFSETS, _HEADER_SIZE),
        (_ROWS_PER_STRIP, height),
        (_STRIP_SIZES, len(data)),
    )
    entries = b"".join(struct.pack("<HHII", tag, _LONG, 1, value) for tag, value in tags)
    header = struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + bytes(4)
    try:
        with Image.open(BytesIO(header.ljust(_HEADER_SIZE, b"\0") + data)) as file:
            bits = np.asarray(file.convert("L"), np.uint8)
    except (OSError, ValueError, SyntaxError) as error:
        raise EncodingError("a mask could not be read back") from error
    return np.asarray(cv2.threshold(bits, 127, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def halved(pixels: Picture) -> Picture:
    """Give the picture at half its size; an odd last row or column is left out."""
    return shrunk(pixels, 2)


def shrunk(pixels: Picture, parts: int) -> Picture:
    """Give the picture with its sides `parts` times shorter; what is left over at their ends is left out.

    Averaging over whole pixels is faster than over parts of them.
    """
    size = (max(1, pixels.shape[1] // parts), max(1, pixels.shape[0] // parts))
    whole: Picture = pixels[: size[1] * parts, : size[0] * parts]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)


def averaged(pixels: Picture, scale: float) -> Picture:
    """Give the picture `scale` times as fine, at most 1, each pixel the mean of what it covers."""
    parts = round(1 / scale)
    if math.isclose(parts * scale, 1):
        return shrunk(pixels, parts)
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def within(pixels: Picture, side: int) -> Picture:
    """Give the picture scaled down so that its longer side has at most `side` pixels."""
    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    # Area averaging is slow, and needed only when the picture shrinks so much that pixels would be skipped.
    way = cv2.INTER_LINEAR if scale > 0.5 else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, size, interpolation=way), np.uint8)
