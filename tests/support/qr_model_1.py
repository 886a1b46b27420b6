"""Draws QR codes of Model 1 (ISO/IEC 18004:2000, annex M), version 1-L; segno draws Model 2 only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from drivers.qr_reader.port import Frame

_SIDE = 21
_DATA, _PARITY = 19, 7
_LEVEL_L, _MASK = 1, 0
_FORMAT_GENERATOR, _FORMAT_XOR = 0x537, 0x2825
LONGEST = 16
"""Bytes that version 1-L holds."""


def model_1(data: bytes, scale: int = 8) -> Frame:
    """Draw a code of at most `LONGEST` bytes with its quiet zone, `scale` pixels a module."""
    modules = np.zeros((_SIDE, _SIDE), dtype=np.bool_)
    for byte, places in zip(_codewords(data), _places(), strict=True):
        for bit, (x, y) in enumerate(places):
            dark = bool(byte >> (7 - bit) & 1)
            modules[y, x] = dark != ((x + y) % 2 == 0)
    _draw_patterns(modules)
    framed = np.pad(modules, 4)
    large = np.kron(framed, np.ones((scale, scale), dtype=np.bool_))
    return np.where(large, 0, 255).astype(np.uint8)


def _codewords(data: bytes) -> list[int]:
    # Four bits that are dropped, the mode "bytes", the count, the data, the end, and filling.
    bits = "0000" + "0100" + f"{len(data):08b}" + "".join(f"{byte:08b}" for byte in data) + "0000"
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[place : place + 8], 2) for place in range(0, len(bits), 8)]
    filling = (0xEC, 0x11)
    words += [filling[number % 2] for number in range(_DATA - len(words))]
    return words + _parity(words)


def _times(left: int, right: int) -> int:
    out = 0
    while right:
        out ^= left if right & 1 else 0
        left = left << 1 ^ (0x11D if left & 0x80 else 0)
        right >>= 1
    return out


def _parity(words: list[int]) -> list[int]:
    generator, root = [1], 1
    for _ in range(_PARITY):
        shifted = [*generator, 0]
        generator = [one ^ _times(root, other) for one, other in zip(shifted, [0, *generator], strict=True)]
        root = _times(root, 2)
    rest = [*words, *[0] * _PARITY]
    for place in range(len(words)):
        factor = rest[place]
        for offset, coefficient in enumerate(generator):
            rest[place + offset] ^= _times(factor, coefficient)
    return rest[-_PARITY:]


def _places() -> Iterator[list[tuple[int, int]]]:
    """Give the (x, y) of the bits of each codeword, highest bit first."""
    last = _SIDE - 1
    upright = [(last - 2 * column, last - 4 * row) for column in (0, 1) for row in range(3)]
    lying = [(last - 4 - 4 * column, row) for column in (0, 1) for row in range(10)]
    left = [(x, last - 8) for x in (8, 5, 3, 1)]
    for x, y in upright:
        yield [(x - bit % 2, y - bit // 2) for bit in range(8)]
    for x, row in lying:
        if x == last - 4 and row >= 6:
            continue
        y = last - 2 * row - (1 if row >= 7 else 0)
        yield [(x - bit % 4, y - bit // 4) for bit in range(8)]
    for x, y in left:
        yield [(x - bit % 2, y - bit // 2) for bit in range(8)]


def _draw_patterns(modules: npt.NDArray[np.bool_]) -> None:
    timing = np.arange(_SIDE) % 2 == 0
    modules[6, 8:-8] = timing[8:-8]
    modules[8:-8, 6] = timing[8:-8]
    finder = np.zeros((9, 9), dtype=np.bool_)
    finder[1:8, 1:8] = True
    finder[2:7, 2:7] = False
    finder[3:6, 3:6] = True
    modules[:8, :8] = finder[1:, 1:]
    modules[:8, -8:] = finder[1:, :-1]
    modules[-8:, :8] = finder[:-1, 1:]
    value = _LEVEL_L << 3 | _MASK
    rest = value << 10
    for shift in range(4, -1, -1):
        if rest >> (shift + 10) & 1:
            rest ^= _FORMAT_GENERATOR << shift
    code = (value << 10 | rest) ^ _FORMAT_XOR
    near = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    far = [(8, _SIDE - 1 - number) for number in range(8)]
    far += [(_SIDE - 7 + number, 8) for number in range(7)]
    for number, places in enumerate(zip(near, far, strict=True)):
        for place in places:
            modules[place] = bool(code >> number & 1)
    modules[_SIDE - 8, 8] = True
