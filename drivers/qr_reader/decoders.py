"""The two ready-made decoders, zxing-cpp and zbar, asked so that Vietnamese text is right."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp
from pyzbar import wrapper

from drivers.qr_reader.port import Frame, QrReading
from drivers.qr_reader.text_encoding import has_wide_mark, text_of, undo_wrong_guess

_MODELS = ("QRCodeModel2", "QRCodeModel1")
"""Model 1 is the older build of 1994, which some printers and scanners still make."""
_ALL_SYMBOLOGIES = 0
_QR = int(wrapper.ZBarSymbol.QRCODE)
_ENABLE = 0
_BINARY = 4
"""ZBAR_CFG_BINARY of zbar 0.23.1: give the bytes, do not guess an encoding (pyzbar has no name for it)."""
_GREY = int.from_bytes(b"Y800", "little")
_SMALLEST_SIDE = 21
"""A QR code has at least 21 modules a side (ISO/IEC 18004)."""


class FrameShapeError(ValueError):
    """The array is no picture: wrong shape, wrong type, or too small for a code."""


def grey_of(frame: Frame) -> Frame:
    """Give the picture as (height, width) uint8 in one block of memory. Raises `FrameShapeError`."""
    if frame.dtype != np.uint8:
        raise FrameShapeError(f"pixels are {frame.dtype}, not uint8")
    if frame.ndim == 3 and frame.shape[2] == 1:
        frame = frame[:, :, 0]
    if frame.ndim not in {2, 3} or (frame.ndim == 3 and frame.shape[2] != 3):
        raise FrameShapeError(f"shape {frame.shape} is no picture")
    if min(frame.shape[:2]) < _SMALLEST_SIDE:
        raise FrameShapeError(f"{frame.shape[1]}x{frame.shape[0]} pixels hold no code")
    if frame.ndim == 3:
        return np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    return np.ascontiguousarray(frame)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A symbol that was found."""

    corners: npt.NDArray[np.float32]
    """(4, 2): top left, top right, bottom right, bottom left of the symbol, in pixels."""
    version: int
    """1 to 40."""
    reading: QrReading | None = None
    """What it says; None where it could not be read."""


class Threshold(Enum):
    """How zxing-cpp tells dark from light: against the surroundings, or against the whole picture."""

    # Names, not zxing-cpp's own objects: those would outlive its module and make it complain at the end.
    LOCAL = "LocalAverage"
    GLOBAL = "GlobalHistogram"


def read_zxing(grey: Frame) -> tuple[QrReading, ...]:
    """Read with zxing-cpp. `grey`: (height, width) uint8."""
    return look_zxing(grey, Threshold.LOCAL)[0]


def look_zxing(grey: Frame, threshold: Threshold) -> tuple[tuple[QrReading, ...], tuple[Sighting, ...]]:
    """Read with zxing-cpp, and tell of symbols that it found without being able to read them."""
    found = _zxing_scan(grey, threshold)
    readings = _readings((_zxing_text(code.bytes, code.text) for code in found if code.valid), "zxing")
    sightings = (_sighting(code) for code in found if not code.valid)
    return readings, tuple(one for one in sightings if one is not None)


def survey_zxing(grey: Frame, threshold: Threshold) -> tuple[Sighting, ...]:
    """Give every symbol that zxing-cpp finds, read or not, and where it lies."""
    seen = (_sighting(code) for code in _zxing_scan(grey, threshold))
    return tuple(one for one in seen if one is not None)


def _zxing_scan(grey: Frame, threshold: Threshold) -> list[zxingcpp.Barcode]:
    return list(
        zxingcpp.read_barcodes(
            grey,
            formats=zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, model) for model in _MODELS]),
            text_mode=zxingcpp.TextMode.Plain,
            binarizer=getattr(zxingcpp.Binarizer, threshold.value),
            return_errors=True,
        )
    )


def _sighting(code: zxingcpp.Barcode) -> Sighting | None:
    text = _zxing_text(code.bytes, code.text).strip("\0") if code.valid else ""
    reading = QrReading(text, "zxing") if text else None
    version = str(code.extra.get("Version", "")) if isinstance(code.extra, dict) else ""
    if not version.isdecimal() or not 1 <= int(version) <= 40:
        if reading is None:
            return None
        version = "1"
    place = code.position
    ends = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    corners = np.array([[end.x, end.y] for end in ends], dtype=np.float32)
    if reading is None and cv2.contourArea(corners) < _SMALLEST_SIDE**2:
        return None
    return Sighting(corners, int(version), reading)


def read_zbar(grey: Frame) -> tuple[QrReading, ...]:
    """Read with zbar. `grey`: (height, width) uint8."""
    # An older zbar gives its guess and not the bytes: that guess is undone.
    texts = (undo_wrong_guess(text_of(one)) for one in _zbar_scan(grey))
    return _readings(texts, "zbar")


def read_opencv(picture: Frame) -> tuple[QrReading, ...]:
    """Read with OpenCV's own decoder, the slowest. `picture`: grey or BGR uint8."""
    try:
        _, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(picture)
    except (cv2.error, UnicodeDecodeError):
        return ()
    return _readings((undo_wrong_guess(text) for text in texts), "opencv")


def _zbar_scan(grey: Frame) -> list[bytes]:
    height, width = grey.shape
    # The buffer must outlive the scan: zbar keeps a pointer to it.
    pixels = ctypes.create_string_buffer(grey.tobytes(), grey.size)
    with _zbar_scanner() as scanner, _zbar_image() as image:
        wrapper.zbar_image_set_format(image, _GREY)
        wrapper.zbar_image_set_size(image, width, height)
        wrapper.zbar_image_set_data(image, ctypes.cast(pixels, ctypes.c_void_p), grey.size, None)
        wrapper.zbar_scan_image(scanner, image)
        return list(_zbar_data(image))


def _readings(texts: Iterator[str], decoder: str) -> tuple[QrReading, ...]:
    """Give each text once. Decoders disagree about NULs around a text, which are none of it."""
    bare = dict.fromkeys(text.strip("\0") for text in texts)
    return tuple(QrReading(text, decoder) for text in bare if text)


def _zxing_text(data: bytes, guessed: str) -> str:
    """Prefer UTF-8 to zxing's guess, except where NULs tell that the code names a wide encoding.

    Wrong guesses of who made the code are undone as for the other decoders: one code gives one text.
    """
    try:
        text = text_of(data) if has_wide_mark(data) else data.decode("utf-8")
    except UnicodeDecodeError:
        text = guessed
    return undo_wrong_guess(guessed if "\0" in text else text)


@contextlib.contextmanager
def _zbar_scanner() -> Iterator[object]:
    scanner = wrapper.zbar_image_scanner_create()
    try:
        wrapper.zbar_image_scanner_set_config(scanner, _ALL_SYMBOLOGIES, _ENABLE, 0)
        wrapper.zbar_image_scanner_set_config(scanner, _QR, _ENABLE, 1)
        wrapper.zbar_image_scanner_set_config(scanner, _QR, _BINARY, 1)
        yield scanner
    finally:
        wrapper.zbar_image_scanner_destroy(scanner)


@contextlib.contextmanager
def _zbar_image() -> Iterator[object]:
    image = wrapper.zbar_image_create()
    try:
        yield image
    finally:
        wrapper.zbar_image_destroy(image)


def _zbar_data(image: object) -> Iterator[bytes]:
    symbol = wrapper.zbar_image_first_symbol(image)
    while symbol:
        yield ctypes.string_at(
            wrapper.zbar_symbol_get_data(symbol), wrapper.zbar_symbol_get_data_length(symbol)
        )
        symbol = wrapper.zbar_symbol_next(symbol)
