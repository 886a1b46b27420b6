"""The build of a QR symbol: which modules are fixed, where codewords lie, how they fall into blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import segno
from segno import consts

Bits = npt.NDArray[np.bool_]
"""(side, side); True = dark."""
LEVELS = (consts.ERROR_LEVEL_L, consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_H)
MASKS = 8
_FORMAT_GENERATOR, _FORMAT_XOR = 0x537, 0x5412
_ECC: Any = consts.ECC
_FORMAT = (consts.TYPE_FORMAT_DARK, consts.TYPE_FORMAT_LIGHT)
_DATA = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
_TIMING_COLUMN = 6


@dataclass(frozen=True, slots=True)
class Block:
    """One Reed–Solomon block: where its codewords stand in the symbol's sequence, and how many are parity."""

    indices: tuple[int, ...]
    parity: int


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """The build of one version."""

    side: int
    """Modules: 21, 25, …, 177."""
    fixed: Bits
    """Modules that are the same in every symbol of this version."""
    fixed_bits: Bits
    """Their values; elsewhere False."""
    fixed_places: npt.NDArray[np.float64]
    """(3, n): their centres (x, y, 1) in modules."""
    fixed_signs: npt.NDArray[np.float64]
    """(n,): how they correlate with brightness, without mean; a perfect picture scores 1."""
    format_places: Bits
    order: npt.NDArray[np.intp]
    """(codewords, 8): flat indices of the modules of each codeword, highest bit first."""


@lru_cache(maxsize=40)
def symbol(version: int) -> Symbol:
    """Give the build of a version, 1 to 40."""
    kinds = _kinds(version)
    side = len(kinds)
    form = _format_places(side)
    fixed = ~np.isin(kinds, _DATA) & ~np.isin(kinds, _FORMAT) & ~form
    data = ~fixed & ~form
    places = _reading_order(data)
    count = len(places) // 8
    order = np.array(places[: count * 8], dtype=np.intp).reshape(count, 8)
    fixed_bits = fixed & (kinds >> 8 > 0)
    rows, columns = np.nonzero(fixed)
    centres = np.stack([columns + 0.5, rows + 0.5, np.ones(len(rows))])
    signs = np.where(fixed_bits[rows, columns], -1.0, 1.0)
    signs = (signs - signs.mean()) / (signs.std() * len(signs))
    return Symbol(side, fixed, fixed_bits, centres, signs, form, order)


@lru_cache(maxsize=64)
def format_bits(side: int, level: int, mask: int) -> Bits:
    """Give the (side, side) values of the format modules; False elsewhere (ISO/IEC 18004, 7.9)."""
    value = level << 3 | mask
    remainder = value << 10
    for shift in range(4, -1, -1):
        if remainder >> (shift + 10) & 1:
            remainder ^= _FORMAT_GENERATOR << shift
    code = (value << 10 | remainder) ^ _FORMAT_XOR
    bits = np.zeros((side, side), dtype=np.bool_)
    for number, places in enumerate(_format_order(side)):
        for place in places:
            bits[place] = code >> number & 1
    return bits


@lru_cache(maxsize=160)
def blocks(version: int, level: int) -> tuple[Block, ...]:
    """Give the blocks of a version and level; their codewords are interleaved (ISO/IEC 18004, 7.6)."""
    sizes = [
        (group.num_data, group.num_total - group.num_data)
        for group in _ECC[version][level]
        for _ in range(group.num_blocks)
    ]
    indices: list[list[int]] = [[] for _ in sizes]
    position = 0
    for row in range(max(data for data, _ in sizes)):
        for number, (data, _) in enumerate(sizes):
            if row < data:
                indices[number].append(position)
                position += 1
    for _ in range(sizes[0][1]):
        for number in range(len(sizes)):
            indices[number].append(position)
            position += 1
    return tuple(Block(tuple(one), parity) for one, (_, parity) in zip(indices, sizes, strict=True))


@lru_cache(maxsize=64)
def mask_bits(side: int, mask: int) -> Bits:
    """Give the mask pattern (ISO/IEC 18004, 7.8.2)."""
    i, j = np.mgrid[0:side, 0:side]
    patterns = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        i * j % 2 + i * j % 3,
        (i * j % 2 + i * j % 3) % 2,
        ((i + j) % 2 + i * j % 3) % 2,
    )
    return np.asarray(patterns[mask] == 0)


def _kinds(version: int) -> npt.NDArray[np.int64]:
    code = segno.make("0", version=version, error="l", mask=0, micro=False, boost_error=False)
    return np.array([list(row) for row in code.matrix_iter(border=0, verbose=True)], dtype=np.int64)


def _format_order(side: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the (row, column) of both copies of each format bit, lowest bit first."""
    near = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    far = [(8, side - 1 - number) for number in range(8)] + [(side - 7 + number, 8) for number in range(7)]
    return list(zip(near, far, strict=True))


def _format_places(side: int) -> Bits:
    # segno's own list holds a data module too.
    places = np.zeros((side, side), dtype=np.bool_)
    for near, far in _format_order(side):
        places[near] = places[far] = True
    return places


def _reading_order(data: Bits) -> list[int]:
    """Walk the data modules in pairs of columns from the right, up and down (ISO/IEC 18004, 7.7.3)."""
    side = len(data)
    places: list[int] = []
    upwards = True
    column = side - 1
    while column > 0:
        if column == _TIMING_COLUMN:
            column -= 1
        rows = range(side - 1, -1, -1) if upwards else range(side)
        places += [row * side + at for row in rows for at in (column, column - 1) if data[row, at]]
        upwards = not upwards
        column -= 2
    return places
