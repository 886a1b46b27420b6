"""From a code's bytes to its text: UTF-8 wherever it can be, and wrong guesses of devices undone."""

from __future__ import annotations

import codecs

_WRONG_GUESSES = (
    *("cp932", "big5", "gbk", "cp949", "euc_jp", "cp1252", "latin-1", "iso8859_15", "mac_roman", "cp1250"),
    *("cp437", "cp850", "cp1258", "cp1251", "cp866", "koi8_r", "cp1256", "cp874"),
)
"""Encodings that decoders and scanners take UTF-8 for when a code names none: of Japan, Taiwan, China, Korea,
the West, Macintosh, Central Europe, MS-DOS, Vietnam, Russia, Arabia and Thailand."""
_MOST_GUESSES = 3
"""Wrong guesses one behind the other: a scanner's, and a converter's behind it."""


_LEFT_OUT_OF_1252 = frozenset("\x81\x8d\x8f\x90\x9d")


def text_of(data: bytes) -> str:
    """Give the text of a code's bytes: UTF-8, else Shift-JIS, else ISO 8859-1 (ISO/IEC 18004).

    A byte order mark tells of UTF-16, as programs of Windows write it.
    """
    marked = ("utf-16",) if has_wide_mark(data) else ()
    for encoding in ("utf-8", *marked, "shift_jis"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def has_wide_mark(data: bytes) -> bool:
    """Whether bytes begin with the byte order mark of UTF-16."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def undo_wrong_guess(text: str) -> str:
    """Give back UTF-8 text that was taken for another encoding ("Lﾃｪ Xuﾃ｢n" → "Lê Xuân"), else the text.

    So too where that was done to it more than once. Only a text that becomes whole UTF-8 by it is changed;
    true Vietnamese text cannot: its letters are missing from the other encodings or form no UTF-8 there.
    """
    for _ in range(_MOST_GUESSES):
        before = _undone_once(text)
        if before == text:
            break
        text = before
    return text


def _undone_once(text: str) -> str:
    if text.isascii():
        return text
    for encoding in _WRONG_GUESSES:
        try:
            return _encoded(text, encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def without_wrong_controls(text: str) -> str:
    """Give the text with signs of Windows' code page 1252 for U+0080 … U+009F, which no text holds.

    Windows reads Alt+0150 as "–" and not as U+0096, and scanners count on it.
    """
    return "".join(_windows_sign(one) if "\x80" <= one <= "\x9f" else one for one in text)


def _windows_sign(control: str) -> str:
    try:
        return control.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return control


def _encoded(text: str, encoding: str) -> bytes:
    """Encode; code page 1252 leaves five bytes out, which stay the control characters that they were."""
    if encoding != "cp1252":
        return text.encode(encoding)
    return b"".join(one.encode("latin-1" if one in _LEFT_OUT_OF_1252 else "cp1252") for one in text)
