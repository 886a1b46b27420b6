"""How a syllable can be mistyped or misheard: pure functions on folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_INITIALS = (("ngh", "ng"), ("gh", "g"), ("tr", "ch"), ("gi", "d"), ("ph", "f"), ("qu", "w"), ("kh", "kh"))
_LETTERS = {"x": "s", "r": "d", "v": "d", "z": "d", "k": "c", "q": "c", "l": "n", "y": "i"}
_ENDINGS = (("nh", "n"), ("ng", "n"), ("ch", "t"), ("c", "t"))
_TELEX = re.compile(r"[sfrxjw]")
_VNI = re.compile(r"(?<=[a-z0-9])[1-9]")
_DOUBLED = re.compile(r"([aeod])\1")
SHORTEST_REPAIRED = 3
"""Shorter syllables have a neighbour at every letter: repairing them finds anything."""


def sound(syllable: str) -> str:
    """Give a key shared by syllables that some region speaks alike: tr/ch, s/x, l/n, d/gi/r/v, n/ng, t/c."""
    key = syllable
    for written, heard in _INITIALS:
        if key.startswith(written):
            key = heard + key[len(written) :]
            break
    else:
        key = _LETTERS.get(key[:1], key[:1]) + key[1:]
    for written, heard in _ENDINGS:
        if key.endswith(written) and len(key) > len(written):
            key = key[: -len(written)] + heard
            break
    return key.replace("y", "i")


def shortened(syllable: str) -> Iterator[str]:
    """Give the syllable, and it with each letter left out: two that share one are a slip apart."""
    yield syllable
    if len(syllable) >= SHORTEST_REPAIRED:
        seen = {syllable}
        for at in range(len(syllable)):
            one = syllable[:at] + syllable[at + 1 :]
            if one not in seen:
                seen.add(one)
                yield one


def slips(typed: str, meant: str) -> int:
    """Count letters left out, added, exchanged or swapped with a neighbour; 3 stands for "too many"."""
    if abs(len(typed) - len(meant)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        above, row = row, [i] + [0] * len(meant)
        for j, other in enumerate(meant, 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                row[j] = min(row[j], before[j - 2] + 1)
        before = above
    return min(3, row[-1])


def without_telex(syllable: str) -> str:
    """Give what is left when Telex keys stayed as letters: "giaays" → "giay", "dduwowngf" → "duong"."""
    plain = _DOUBLED.sub(r"\1", syllable)
    return plain[:1] + _TELEX.sub("", plain[1:])


def without_vni(syllable: str) -> str:
    """Give what is left when VNI's digits stayed behind their letters: "d9a61t" → "dat", "so63" → "so"."""
    return _VNI.sub("", syllable) if syllable[:1].isalpha() else syllable
