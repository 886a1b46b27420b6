"""Takes out of technical text whatever might be of a citizen, by letting through only what cannot be.

A list of names to look for would always miss one. Records of this program are English words and codes, so a
word with another letter, a row of capitalised words, a long number, an address and anything quoted is taken
out, whoever it belongs to.
"""

from __future__ import annotations

import re
import unicodedata

MARK = "[…]"
_LONGEST_LINE = 2_000
"""Letters. No record of ours is longer, and the time of the patterns grows with the square of a line."""
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|'[^'\n]{2,}'")
_EMAIL = re.compile(r"\S+@\S+")
_TOKEN = re.compile(r"VNEID\S*|[A-Za-z0-9+/_=-]{40,}")
_DIGITS = re.compile(r"\+?\d(?:[\d ./-]{3,}\d)")
_CAPITALISED = re.compile(r"\b(?:[A-ZĐ][\w'’-]*)(?:[ ]+[A-ZĐ][\w'’-]*)+")
_WORD = re.compile(r"\S*[^\x00-\x7f]\S*")
_TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_CODE = re.compile(r"\bTAM-[0-9A-Z]+-\d+-[0-9A-Z]\b")
_KEPT = (_TIME, _ADDRESS, _CODE)
"""What looks like a number of somebody's and is none: moments, addresses of machines, codes of slips."""


def redacted(text: str) -> str:
    """Give the text, line by line, without anything that might be personal."""
    return "\n".join(map(_line, unicodedata.normalize("NFC", text).split("\n")))


def _line(line: str) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        # What may stay is replaced by a private-use character for now. The line itself has none: they were
        # removed below, before the first call.
        return chr(0xE000 + len(kept) - 1)

    if len(line) > _LONGEST_LINE:
        line = f"{line[:_LONGEST_LINE]} {MARK}"
    line = re.sub(r"[\ue000-\uf8ff]", "", line)
    for pattern in _KEPT:
        line = pattern.sub(keep, line)
    for pattern in (_QUOTED, _EMAIL, _TOKEN, _CAPITALISED, _DIGITS):
        line = pattern.sub(MARK, line)
    line = _WORD.sub(_foreign, line)
    return re.sub(r"[\ue000-\uf8ff]", lambda found: kept[ord(found.group()) - 0xE000], line)


def _foreign(found: re.Match[str]) -> str:
    word = found.group()
    bare = re.sub(r"[\ue000-\uf8ff]", "", word).replace(MARK, "")
    return word if bare.isascii() else MARK
