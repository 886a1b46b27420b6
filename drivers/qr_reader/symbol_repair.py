"""Reads a symbol that was found but not understood: soft modules, an equaliser learnt on it, erasures.

A decoder that has found a symbol knows where it lies and which version it is. From there its modules are
sampled as grey values; the patterns that every symbol carries say how this picture blurs; what lies under
glare, a crack or a finger shows as low contrast and counts as erased. What comes out is a clean symbol for an
ordinary decoder.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from drivers.qr_reader import reed_solomon
from drivers.qr_reader.budget import Budget
from drivers.qr_reader.mesh_fit import fitted_levels
from drivers.qr_reader.port import Frame
from drivers.qr_reader.symbol import (
    LEVELS,
    MASKS,
    Bits,
    Symbol,
    blocks,
    format_bits,
    mask_bits,
    symbol,
)

Soft = npt.NDArray[np.float32]
"""(side, side) float32: above 0 dark, below 0 light, near 0 doubtful; about ±1 when clear."""
Corners = npt.NDArray[np.float32]
"""(4, 2) float32: the symbol's outer corners in pixels: top left, top right, bottom right, bottom left."""
_Numbers = npt.NDArray[np.float64]

_TAPS = (-0.27, 0.0, 0.27)
"""Where a module is sampled, in modules from its centre."""
_ROUNDS = 5
"""How often the equaliser learns anew from its own decisions; more changes nothing."""
_REACH = 2
"""How many modules away blur still mixes."""
_RIDGE = 4.0
"""Pulls the equaliser towards leaving everything as it is."""
_FEWEST_FIXED_RIGHT = 0.8
_DOUBTFUL_SHARES = (0.0, 0.25, 0.45, 0.6, 0.75, 0.9)
"""How many of a block's parity codewords are given to the most doubtful codewords, tried in turn."""
_CLEAR = 0.5
_FEWEST_CLEAR_RIGHT = 0.9
"""A repair that overrules more than a tenth of the clear modules is a text that never was."""


def repaired_symbol(
    grey: Frame, corners: Corners, version: int, budget: Budget, *, curved: bool = False
) -> Bits | None:
    """Give the whole symbol, repaired, or None.

    `grey`: (height, width) uint8, dark on light or the reverse; `version`: 1–40. `curved`: follow paper that
    is not flat, which takes some tenths of a second and is given up when the budget is used up.
    """
    build = symbol(version)
    if _score(grey, corners, build) < 0:
        grey = 255 - grey
    if curved:
        fitted = fitted_levels(grey, _homography(corners, build.side), build, budget)
        if fitted is None:
            return None
        levels = fitted
    else:
        levels = _levels(grey, _refined(grey, corners, build), build.side)
    for soft in _softened(levels, build):
        found = _repaired(soft, build, version)
        if found is not None:
            return found
    return None


def _homography(corners: Corners, side: int) -> npt.NDArray[np.float64]:
    ends = np.array([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    return np.asarray(cv2.getPerspectiveTransform(ends, corners.astype(np.float32)))


def _positions(rows: npt.NDArray[np.float64], columns: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.stack([columns.ravel(), rows.ravel(), np.ones(rows.size)])


def _sampled(
    grey: Frame, homography: npt.NDArray[np.float64], places: npt.NDArray[np.float64]
) -> npt.NDArray[np.float32]:
    x, y, w = homography @ places
    # Pixel centres lie at half, and OpenCV counts from the centre of the first.
    maps = [(axis / w - 0.5).astype(np.float32).reshape(1, -1) for axis in (x, y)]
    taken = cv2.remap(grey, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(taken, dtype=np.float32).ravel()


def _levels(grey: Frame, corners: Corners, side: int) -> npt.NDArray[np.float32]:
    """Sample each module at nine points about its centre; (side, side), 0 … 255."""
    homography = _homography(corners, side)
    rows, columns = np.mgrid[0:side, 0:side] + 0.5
    taps = [
        _sampled(grey, homography, _positions(rows + down, columns + across))
        for down in _TAPS
        for across in _TAPS
    ]
    return np.asarray(np.mean(taps, axis=0).reshape(side, side), dtype=np.float32)


def _score(grey: Frame, corners: Corners, build: Symbol) -> float:
    """Tell how well the fixed patterns stand out: 1 perfectly, 0 not at all, below 0 inverted."""
    values = _sampled(grey, _homography(corners, build.side), build.fixed_places)
    spread = float(values.std()) or 1.0
    return float(np.dot(build.fixed_signs, values)) / spread


def _refined(grey: Frame, corners: Corners, build: Symbol) -> Corners:
    """Move the corners, one after another, until the fixed patterns stand out best."""
    best, best_score = corners, _score(grey, corners, build)
    module = float(np.linalg.norm(corners[0] - corners[2])) / build.side / np.sqrt(2)
    for step in (0.5, 0.25, 0.12):
        for corner in range(4):
            for direction in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                while True:
                    moved = best.copy()
                    moved[corner] += np.array(direction, dtype=np.float32) * np.float32(step * module)
                    score = _score(grey, moved, build)
                    if score <= best_score:
                        break
                    best, best_score = moved, score
    return best


def _normalised(levels: npt.NDArray[np.float32]) -> Soft:
    """Take the local middle away and divide by the local contrast: glare and shade go, ±1 is clear."""
    size = 9
    high = cv2.GaussianBlur(cv2.dilate(levels, np.ones((5, 5), np.uint8)), (size, size), 2.0)
    low = cv2.GaussianBlur(cv2.erode(levels, np.ones((5, 5), np.uint8)), (size, size), 2.0)
    middle, half = (high + low) / 2, (high - low) / 2
    usual = float(np.median(half)) or 1.0
    return np.asarray((middle - levels) / np.maximum(half, 0.5 * usual + 1), dtype=np.float32)


def _neighbours(soft: Soft) -> npt.NDArray[np.float32]:
    padded = np.pad(soft, _REACH, mode="edge")
    side = len(soft)
    reach = range(2 * _REACH + 1)
    shifted = [
        padded[down : down + side, across : across + side].ravel() for down in reach for across in reach
    ]
    return np.stack([*shifted, np.ones(side * side, dtype=np.float32)], axis=1)


def _equalised(soft: Soft, wanted: npt.NDArray[np.float32], weight: npt.NDArray[np.float32]) -> Soft:
    """Learn how neighbours mix into each module from modules whose value is known, and unmix them all."""
    inputs = _neighbours(soft)
    plain = np.zeros(inputs.shape[1], dtype=np.float64)
    plain[(len(plain) - 1) // 2] = 1.0
    weighted = inputs * weight.ravel()[:, None]
    normal = weighted.T @ inputs + _RIDGE * np.eye(len(plain))
    right = weighted.T @ wanted.ravel() + _RIDGE * plain
    return np.asarray((inputs @ np.linalg.solve(normal, right)).reshape(soft.shape), dtype=np.float32)


def _softened(levels: npt.NDArray[np.float32], build: Symbol) -> list[Soft]:
    """Give two views of the modules: as they are, and unmixed with what is known and what was decided."""
    plain = _normalised(levels)
    known = np.where(build.fixed_bits, 1.0, -1.0).astype(np.float32)
    bold = plain
    for _ in range(_ROUNDS):
        wanted = np.where(build.fixed, known, np.sign(bold)).astype(np.float32)
        # The equaliser learns from clear modules only: close decisions may be wrong.
        weight = np.where(build.fixed, 1.0, np.clip(np.abs(bold) - 0.2, 0, 1)).astype(np.float32)
        bold = _equalised(plain, wanted, weight)
    return [bold, plain]


def _repaired(soft: Soft, build: Symbol, version: int) -> Bits | None:
    bits = soft > 0
    right = float(np.mean(bits[build.fixed] == build.fixed_bits[build.fixed]))
    if right < _FEWEST_FIXED_RIGHT:
        return None
    level, mask = _format(soft, build)
    unmasked = bits ^ mask_bits(build.side, mask)
    words = np.packbits(unmasked.ravel()[build.order], axis=1).ravel().tolist()
    clearness = np.abs(soft).ravel()[build.order].min(axis=1)
    for block in blocks(version, level):
        indices = list(block.indices)
        mended = _mended([words[index] for index in indices], clearness[indices], block.parity)
        if mended is None:
            return None
        for index, word in zip(indices, mended, strict=True):
            words[index] = word
    whole = _whole(words, build, level, mask)
    clear = (np.abs(soft) > _CLEAR) & ~build.fixed & ~build.format_places
    if not clear.any() or float(np.mean(whole[clear] == bits[clear])) < _FEWEST_CLEAR_RIGHT:
        return None
    return whole


def _format(soft: Soft, build: Symbol) -> tuple[int, int]:
    """Choose level and mask whose format modules agree best; both copies count."""
    values = soft[build.format_places]

    def agreement(choice: tuple[int, int]) -> float:
        wanted = format_bits(build.side, *choice)[build.format_places]
        return float(np.dot(np.where(wanted, 1.0, -1.0), np.clip(values, -1, 1)))

    return max(((level, mask) for level in LEVELS for mask in range(MASKS)), key=agreement)


def _mended(words: list[int], clearness: npt.NDArray[np.float32], parity: int) -> list[int] | None:
    order = np.argsort(clearness, kind="stable")
    spare = 2 if parity > 8 else 1
    for share in _DOUBTFUL_SHARES:
        doubtful = [int(index) for index in order[: int(parity * share)]]
        mended = reed_solomon.repair(words, parity, doubtful, spare)
        if mended is not None:
            return mended
    return None


def _whole(words: list[int], build: Symbol, level: int, mask: int) -> Bits:
    flat = np.zeros(build.side * build.side, dtype=np.bool_)
    flat[build.order] = np.unpackbits(np.array(words, dtype=np.uint8)[:, None], axis=1).astype(np.bool_)
    data = ~build.fixed & ~build.format_places
    whole = (flat.reshape(build.side, build.side) ^ mask_bits(build.side, mask)) & data
    return np.asarray(whole | build.fixed_bits | format_bits(build.side, level, mask))
