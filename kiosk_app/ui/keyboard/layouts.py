"""Which keys stand where, as data. A key is a letter or one of the names below; widths count in letters."""

from __future__ import annotations

from dataclasses import dataclass

TONE_LABELS = {
    "tone.sac": "´",
    "tone.huyen": "`",
    "tone.hoi": "ˀ",
    "tone.nga": "~",
    "tone.nang": "·",
    "tone.none": "",
}
_SPECIAL = "ăâđêôơư"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, and its width in units."""

    name: str
    width: float = 1.0


Row = tuple[Key, ...]


def _letters(text: str) -> Row:
    return tuple(Key(letter) for letter in text)


_TONES = tuple(Key(name, 1.6) for name in TONE_LABELS)
_THIRD = (Key("shift", 1.5), *_letters("zxcvbnm"), Key("backspace", 1.5))
_WORDS_END = (Key("symbols", 1.5), Key("telex", 1.7), Key("space", 2.8), Key(","), Key("."), Key("done", 2))
_QWERTY = (_letters("qwertyuiop"), _letters("asdfghjkl"))
_LETTERS_UPRIGHT = (_TONES, _letters(_SPECIAL), *_QWERTY, _THIRD, _WORDS_END)
_LETTERS_WIDE = (
    (*_letters(_SPECIAL), *(Key(name) for name in TONE_LABELS)),
    *_QWERTY,
    _THIRD,
    _WORDS_END,
)
_SYMBOLS = (
    _letters("1234567890"),
    _letters("-/()':;&\"+"),
    (Key("letters", 2), *_letters("_#%?!@"), Key("backspace", 2)),
    (Key("space", 5), Key(","), Key("."), Key("done", 2.5)),
)
_EMAIL = (
    _letters("1234567890"),
    _letters("qwertyuiop"),
    _letters("asdfghjkl"),
    (*_letters("zxcvbnm"), Key("backspace", 2)),
    (Key("@", 2), Key(".", 2), Key("-", 1.3), Key("_", 1.3), Key("done", 2.6)),
)
_DIGITS = (_letters("123"), _letters("456"), _letters("789"), (Key("backspace"), Key("0"), Key("done")))


def rows_of(layout: str, *, upright: bool) -> tuple[Row, ...]:
    """Give the rows: "name" and "text" are letters, then "symbols", "digits", "email"."""
    match layout:
        case "digits":
            return _DIGITS
        case "email":
            return _EMAIL
        case "symbols":
            return _SYMBOLS
        case _:
            return _LETTERS_UPRIGHT if upright else _LETTERS_WIDE


def units_of(layout: str, *, upright: bool) -> float:
    """Give the width of the widest row in units; a pad of digits keeps the keys from growing too wide."""
    widest = max(sum(key.width for key in row) for row in rows_of(layout, upright=upright))
    return max(widest, 5.0) if layout == "digits" else widest
