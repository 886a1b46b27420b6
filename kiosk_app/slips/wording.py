"""How text is made fit for a slip: ids half hidden, dates kept together, no characters without a shape."""

from __future__ import annotations

import re
import unicodedata

NO_BREAK = "\u00a0"
_BULLET = "•"
_DATE_OR_NUMBER = re.compile(r"ngày \d+ tháng \d+ năm \d+|\d+ (?:giờ|phút)\b|\d+(?: \d+)+")


def mask_id(number: str) -> str:
    """Hide the middle of an id: "048•••••0001" of a 12-digit one, all but the last three of others.

    What remains of a personal id: docs/domain/identity.md#masked-ids.
    """
    number = number.strip()
    if len(number) == 12:
        return number[:3] + _BULLET * 5 + number[-4:]
    shown = number[-3:] if len(number) > 6 else ""
    return _BULLET * (len(number) - len(shown)) + shown


def together(words: str) -> str:
    """Keep a date, and a telephone number, on one line: no-break spaces within them."""
    return _DATE_OR_NUMBER.sub(lambda found: found[0].replace(" ", NO_BREAK), words)


def printable(text: str) -> str:
    """Give the text in NFC, without characters that have no shape: controls, marks of direction.

    Letters without a shape, such as those of a private area, stay: whoever draws the text refuses them.
    """
    kept = (
        " " if character.isspace() and character != NO_BREAK else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf"}
    )
    return "".join(kept)
