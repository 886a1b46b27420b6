"""Words from outside on a technician's terminal: as text, never as markup or as a command to the terminal."""

from __future__ import annotations

import unicodedata

from rich.text import Text

_LONGEST = 2_000


def plain(words: str) -> str:
    """Give the words with everything written out that steers a terminal or turns the direction of a line.

    What is longer than a terminal can show usefully is cut, and says so.
    """
    if len(words) <= _LONGEST and words.isprintable():
        return words
    shown = "".join(
        one.encode("unicode_escape").decode() if unicodedata.category(one)[0] == "C" else one
        for one in words[:_LONGEST]
    )
    return shown if len(words) <= _LONGEST else f"{shown}… ({len(words)} characters)"


def cell(words: str) -> Text:
    """Give the words for a table: square brackets are square brackets."""
    return Text("\n".join(map(plain, words.split("\n"))))
