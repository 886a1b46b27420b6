"""Reads a fine picture at a fraction of its size, strip by strip: A3 at 600 dpi would take 600 MB at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from kiosk_app.scanning.bands import bands_of

Picture = npt.NDArray[np.uint8]
_STRIP_PX = 1_000_000
_ORIENTATION = 0x0112
_TURNED_BY_READER = "TIFF"
_ROWS_PER_STRIP = 278
_DEEP = ("I", "F")
_FULL_SCALES = tuple(float(np.float32(2**bits - 1)) for bits in (1, 8, 10, 12, 16, 31, 32))
"""Values of white: of floats up to 1, and of samples of as many bits as sensors have or files hold."""


def parts_of(dpi: int, most_dpi: int | None) -> int:
    """Give by how much a side is made shorter: 1, 2, 4 …, so that no more than `most_dpi` are left."""
    parts = 1
    while most_dpi is not None and dpi > most_dpi * parts:
        parts *= 2
    return parts


def read_coarsely(path: Path, file: Image.Image, parts: int) -> Picture:
    """Give one page upright, its sides `parts` times shorter: (height, width, 3) uint8, BGR.

    `file`: opened from `path` and not yet decoded. What is transparent is paper. Raises what Pillow raises on
    files that are damaged.
    """
    # Pillow's own accessor would decode the whole PNG to look for text chunks behind the picture. A TIFF it
    # turns itself.
    orientation = 1 if file.format == _TURNED_BY_READER else _noted_turn(file)
    size = (max(1, file.width // parts), max(1, file.height // parts))
    if parts > 1 and file.format == "JPEG":
        # The JPEG decoder can reduce the picture while decoding, but perhaps by less than is wanted.
        file.draft(file.mode, size)
    made = _in_strips(path, file, size)
    return made if orientation == 1 else _upright(made, orientation)


def _noted_turn(file: Image.Image) -> int:
    return int(Image.Image.getexif(file).get(_ORIENTATION, 1))


def _in_strips(path: Path, file: Image.Image, size: tuple[int, int]) -> Picture:
    width, height = size
    # Reduce the rest here. Strips are cut so that each gives whole rows of the result.
    step = max(1, file.height // height)
    high = step * _rows_of_result(file, step)
    top = _full_scale(file, high) if file.mode.startswith(_DEEP) else 0.0
    made = np.empty((height, width, 3), np.uint8)
    for number, strip in enumerate(_strips(path, file, high, step)):
        first = number * high // step
        count = min(height - first, strip.height // step)
        if count > 0:
            part = strip.crop((0, 0, max(1, min(file.width, width * step)), max(1, count * step)))
            made[first : first + count] = _shrunk(_eight_bit(part, top), (width, count))
    return made


def _rows_of_result(file: Image.Image, step: int) -> int:
    rows = max(1, _STRIP_PX // (file.width * step))
    # Read a whole number of the file's own strips at a time.
    own = getattr(file, "tag_v2", {}).get(_ROWS_PER_STRIP, 1)
    return max(own, rows // own * own) if 0 < own < file.height else rows


def _strips(path: Path, file: Image.Image, high: int, step: int) -> Iterator[Image.Image]:
    # Rows of the file are no rows of the page where the reader turns it: then it is read as a whole.
    as_stored = file.format != _TURNED_BY_READER or _noted_turn(file) == 1
    bands = bands_of(path, file, high) if as_stored and step > 1 and len(file.getbands()) > 1 else None
    if bands is not None:
        yield from bands
        return
    if file.mode == "RGBA" and file.getchannel("A").getextrema() == (0, 0):
        tones = [file.getchannel(name).getextrema() for name in ("R", "G", "B")]
        if any(least != most for least, most in tones):
            # Written by a program that knows of no transparency: else it would be a picture of nothing.
            file.putalpha(255)
    for first in range(0, file.height, high):
        yield file.crop((0, first, file.width, min(file.height, first + high)))


def _shrunk(pixels: Picture, size: tuple[int, int]) -> Picture:
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    step = pixels.shape[1] // size[0], pixels.shape[0] // size[1]
    whole: Picture = pixels[: size[1] * step[1], : size[0] * step[0]]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)


def _eight_bit(strip: Image.Image, top: float) -> Picture:
    if strip.mode.startswith(_DEEP):
        # Pillow would clip 16-bit values at 255 instead of scaling them.
        values = np.nan_to_num(np.asarray(strip, np.float32))
        strip = Image.fromarray(np.clip(values / top * 255.0 + 0.5, 0, 255).astype(np.uint8))
    if strip.mode in ("RGBA", "LA", "PA") or "transparency" in strip.info:
        clear = strip.convert("RGBA")
        white = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        strip = Image.alpha_composite(white, clear)
    return np.ascontiguousarray(np.asarray(strip.convert("RGB"), np.uint8)[:, :, ::-1])


def _full_scale(file: Image.Image, rows: int) -> float:
    """Give the value of white: files of 8 to 32 bits and of floats up to 1 come in the same modes."""
    highest = 0.0
    for first in range(0, file.height, rows):
        strip = file.crop((0, first, file.width, min(file.height, first + rows)))
        highest = max(highest, float(np.nan_to_num(np.asarray(strip, np.float32)).max(initial=0.0)))
    return next((top for top in _FULL_SCALES if highest <= top), highest)


def _upright(pixels: Picture, orientation: int) -> Picture:
    noted = Image.fromarray(pixels)
    noted.getexif()[_ORIENTATION] = orientation
    return np.ascontiguousarray(np.asarray(ImageOps.exif_transpose(noted), np.uint8))
