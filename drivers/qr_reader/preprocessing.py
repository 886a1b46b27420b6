"""Prepares a picture in one way after another while nothing was read and time is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from drivers.qr_reader.budget import Budget
from drivers.qr_reader.decoders import Sighting, Threshold, look_zxing, read_zbar, read_zxing
from drivers.qr_reader.port import Frame, QrReading
from drivers.qr_reader.regions import Region, regions_of, textured
from drivers.qr_reader.symbol import Bits
from drivers.qr_reader.symbol_repair import repaired_symbol

_SMALL, _LARGE = 420, 640
"""A region's longer side in pixels, once zoomed: small ones are enlarged so far, large ones shrunk."""
_MOST_ZOOM = 3.0
_MOST_REGIONS = 3
_REPAIR_S = 0.009
_ZBAR_S_A_PIXEL = 26e-9
_ZXING_S_A_PIXEL = 6e-9
_PREPARED_S_A_PIXEL = 8e-9
_SAME_WITHIN = 24.0
"""Sightings whose corners differ by less, in pixels, are one symbol."""


def _plain(grey: Frame) -> Frame:
    return grey


def _evened(grey: Frame) -> Frame:
    """Take shade and glare away: every place gets the same middle and contrast."""
    pixels = grey.astype(np.float32)
    size = (41, 41)
    mean = cv2.boxFilter(pixels, -1, size)
    variance = cv2.boxFilter(pixels * pixels, -1, size) - mean * mean
    evened = (pixels - mean) * (60 / np.sqrt(np.maximum(variance, 16))) + 128
    return np.asarray(np.clip(evened, 0, 255), dtype=np.uint8)


def _sharpened(grey: Frame) -> Frame:
    """Undo blur of about a module."""
    return np.asarray(cv2.addWeighted(grey, 4, cv2.GaussianBlur(grey, (0, 0), 4), -3, 0), dtype=np.uint8)


def _calmed(grey: Frame) -> Frame:
    """Take away what is thinner than a module: noise, the grid of a display, cracks."""
    return np.asarray(cv2.medianBlur(grey, 5), dtype=np.uint8)


def _softened(grey: Frame) -> Frame:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 2), dtype=np.uint8)


def _opened(grey: Frame) -> Frame:
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), dtype=np.uint8)


PREPARATIONS: tuple[tuple[Callable[[Frame], Frame], Threshold | None], ...] = (
    (_plain, Threshold.LOCAL),
    (_sharpened, Threshold.LOCAL),
    (_evened, Threshold.LOCAL),
    (_calmed, Threshold.LOCAL),
    (_plain, Threshold.GLOBAL),
    (_plain, None),
    (_sharpened, Threshold.GLOBAL),
    (_softened, Threshold.LOCAL),
    (_opened, Threshold.GLOBAL),
    (_evened, None),
    (_softened, None),
    (_opened, None),
)
"""Preparation and zxing-cpp's threshold (None: zbar), the most fruitful first."""


def decode_prepared(grey: Frame, budget: Budget) -> tuple[QrReading, ...]:
    """Read a picture: as it is, then prepared in other ways until something is read or the budget is used up.

    `grey`: (height, width) uint8. The first look is taken whatever the budget says.
    """
    readings, sightings = look_zxing(grey, Threshold.LOCAL)
    if readings:
        return readings
    tried: list[Sighting] = []
    found = _repaired(grey, sightings, tried, budget)
    if found:
        return found
    if budget.allows(grey.size * _ZXING_S_A_PIXEL):
        readings, more = look_zxing(grey, Threshold.GLOBAL)
        found = readings or _repaired(grey, more, tried, budget)
        if found:
            return found
        sightings += more
    for region in _regions(grey, sightings):
        found = _decode_region(region, budget)
        if found:
            return found
    if budget.allows(grey.size * _ZBAR_S_A_PIXEL):
        return read_zbar(grey)
    return ()


def _decode_region(region: Frame, budget: Budget) -> tuple[QrReading, ...]:
    tried: list[Sighting] = []
    prepared: dict[Callable[[Frame], Frame], Frame] = {}
    for preparation, threshold in PREPARATIONS:
        cost = _PREPARED_S_A_PIXEL + (_ZBAR_S_A_PIXEL if threshold is None else _ZXING_S_A_PIXEL)
        if not budget.allows(region.size * cost):
            continue
        if preparation not in prepared:
            prepared[preparation] = preparation(region)
        picture = prepared[preparation]
        if threshold is None:
            found = read_zbar(picture)
        else:
            readings, sightings = look_zxing(picture, threshold)
            found = readings or _repaired(region, sightings, tried, budget)
        if found:
            return found
    return ()


def _regions(grey: Frame, sightings: tuple[Sighting, ...]) -> Iterator[Frame]:
    regions: list[Region] = regions_of([one.corners for one in sightings], grey)
    if not regions:
        regions = textured(grey)
    for region in regions[:_MOST_REGIONS]:
        yield _zoomed(region.cut(grey))


def _zoomed(part: Frame) -> Frame:
    longer = max(part.shape)
    scale = min(_MOST_ZOOM, _SMALL / longer) if longer < _SMALL else min(1.0, _LARGE / longer)
    if scale == 1:
        return np.ascontiguousarray(part)
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=how), dtype=np.uint8)


def _repaired(
    grey: Frame, sightings: tuple[Sighting, ...], tried: list[Sighting], budget: Budget
) -> tuple[QrReading, ...]:
    for sighting in sightings:
        if any(_same(sighting, other) for other in tried) or not budget.allows(_REPAIR_S):
            continue
        tried.append(sighting)
        bits = repaired_symbol(grey, sighting.corners, sighting.version, budget)
        if bits is not None:
            found = read_bits(bits)
            if found:
                return found
    return ()


def read_bits(bits: Bits) -> tuple[QrReading, ...]:
    """Read a symbol that was repaired module by module."""
    return tuple(QrReading(one.text, "repair") for one in read_zxing(_drawn(bits)))


def _same(one: Sighting, other: Sighting) -> bool:
    return one.version == other.version and bool(np.abs(one.corners - other.corners).max() < _SAME_WITHIN)


def _drawn(bits: Bits) -> Frame:
    """Draw a symbol cleanly, four pixels a module, with its quiet zone."""
    large = np.kron(np.pad(bits, 4), np.ones((4, 4), dtype=np.bool_))
    return np.where(large, 0, 255).astype(np.uint8)
