"""Reads a picture file into a frame, whatever its depth, palette or transparency."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from drivers.qr_reader.port import Frame

MAX_PIXELS = 80_000_000
"""A3 at 600 dpi has 70 million; more is a decompression bomb or a mistake."""
MAX_BYTES = 200_000_000
"""What is longer is cut off, and then is no picture."""


_MOST_MISSING = 1_000_000
"""Bytes that a cut PNG may lack and still be tried."""


class PictureFileError(Exception):
    """The file is no picture that can be read; the text says which file and why."""


def read_picture(path: Path) -> Frame:
    """Give (height, width, 3) uint8 BGR; transparent parts become white. Raises `PictureFileError`."""
    # A pipe that nobody writes would keep whoever opens it waiting.
    if path.exists() and not path.is_file():
        raise PictureFileError(f"{path}: no plain file")
    try:
        # No more room than the file has: numpy takes all that it is told to read beforehand.
        data = np.fromfile(path, dtype=np.uint8, count=min(path.stat().st_size, MAX_BYTES))
    except OSError as error:
        raise PictureFileError(f"{path}: {error.strerror or 'cannot be read'}") from error
    if data.size == 0:
        raise PictureFileError(f"{path}: the file is empty")
    _refuse_huge(path, data.tobytes())
    try:
        pixels = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise PictureFileError(f"{path}: not a picture that can be read") from error
    if pixels is None or pixels.size == 0:
        raise PictureFileError(f"{path}: not a picture that can be read")
    if pixels.shape[0] * pixels.shape[1] > MAX_PIXELS:
        raise PictureFileError(f"{path}: more than {MAX_PIXELS} pixels")
    return _on_white(_eight_bit(np.asarray(pixels)))


def _refuse_huge(path: Path, data: bytes) -> None:
    """Look at the promised size before any memory is taken."""
    # Pillow wants more of a PNG than its head.
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        if width * height > MAX_PIXELS:
            raise PictureFileError(f"{path}: more than {MAX_PIXELS} pixels")
        if _promises_too_much(data):
            raise PictureFileError(f"{path}: the file breaks off")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
    except Image.DecompressionBombError as error:
        raise PictureFileError(f"{path}: more than {MAX_PIXELS} pixels") from error
    except (OSError, ValueError, SyntaxError, struct.error, OverflowError, EOFError):
        # Pillow does not know it: OpenCV may, and has its own limit.
        return
    if width * height > MAX_PIXELS:
        raise PictureFileError(f"{path}: more than {MAX_PIXELS} pixels")


def _promises_too_much(png: bytes) -> bool:
    """Whether a chunk claims to be far longer than the file: OpenCV takes that memory before it looks."""
    place = 8
    while place + 8 <= len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if length > len(png) + _MOST_MISSING:
            return True
        place += 12 + length
    return False


def _eight_bit(pixels: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Frame:
    if pixels.dtype == np.uint8:
        return np.asarray(pixels, dtype=np.uint8)
    if pixels.dtype == np.uint16:
        return np.asarray(pixels.astype(np.uint16) >> 8, dtype=np.uint8)
    values = np.nan_to_num(pixels.astype(np.float64))
    peak = float(values.max()) or 1.0
    return np.asarray(np.clip(values / max(peak, 1e-9) * 255, 0, 255), dtype=np.uint8)


def _on_white(pixels: Frame) -> Frame:
    if pixels.ndim == 2:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    channels = pixels.shape[2]
    if channels == 3:
        return pixels
    if channels == 2:
        pixels = np.dstack([pixels[:, :, :1]] * 3 + [pixels[:, :, 1:]])
    elif channels != 4:
        return np.repeat(pixels[:, :, :1], 3, axis=2)
    opacity = pixels[:, :, 3:].astype(np.uint16)
    blended = (pixels[:, :, :3] * opacity + 255 * (255 - opacity)) // 255
    return blended.astype(np.uint8)
