"""Cleans portal text: NFC, no hidden characters, words that ran together set apart."""

from __future__ import annotations

import re
import unicodedata

_MARKED = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LOWER = "a-zđ" + "".join(
    sorted(
        {unicodedata.normalize("NFC", vowel + tone) for vowel in _MARKED for tone in _TONES} - set("aeiouy")
    )
)
"""Vietnamese small letters, for a character class of a regular expression."""
UPPER = "A-ZĐ" + "".join(letter.upper() for letter in LOWER[4:])
"""Vietnamese capitals, likewise."""

_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_RUN_TOGETHER = re.compile(rf"(?<=[{LOWER})”\"’.;:,])(?=[{UPPER}][{LOWER}])")
_NOTHING = frozenset({"", "--", "không có thông tin", "không có", "không"})


class _Plain(dict[int, str | None]):
    """A table for `str.translate` that learns each character when it is first met."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        category = unicodedata.category(letter)
        kept: str | None = letter
        if category in ("Zs", "Zl", "Zp") or letter in "\t\r\v\f":
            kept = " "
        elif category[0] == "C" and letter != "\n":
            kept = None
        self[code] = kept
        return kept


_PLAIN = _Plain()


def clean(text: str) -> str:
    """Give the text in NFC with plain blanks and single line ends; format and control characters go."""
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return _LINES.sub("\n", _BLANKS.sub(" ", plain)).strip()


def one_line(text: str) -> str:
    """Clean a name: everything on one line."""
    return " ".join(clean(text).split())


def or_nothing(text: str) -> str:
    """Give "" where the portal says in words that there is nothing."""
    cleaned = clean(text)
    return "" if cleaned.casefold().strip(" .") in _NOTHING else cleaned


def set_apart(text: str) -> str:
    """Put a blank where two pieces of text ran together: "cư trúTên giấy tờ"."""
    return _RUN_TOGETHER.sub(" ", text)
