"""From a code's bytes to its text: UTF-8 wherever it can be, and wrong guesses of devices undone."""

from __future__ import annotations

import codecs
import unicodedata

from vietnam.letters import is_vietnam_letter
from vietnam.names import APOSTROPHES, TONES

_WRONG_GUESSES = (
    *("cp932", "big5", "gbk", "cp949", "euc_jp", "cp1252", "latin-1", "iso8859_15", "mac_roman", "cp1250"),
    *("cp437", "cp850", "cp1258", "cp1251", "cp866", "koi8_r", "cp1256", "cp874"),
)
"""Encodings that decoders and scanners take UTF-8 for when a code names none: of Japan, Taiwan, China, Korea,
the West, Macintosh, Central Europe, MS-DOS, Vietnam, Russia, Arabia and Thailand."""
_MOST_GUESSES = 3
"""Wrong guesses one behind the other: a scanner's, and a converter's behind it."""
_COMMON_MARKS = TONES | set("\u0302\u0306\u031b")
_AS_COMMON = frozenset("čČÐ")
"""Of the highlands, and the Icelandic letter that old registers have for Đ."""

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

    So too where that was done to it more than once. Letters of Vietnam with signs behind them are valid in
    some encoding too ("Đ…", "Ư°"): only what looks wrong is changed, and only into Vietnamese.
    """
    if _looks_right(text):
        return text
    right, before = text, text
    for _ in range(_MOST_GUESSES):
        undone = _undone_once(before)
        if undone == before:
            break
        before = undone
        if _is_vietnamese(undone):
            right = undone
    return right


def _looks_right(text: str) -> bool:
    """Whether a text has nothing beyond ASCII but letters of Vietnam."""
    return all(one.isascii() or is_vietnam_letter(one) for one in unicodedata.normalize("NFC", text))


def _is_vietnamese(text: str) -> bool:
    """Whether every letter is one that is common in Vietnam, and one is beyond ASCII; signs do not matter."""
    composed = unicodedata.normalize("NFC", text)
    letters = [one for one in composed if unicodedata.category(one)[0] in "LM" and one not in APOSTROPHES]
    return not all(one.isascii() for one in letters) and all(map(_is_common, letters))


def _is_common(letter: str) -> bool:
    """Whether a letter of Vietnam is no rare one, which a right "È°" or "…Ép" would become."""
    if letter in _AS_COMMON:
        return True
    marks = set(unicodedata.normalize("NFD", letter)[1:])
    return is_vietnam_letter(letter) and letter != "Ƀ" and marks <= _COMMON_MARKS


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
