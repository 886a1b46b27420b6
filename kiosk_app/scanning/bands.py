"""Takes a PNG or TIFF apart into bands of rows, each a small file of its own that Pillow reads.

Pillow decodes a picture whole, at four bytes for each pixel of colour.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIBBBBB")
_CHANNELS = {2: 3, 4: 2, 6: 4}
"""PNG colour types with more than one byte per pixel. The others are small enough without bands."""
_READ = 1 << 16
_BITS, _COMPRESSION = 258, 259
_WIDTH, _HEIGHT, _OFFSETS, _ROWS, _SIZES, _PLANES = 256, 257, 273, 278, 279, 284
_KEPT = (_BITS, _COMPRESSION, 262, 266, 277, 284, 292, 317, 320, 338, 339, 347, 530, 532)
"""TIFF tags that say how strips are coded. All others describe the whole picture."""
_BYTES, _LONG = 7, 4


def bands_of(path: Path, file: Image.Image, rows: int) -> Iterator[Image.Image] | None:
    """Give the page that `file` is at in bands of `rows` rows, the last one shorter; None if it has no bands.

    `file`: opened from `path`. What is damaged raises `OSError` or `ValueError`, as in Pillow.
    """
    if file.format == "PNG":
        return _png_bands(path, rows) if _png_head(path) is not None else None
    tags = getattr(file, "tag_v2", None)
    if file.format != "TIFF" or not tags or _OFFSETS not in tags or tags.get(_PLANES, 1) != 1:
        return None
    high = min(file.height, int(tags.get(_ROWS, file.height)))
    places = list(zip(_whole(tags[_OFFSETS]), _whole(tags[_SIZES]), strict=True))
    if len(places) == 1:
        # A single strip holds all rows. It can be cut only if it is not compressed.
        stride, odd = divmod(file.width * sum(_whole(tags.get(_BITS, 1))), 8)
        if tags.get(_COMPRESSION, 1) != 1 or odd or places[0][1] < stride * file.height:
            return None
        cuts = range(0, file.height, rows)
        places = [(places[0][0] + cut * stride, min(rows, file.height - cut) * stride) for cut in cuts]
        high = rows
    # A band must begin at the start of a strip.
    return _tiff_bands(path, dict(tags), file.size, high, places, rows // high) if rows % high == 0 else None


def _png_head(path: Path) -> tuple[int, ...] | None:
    with path.open("rb") as file:
        start = file.read(len(_SIGNATURE) + 8 + _HEAD.size)
    if len(start) < len(_SIGNATURE) + 8 + _HEAD.size:
        return None
    head = _HEAD.unpack(start[-_HEAD.size :])
    depth, colour, interlaced = head[2], head[3], head[6]
    return head if depth == 8 and colour in _CHANNELS and not interlaced else None


def _png_bands(path: Path, rows: int) -> Iterator[Image.Image]:
    head = _png_head(path)
    if head is None:
        raise OSError("no PNG")
    width, height, *kind = head
    stride = 1 + width * _CHANNELS[kind[1]]
    with path.open("rb") as file:
        coded = _Inflated(file)
        # PNG codes a row as its difference to the one above. So the decoded row above precedes each band,
        # unfiltered.
        above = b""
        for first in range(0, height, rows):
            count = min(rows, height - first)
            data = above + coded.read(count * stride)
            shown = Image.open(io.BytesIO(_png(width, len(data) // stride, kind, data)))
            shown.load()
            above = b"\0" + shown.crop((0, shown.height - 1, width, shown.height)).tobytes()
            yield shown.crop((0, shown.height - count, width, shown.height))
        coded.check()


def _png(width: int, height: int, kind: list[int], data: bytes) -> bytes:
    parts = (
        (b"IHDR", _HEAD.pack(width, height, *kind)),
        (b"IDAT", zlib.compress(data, 0)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


class _Inflated:
    """The rows of a PNG, decompressed as they are read."""

    def __init__(self, file: BinaryIO) -> None:
        self._chunks = self._of(file)
        self._unpacking = zlib.decompressobj()
        self._waiting = b""

    def read(self, size: int) -> bytes:
        """Give exactly so many bytes. Raises `OSError`."""
        made = bytearray()
        try:
            while len(made) < size:
                self._waiting = self._waiting or next(self._chunks)
                made += self._unpacking.decompress(self._waiting, size - len(made))
                self._waiting = self._unpacking.unconsumed_tail
        except (StopIteration, zlib.error) as error:
            raise OSError("the rows end too early") from error
        return bytes(made)

    def check(self) -> None:
        """Read on to the end, for the checksums there. Raises `OSError`."""
        for _ in self._chunks:
            pass

    @staticmethod
    def _of(file: BinaryIO) -> Iterator[bytes]:
        file.seek(len(_SIGNATURE))
        while True:
            start = file.read(8)
            if len(start) < 8:
                raise OSError("the file ends too early")
            size, name = int.from_bytes(start[:4], "big"), start[4:]
            sum_yet, left = zlib.crc32(name), size
            while left:
                part = file.read(min(left, _READ))
                if not part:
                    raise OSError("the file ends too early")
                sum_yet, left = zlib.crc32(part, sum_yet), left - len(part)
                if name == b"IDAT":
                    yield part
            if int.from_bytes(file.read(4), "big") != sum_yet:
                raise OSError("a checksum is wrong")
            if name == b"IEND":
                return


def _tiff_bands(
    path: Path,
    tags: dict[int, object],
    size: tuple[int, int],
    high: int,
    places: list[tuple[int, int]],
    strips: int,
) -> Iterator[Image.Image]:
    width, height = size
    kept = {tag: tags[tag] for tag in _KEPT if tag in tags}
    with path.open("rb") as file:
        order = file.read(2)
        for first in range(0, len(places), strips):
            band = places[first : first + strips]
            rows = min(height - first * high, high * len(band))
            data = []
            for offset, length in band:
                file.seek(offset)
                data.append(file.read(length))
            shown = Image.open(io.BytesIO(_tiff(order, kept, (width, rows), high, data)))
            shown.load()
            yield shown


def _whole(value: object) -> tuple[int, ...]:
    return tuple(int(one) for one in value) if isinstance(value, tuple) else (int(str(value)),)


def _tiff(
    order: bytes, kept: dict[int, object], size: tuple[int, int], high: int, strips: list[bytes]
) -> bytes:
    sign = "<" if order == b"II" else ">"
    body = bytearray(order + struct.pack(f"{sign}HI", 42, 0))
    offsets = []
    for strip in strips:
        offsets.append(len(body))
        body += strip
    tags: dict[int, object] = {
        **kept,
        _WIDTH: size[0],
        _HEIGHT: size[1],
        _ROWS: high,
        _OFFSETS: tuple(offsets),
        _SIZES: tuple(len(strip) for strip in strips),
    }
    entries = bytearray()
    for tag, value in sorted(tags.items()):
        coded = value if isinstance(value, bytes) else b""
        numbers = () if coded else _whole(value)
        coded = coded or struct.pack(f"{sign}{len(numbers)}I", *numbers)
        count = len(numbers) or len(coded)
        if len(coded) > 4:
            place, body = len(body), body + coded
            coded = struct.pack(f"{sign}I", place)
        entries += struct.pack(f"{sign}HHI", tag, _LONG if numbers else _BYTES, count) + coded.ljust(4, b"\0")
    body[4:8] = struct.pack(f"{sign}I", len(body))
    return bytes(body + struct.pack(f"{sign}H", len(tags)) + entries + bytes(4))
