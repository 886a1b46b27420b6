"""Finds every QR code in a photograph or a picture file, with more patience than for a camera that runs.

The whole picture in several sizes comes first: that reads what ready-made decoders can read at all. Then
parts in which something looks like a code are prepared in many ways, and symbols on curved paper are
followed module by module.
What only a prepared picture gave counts when the symbol's parity rules a mistake out, or when two agree.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np

from drivers.qr_reader.budget import Budget, Clock
from drivers.qr_reader.decoders import (
    Sighting,
    Threshold,
    grey_of,
    read_opencv,
    read_zbar,
    survey_zxing,
)
from drivers.qr_reader.port import Frame, QrReading
from drivers.qr_reader.preprocessing import PREPARATIONS, read_bits
from drivers.qr_reader.regions import Region, regions_of, textured
from drivers.qr_reader.symbol_repair import Corners, repaired_symbol

PHOTO_BUDGET_S = 3.0
"""How long a picture in which nothing is found is looked at; one with a code takes a fraction of it."""
_MORE_S = 0.8
"""How long is spent on what else may be a code once one was read."""
_WAIT_S = 0.05
"""How often who waits for the search looks whether time is up."""
_HUGE_PIXELS = 24_000_000
"""A larger picture is looked at in smaller sizes first, and in its own if there is time."""
_SLOW_LOOKS = 10
"""How many times as long as zxing-cpp the slow decoders take: 7 to 9 were measured on text and on noise."""
_SIZES = (2800, 1800, 1100, 700)
"""Longer sides, in pixels, in which a picture is looked at besides its own."""
_SMALL = 600
"""A picture whose longer side is less is enlarged too."""
_ZBAR_SIDE = 1800
_ROUGH_SIDE = 1100
"""Longer side in which parts that may be a code are looked for."""
_ZOOMS = (450, 820, 280)
"""Longer sides to which such a part is brought: about 5, 10 and 3 pixels a module of a card's code."""
_MOST_ZOOM = 5.0
_MOST_PARTS = 8
_FEWEST_SURE = 3
"""From this version on, a symbol's parity alone makes a mistaken text next to impossible."""
_AGREE = 2


@dataclass(slots=True)
class _Hunt:
    """What was found so far in one picture."""

    found: dict[str, QrReading] = field(default_factory=dict)
    places: list[Corners] = field(default_factory=list)
    """Where symbols lie that were read."""
    unread: list[Sighting] = field(default_factory=list)
    look_s: float = 0.0
    """How long zxing-cpp takes for the whole picture, measured or estimated."""
    _votes: dict[str, int] = field(default_factory=dict)

    def take(self, reading: QrReading, *, sure: bool) -> bool:
        """Note a reading; tell whether it counts."""
        votes = self._votes[reading.text] = self._votes.get(reading.text, 0) + 1
        if sure or votes >= _AGREE:
            self.found.setdefault(reading.text, reading)
        return reading.text in self.found

    def see(self, sightings: tuple[Sighting, ...], scale: float) -> None:
        """Note symbols found by a plain look at the picture shrunk by `scale`."""
        for one in sightings:
            corners = one.corners / np.float32(scale)
            if one.reading is not None:
                self.take(one.reading, sure=True)
                self.places.append(corners)
            elif not any(_overlap(corners, other.corners) for other in self.unread):
                self.unread.append(Sighting(corners, one.version))

    def covered(self, corners: Corners) -> bool:
        """Whether a symbol that was read lies there."""
        return any(_overlap(corners, place) for place in self.places)


def decode_photo(
    frame: Frame, budget_s: float = PHOTO_BUDGET_S, clock: Clock = time.perf_counter
) -> tuple[QrReading, ...]:
    """Give the QR texts in a picture, each once, () when there is none.

    `frame`: (height, width, 3) uint8 BGR, or (height, width) uint8 grey. `budget_s`: how long to go on
    trying; what was found by then is given, and a step of a decoder that has begun is left to end by itself:
    nothing can break it off, and a picture full of finder patterns holds one long. `clock` gives seconds.
    Raises `FrameShapeError`.
    """
    grey = grey_of(frame)
    hunt = _Hunt()
    budget = Budget(budget_s, clock)
    faults: list[Exception] = []
    # No daemon: a decoder that is cut off by the end of Python aborts the program. It ends after its step.
    worker = threading.Thread(target=_hunted, args=(frame, grey, hunt, budget, faults))
    worker.start()
    while worker.is_alive() and budget.allows(0):
        worker.join(_WAIT_S)
    if faults:
        raise faults[0]
    return tuple(hunt.found.values())


def _hunted(frame: Frame, grey: Frame, hunt: _Hunt, budget: Budget, faults: list[Exception]) -> None:
    """Look for codes and keep what goes wrong for who waits."""
    try:
        _look(frame, grey, hunt, budget)
    except Exception as error:
        faults.append(error)


def _look(frame: Frame, grey: Frame, hunt: _Hunt, budget: Budget) -> None:
    _survey(grey, hunt, budget)
    if hunt.found:
        budget.shorten(_MORE_S)
    _mend(grey, hunt, budget, curved=False)
    _mend(grey, hunt, budget, curved=True)
    if budget.allows(0):
        _search(_parts(grey, hunt), hunt, budget)
    if not hunt.found:
        _search_whole(frame, grey, hunt, budget)


def _survey(grey: Frame, hunt: _Hunt, budget: Budget) -> None:
    """Look at the whole picture in its own and in smaller sizes."""
    longer = max(grey.shape)
    smaller = [one for one in _SIZES if one < 0.8 * longer]
    huge = grey.size > _HUGE_PIXELS
    sizes = [*smaller, longer] if huge else [longer, *smaller]
    for place, size in enumerate(sizes):
        if place and not budget.allows(hunt.look_s if size == longer else 0):
            continue
        began = budget.spent()
        picture, scale = _sized(grey, size)
        hunt.see(survey_zxing(picture, Threshold.LOCAL), scale)
        if not place:
            hunt.look_s = (budget.spent() - began) / scale**2
    if longer < _SMALL:
        picture, scale = _sized(grey, 3 * longer)
        hunt.see(survey_zxing(picture, Threshold.LOCAL), scale)
    if budget.allows(0):
        for reading in read_zbar(_sized(grey, min(longer, _ZBAR_SIDE))[0]):
            hunt.take(reading, sure=True)


def _mend(grey: Frame, hunt: _Hunt, budget: Budget, *, curved: bool) -> None:
    """Repair symbols that were found and could not be read."""
    for sighting in hunt.unread:
        if hunt.covered(sighting.corners):
            continue
        if not budget.allows(0):
            return
        bits = repaired_symbol(grey, sighting.corners, sighting.version, budget, curved=curved)
        for reading in read_bits(bits) if bits is not None else ():
            if hunt.take(reading, sure=sighting.version >= _FEWEST_SURE):
                hunt.places.append(sighting.corners)


def _parts(grey: Frame, hunt: _Hunt) -> list[Frame]:
    """Give parts of the picture that may hold a code that was not read yet."""
    regions = regions_of([one.corners for one in hunt.unread if not hunt.covered(one.corners)], grey)
    rough, scale = _sized(grey, min(max(grey.shape), _ROUGH_SIDE))
    for corners in (one / np.float32(scale) for one in _quads(rough)):
        if not hunt.covered(corners):
            regions += [
                one
                for one in regions_of([corners], grey)
                if not any(region.covers(one) for region in regions)
            ]
    if not hunt.found:
        for region in textured(rough):
            larger = Region(
                *(int(side / scale) for side in (region.left, region.top, region.right, region.bottom))
            )
            if not any(one.covers(larger) for one in regions):
                regions.append(larger)
    return [region.cut(grey) for region in regions[:_MOST_PARTS]]


def _quads(grey: Frame) -> list[Corners]:
    """Where OpenCV sees a symbol."""
    try:
        found, quads = cv2.QRCodeDetector().detectMulti(grey)
    except cv2.error:
        return []
    return list(np.asarray(quads, dtype=np.float32)) if found else []


def _search(parts: list[Frame], hunt: _Hunt, budget: Budget) -> None:
    """Prepare parts in one way after another, the most fruitful first, until each is read or time is up."""
    open_parts = list(enumerate(parts))
    zoomed: dict[tuple[int, int], Frame] = {}
    tried_places: list[tuple[int, Corners]] = []
    for zoom, (preparation, threshold) in itertools.product(_ZOOMS, PREPARATIONS):
        for number, part in list(open_parts):
            if not budget.allows(0):
                return
            if (number, zoom) not in zoomed:
                zoomed[number, zoom] = _zoomed(part, zoom)
            plain = zoomed[number, zoom]
            picture = preparation(plain)
            read = False
            if threshold is None:
                for reading in read_zbar(picture):
                    read |= hunt.take(reading, sure=False)
            else:
                for sighting in survey_zxing(picture, threshold):
                    if sighting.reading is not None:
                        read |= hunt.take(sighting.reading, sure=sighting.version >= _FEWEST_SURE)
                    else:
                        read |= _mended(plain, sighting, number, tried_places, hunt, budget)
            if read:
                open_parts = [one for one in open_parts if one[0] != number]


def _mended(
    plain: Frame,
    sighting: Sighting,
    number: int,
    tried: list[tuple[int, Corners]],
    hunt: _Hunt,
    budget: Budget,
) -> bool:
    """Repair a symbol that only a prepared part shows, once for each place."""
    relative = sighting.corners / np.float32(max(plain.shape))
    if any(one == number and float(np.abs(relative - other).max()) < 0.03 for one, other in tried):
        return False
    tried.append((number, relative))
    for curved in (False, True):
        if not budget.allows(0):
            return False
        bits = repaired_symbol(plain, sighting.corners, sighting.version, budget, curved=curved)
        for reading in read_bits(bits) if bits is not None else ():
            if hunt.take(reading, sure=sighting.version >= _FEWEST_SURE):
                return True
    return False


def _search_whole(frame: Frame, grey: Frame, hunt: _Hunt, budget: Budget) -> None:
    """Last, the whole picture: its colours apart, prepared, and by the slow decoders in full size."""
    for shade in _shades(frame):
        for size in (max(shade.shape), _ROUGH_SIDE):
            whole = size == max(shade.shape)
            if hunt.found or not budget.allows(0):
                return
            if whole and not budget.allows(hunt.look_s):
                continue
            for sighting in survey_zxing(_sized(shade, min(size, max(shade.shape)))[0], Threshold.LOCAL):
                if sighting.reading is not None:
                    hunt.take(sighting.reading, sure=sighting.version >= _FEWEST_SURE)
    for size, (preparation, threshold) in itertools.product((_ROUGH_SIDE, 1800, 700), PREPARATIONS):
        if hunt.found or not budget.allows(0):
            return
        picture = preparation(_sized(grey, min(size, max(grey.shape)))[0])
        if threshold is None:
            for reading in read_zbar(picture):
                hunt.take(reading, sure=False)
            continue
        for sighting in survey_zxing(picture, threshold):
            if sighting.reading is not None:
                hunt.take(sighting.reading, sure=sighting.version >= _FEWEST_SURE)
    for slow in (read_zbar, read_opencv):
        if not hunt.found and budget.allows(_SLOW_LOOKS * hunt.look_s):
            for reading in slow(grey):
                hunt.take(reading, sure=True)


def _shades(frame: Frame) -> Iterator[Frame]:
    """A coloured print may stand out in one colour only, or by its strength of colour."""
    if frame.ndim == 3:
        for channel in range(3):
            yield np.ascontiguousarray(frame[:, :, channel])
        yield np.asarray(frame.max(axis=2) - frame.min(axis=2), dtype=np.uint8)


def _sized(grey: Frame, longer: int) -> tuple[Frame, float]:
    """Bring the longer side to so many pixels; give the picture and by what it was multiplied."""
    scale = longer / max(grey.shape)
    if scale == 1:
        return grey, 1.0
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how), dtype=np.uint8), scale


def _zoomed(part: Frame, longer: int) -> Frame:
    wanted = min(longer, int(_MOST_ZOOM * max(part.shape)))
    return np.ascontiguousarray(_sized(part, wanted)[0])


def _overlap(one: Corners, other: Corners) -> bool:
    """Whether two symbols are one: each one's middle lies in the other's box."""
    return _holds(one, other.mean(axis=0)) and _holds(other, one.mean(axis=0))


def _holds(corners: Corners, point: Corners) -> bool:
    return bool((corners.min(axis=0) <= point).all() and (point <= corners.max(axis=0)).all())
