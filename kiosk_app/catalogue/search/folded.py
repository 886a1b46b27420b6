"""Words of a text as the index and the query both see them."""

from __future__ import annotations

import re
import unicodedata

from vietnam.letters import folded

MOST_WORDS = 24
"""A need is said in fewer; the rest of a longer text is not looked at."""
MOST_LETTERS = 240
"""Of what was typed; `MOST_WORDS` words are shorter."""
_WORD = re.compile(r"[^\W_]+")


def accented_words(text: str) -> list[str]:
    """Split into lower-case words with their marks (NFC)."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def pair(text: str) -> tuple[str, str]:
    """Give the text's words folded and accented, each joined by blanks, word for word."""
    words = accented_words(text)
    return " ".join(folded(word) for word in words), " ".join(words)
