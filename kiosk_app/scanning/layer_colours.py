"""Gives the colours of a page's ink and of its paper, each a coarse picture without the other."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.encode import averaged
from kiosk_app.scanning.ink import largest

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Colour = npt.NDArray[np.uint8]
"""One, as BGR."""
_NOTHING = 1e-9
_SURE = 0.02
"""Share of a cell that must be chosen for the cell to have a colour of its own."""
_BIN_BITS, _STEPS = 5, 3
"""The commonest colour is looked for among those in steps of 32 first, and then by steps around that."""
_PALER = 0.75
"""How much a difference of brightness alone counts beside one of colour."""
_DARKEST = 2
"""Percentage of the ink that is as dark as its darkest."""
_SAME_INK, _OTHER_INK = 30.0, 55.0
"""How far (0–255) a colour is from the commonest ink to be taken for it, and to be wholly its own."""


def ink_colours(look: Picture, mask: Picture, scale: float) -> tuple[Picture, Colour | None]:
    """Give the ink's colours, `scale` times as fine, and the commonest of them; None where there is no ink.

    `look`, `mask`: (height, width, 3) and (height, width) uint8, the page and how much of each dot is ink.
    """
    # The rim of a stroke is half paper: it says the colour only where a stroke has nothing else.
    whole = np.asarray(cv2.threshold(mask, 254, 255, cv2.THRESH_BINARY)[1], np.uint8)
    rim = np.asarray(cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1], np.uint8)
    summed, weight = _mean(look, whole, 1.0, scale)
    more, more_weight = _mean(look, rim, 0.003, scale)
    more += summed
    more_weight += weight
    del summed
    ink, sure = _filled(more, more_weight), weight > _SURE
    return ink, _commonest(ink[sure]) if sure.any() else None


def _commonest(colours: Picture) -> Colour:
    """Give the colour that most are near to. `colours`: (number, 3) uint8.

    The middle of all would lie between two inks, where words are written all over a printed form.
    """
    lowest = colours.min(axis=1)
    # The edge of a sheet and shadows are no ink that words are written with.
    colours = colours[lowest <= (float(np.percentile(lowest, _DARKEST)) + 255) / 2]
    coarse, bins = colours >> _BIN_BITS, 256 >> _BIN_BITS
    numbers = (coarse[:, 0].astype(np.intp) * bins + coarse[:, 1]) * bins + coarse[:, 2]
    counts = np.bincount(numbers, minlength=bins**3)
    fullest = np.array(np.unravel_index(int(np.argmax(counts)), (bins, bins, bins)))
    common = (fullest + 0.5) * (1 << _BIN_BITS)
    for _ in range(_STEPS):
        near = largest(np.abs(colours - common)) < _SAME_INK
        common = np.median(colours[near], axis=0)
    return common.astype(np.uint8)


def evened_ink(ink: Picture, commonest: Colour | None) -> Picture:
    """Give all ink that has nearly the commonest colour just that: print is of one colour, its grain is not.

    Colours that differ more keep what they differ by.
    """
    if commonest is None:
        return ink
    common = np.empty_like(ink)
    common[:] = commonest
    blue, green, red = (
        cv2.subtract(plane, np.full_like(plane, level), dtype=cv2.CV_16S)
        for plane, level in zip(cv2.split(ink), commonest.tolist(), strict=True)
    )
    most, least = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    # The rim of a stroke is as much paler in each channel; another ink is not.
    far = np.maximum(np.abs(most + least) * np.float32(0.5 * _PALER), most - least).astype(np.uint8)
    own = np.clip((np.arange(256, dtype=np.float32) - _SAME_INK) / (_OTHER_INK - _SAME_INK), 0.0, 1.0)
    share = np.take(own, far)
    return np.asarray(cv2.blendLinear(ink, common, share, 1 - share), np.uint8)


def paper_colours(coarse: Picture, mask: Picture, boxes: tuple[Box, ...], scale: float) -> Picture:
    """Give the paper's colours, `scale` times as fine; nothing in `boxes` is paper."""
    inked = cv2.dilate(cv2.threshold(mask, 0, 255, cv2.THRESH_BINARY)[1], np.ones((3, 3), np.uint8))
    bare = np.asarray(cv2.bitwise_not(inked), np.uint8)
    for box in boxes:
        box.cut(bare)[:] = 0
    return _filled(*_mean(coarse, bare, 1.0, scale))


def _mean(pixels: Picture, chosen: Picture, share: float, scale: float) -> tuple[Floats, Floats]:
    """Give the mean of each cell, black where nothing is chosen, and what part of the cell is chosen.

    `chosen`: (height, width) uint8, 255 or 0; `share`: what both are multiplied by.
    """
    mean = averaged(np.asarray(cv2.copyTo(pixels, chosen), np.uint8), scale)
    weight = averaged(chosen, scale)
    return (
        np.multiply(mean, share, dtype=np.float32),
        np.multiply(weight, share / 255, dtype=np.float32),
    )


def _filled(summed: Floats, weight: Floats) -> Picture:
    """Give every cell a colour: its own where enough of it was chosen, else what lies nearest (push-pull)."""
    levels = [(summed, weight)]
    while max(levels[-1][1].shape) > 1:
        finer, finer_weight = levels[-1]
        size = ((finer.shape[1] + 1) // 2, (finer.shape[0] + 1) // 2)
        levels.append(
            (
                np.asarray(cv2.resize(finer, size, interpolation=cv2.INTER_AREA), np.float32).reshape(
                    size[1], size[0], 3
                ),
                np.asarray(cv2.resize(finer_weight, size, interpolation=cv2.INTER_AREA), np.float32),
            )
        )
    colour: cv2.typing.MatLike = levels[-1][0] / np.maximum(levels[-1][1], _NOTHING)[:, :, None]
    for own, sure in reversed(levels[:-1]):
        near = cv2.resize(colour, (sure.shape[1], sure.shape[0]), interpolation=cv2.INTER_LINEAR)
        share = 1 / (sure + np.float32(_SURE))
        cv2.scaleAdd(near, _SURE, own, dst=near)
        colour = cv2.multiply(near, cv2.merge([share, share, share]), dst=near)
    return np.asarray(cv2.convertScaleAbs(colour), np.uint8)
