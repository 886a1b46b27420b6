"""From a code's bytes to its text: UTF-8 wherever it can be, and wrong guesses of devices undone."""

from __future__ import annotations

_WRONG_GUESSES = ("cp932", "big5", "cp1252", "latin-1")
"""Encodings that decoders and scanners take UTF-8 for when a code names none: Shift-JIS, Big5, Western."""


def text_of(data: bytes) -> str:
    """Give the text of a code's bytes: UTF-8, else Shift-JIS, else ISO 8859-1 (ISO/IEC 18004)."""
    for encoding in ("utf-8", "shift_jis"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def undo_wrong_guess(text: str) -> str:
    """Give back UTF-8 text that was taken for another encoding ("Lﾃｪ Xuﾃ｢n" → "Lê Xuân"), else the text.

    Only a text that becomes whole UTF-8 by it is changed; true Vietnamese text cannot, because its letters
    are missing from the other encodings or form no UTF-8 there.
    """
    if text.isascii():
        return text
    for encoding in _WRONG_GUESSES:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
