"""Reed–Solomon codes of QR symbols with erasures: a codeword known to be doubtful costs half of a wrong one.

Field GF(256) with polynomial 0x11d and generator roots α⁰, α¹, … (ISO/IEC 18004, 7.5). Decoders that do
not know which codewords are doubtful can repair half as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

_POLYNOMIAL = 0x11D
_ORDER = 255


def _tables() -> tuple[list[int], list[int]]:
    powers, logarithms = [0] * (2 * _ORDER), [0] * 256
    value = 1
    for exponent in range(_ORDER):
        powers[exponent] = powers[exponent + _ORDER] = value
        logarithms[value] = exponent
        value <<= 1
        if value > 255:
            value ^= _POLYNOMIAL
    return powers, logarithms


_POWER, _LOG = _tables()


def _times(left: int, right: int) -> int:
    return _POWER[_LOG[left] + _LOG[right]] if left and right else 0


def _over(left: int, right: int) -> int:
    return _POWER[_LOG[left] - _LOG[right] + _ORDER] if left else 0


def _value(polynomial: Sequence[int], log_x: int) -> int:
    """Evaluate at α^log_x; coefficients from the lowest power upwards."""
    total = 0
    for power, coefficient in enumerate(polynomial):
        if coefficient:
            total ^= _POWER[(_LOG[coefficient] + log_x * power) % _ORDER]
    return total


def _product(left: Sequence[int], right: Sequence[int]) -> list[int]:
    out = [0] * (len(left) + len(right) - 1)
    for i, one in enumerate(left):
        if one:
            for j, other in enumerate(right):
                out[i + j] ^= _times(one, other)
    return out


def syndromes(block: Sequence[int], parity: int) -> list[int]:
    """Give the `parity` syndromes of a block (data first, then parity); all 0 when it is right."""
    out = []
    for root in range(parity):
        value = 0
        for codeword in block:
            value = (_POWER[_LOG[value] + root] if value else 0) ^ codeword
        out.append(value)
    return out


def repair(block: Sequence[int], parity: int, doubtful: Sequence[int], spare: int = 0) -> list[int] | None:
    """Repair a block, or give None.

    `doubtful`: indices whose value may be wrong. Two for each wrong codeword elsewhere and one for each
    doubtful one must not exceed `parity - spare`; what is spared guards against
    repairing to something that never was.
    """
    if len(doubtful) > parity - spare:
        return None
    found = syndromes(block, parity)
    if not any(found):
        return list(block)
    length = len(block)
    erasures = [1]
    for index in doubtful:
        erasures = _product(erasures, [1, _POWER[(length - 1 - index) % _ORDER]])
    locator = _locator(found, erasures, len(doubtful), parity)
    errors = len(locator) - 1 - len(doubtful)
    if errors < 0 or 2 * errors + len(doubtful) > parity - spare:
        return None
    return _corrected(block, found, locator, parity)


def _locator(found: Sequence[int], erasures: Sequence[int], known: int, parity: int) -> list[int]:
    """Berlekamp–Massey, begun with the locator of the erasures."""
    locator, previous = list(erasures), list(erasures)
    length, shift = known, 1
    scale = 1
    for step in range(known, parity):
        discrepancy = found[step]
        for power in range(1, min(len(locator), step + 1)):
            discrepancy ^= _times(locator[power], found[step - power])
        if not discrepancy:
            shift += 1
            continue
        factor = _over(discrepancy, scale)
        update = [0] * shift + [_times(factor, one) for one in previous]
        merged = [one ^ other for one, other in zip_longest(locator, update, fillvalue=0)]
        if 2 * length <= step + known:
            length, previous, scale, shift = step + 1 + known - length, locator, discrepancy, 1
        else:
            shift += 1
        locator = merged
    while len(locator) > 1 and locator[-1] == 0:
        locator.pop()
    return locator


def _corrected(block: Sequence[int], found: list[int], locator: list[int], parity: int) -> list[int] | None:
    """Find places (Chien) and sizes (Forney) of the errors, and check that nothing is wrong afterwards."""
    length = len(block)
    places = [place for place in range(length) if _value(locator, -place % _ORDER) == 0]
    if len(places) != len(locator) - 1:
        return None
    evaluator = _product(found, locator)[:parity]
    slope = [locator[power] if power % 2 else 0 for power in range(len(locator))][1:]
    out = list(block)
    for place in places:
        at = -place % _ORDER
        below = _value(slope, at)
        if not below:
            return None
        size = _times(_over(_value(evaluator, at), below), _POWER[place % _ORDER])
        out[length - 1 - place] ^= size
    return None if any(syndromes(out, parity)) else out
