"""What the code of a procedure looks like, and what people make of it."""

from __future__ import annotations

import re
import unicodedata

CODE = re.compile(r"\d{1,2}\.\d{6}")
"""Of the national catalogue, e.g. 1.001193."""
_TYPED = re.compile(r"(\d)[.,\s]{0,2}(\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.[a-z]\d{2,3})?", re.IGNORECASE)
"""With the unit that gave it behind ("1.001193.000.00.00.H40"), as provincial lists print it."""
_BEGUN = re.compile(r"(\d)\.?(\d{3,5})")


def code_in(text: str) -> str:
    """Give the code that a text as a whole is, however it is written; "" where it is none."""
    found = _TYPED.fullmatch(_plain(text))
    return f"{found[1]}.{found[2]}" if found else ""


def begun_code(text: str) -> str:
    """Give the beginning of a code that a text as a whole is, from four digits on; "" where it is none."""
    found = _BEGUN.fullmatch(_plain(text))
    return f"{found[1]}.{found[2]}" if found else ""


def _plain(text: str) -> str:
    """Digits of any width and script as 0 to 9, no blanks around."""
    wide = unicodedata.normalize("NFKC", text).strip().strip("\ufeff\u200b").strip()
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in wide)
