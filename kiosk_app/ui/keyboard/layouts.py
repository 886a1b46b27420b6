"""Which keys stand where, as data. A key is a letter or sign, one of the names below, or a gap."""

from __future__ import annotations

from dataclasses import dataclass

LAYOUTS = ("name", "text", "symbols", "peoples", "digits", "date", "email", "plain", "signs")
"""What an entry asks for by its `keyboard`; "symbols" and "peoples" are reached by keys of the first two,
"signs" by one of "plain"."""

_TONES = ("tone.sac", "tone.huyen", "tone.hoi", "tone.nga", "tone.nang", "tone.none")
_PAGES = ("symbols", "peoples", "signs", "letters")
NAMED_KEYS = frozenset(
    {"shift", "backspace", "clear", "telex", "space", "next", "done", "tone.move", *_PAGES, *_TONES}
)
BREVE = "\u0306"
"""Put on the letter before the cursor: "ê̆" and its like, which Unicode has only in two characters."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key. `name`: the letter or sign it types, one of `NAMED_KEYS`, "" for a gap. `width`: in letters."""

    name: str
    width: float = 1.0


Row = tuple[Key, ...]


def _letters(text: str, width: float = 1.0) -> Row:
    return tuple(Key(letter, width) for letter in text)


def _tones(width: float) -> Row:
    return tuple(Key(name, width) for name in _TONES)


_GAP = Key("", 0.5)
_TOP = _letters("qwertyuiop")
_HOME = _letters("asdfghjkl")
_LOW = (Key("shift", 1.5), *_letters("zxcvbnm"), Key("backspace", 1.5))
_SPECIAL = "ăâđêôơư"

_NAME_UPRIGHT: tuple[Row, ...] = (
    _tones(10 / 6),
    (*_letters(_SPECIAL, 1.2), Key("clear", 1.6)),
    _TOP,
    _HOME,
    _LOW,
    (
        *(Key("symbols", 1.4), Key("peoples", 1.4), Key("telex", 1.5), Key("space", 2)),
        *(Key("-"), Key("."), Key("done", 1.7)),
    ),
)
_TEXT_UPRIGHT: tuple[Row, ...] = (
    *_NAME_UPRIGHT[:2],
    _letters("1234567890"),
    *_NAME_UPRIGHT[2:5],
    (
        *(Key("symbols", 1.3), Key("peoples", 1.3), Key("telex", 1.4), Key("space", 1.5)),
        *(*_letters(",-/"), Key("done", 1.5)),
    ),
)
# For a panel in landscape: digits stand beside the letters, so that fewer rows leave the page its height.
_WIDE: tuple[Row, ...] = (
    (*_letters(_SPECIAL), _GAP, *_tones(1)),
    (*_TOP, _GAP, *_letters("123")),
    (*_HOME, Key("clear"), _GAP, *_letters("456")),
    (*_LOW, _GAP, *_letters("789")),
    (
        Key("symbols", 1.3),
        Key("peoples", 1.3),
        Key("telex", 1.4),
        Key("space", 2),
        *_letters(",.-/"),
        _GAP,
        Key("0"),
        Key("done", 2),
    ),
)
_SYMBOLS: tuple[Row, ...] = (
    _letters("1234567890"),
    _letters("-/()':;&\"+"),
    (Key("letters", 2), *_letters("_#%?!@"), Key("backspace", 2)),
    (Key("peoples", 2), Key("space", 3), *_letters(",."), Key("done", 3)),
)
# Letters of the highlands that no other key has, and the tone's other place ("Hoà").
_PEOPLES: tuple[Row, ...] = (
    _letters("ŭĭŏĕčñƀʼ'’"),
    (Key(BREVE, 2), Key("tone.move", 3), Key("shift", 1.5), Key("clear", 1.5), Key("backspace", 2)),
    (Key("letters", 2), *_letters("-."), Key("space", 3), Key("done", 3)),
)
_EMAIL: tuple[Row, ...] = (
    _letters("1234567890"),
    _TOP,
    _HOME,
    (*_letters("zxcvbnm"), Key("clear", 1.5), Key("backspace", 1.5)),
    (Key("@", 2), Key(".", 2), *_letters("-_"), Key("done", 3)),
)
# Passwords, codes and addresses of the web: letters as they are, and every sign of ASCII.
_PLAIN: tuple[Row, ...] = (
    _letters("1234567890"),
    _TOP,
    _HOME,
    _LOW,
    (Key("signs", 1.5), Key("clear", 1.5), *_letters(":/.-@"), Key("done", 2)),
)
_SIGNS: tuple[Row, ...] = (
    _letters("1234567890"),
    _letters("!\"#$%&'()*"),
    _letters("+,;<=>?_[]"),
    (*_letters("\\^`{|}~"), Key("backspace", 3)),
    (Key("letters", 1.5), Key("space", 2.5), *_letters(":/.-"), Key("done", 2)),
)
# For a panel of little height: five rows of ten keys leave room for the box that is typed into.
_LOW_WORDS: tuple[Row, ...] = (
    (*_letters(_SPECIAL), Key("telex"), Key("symbols"), Key("clear")),
    _TOP,
    (*_HOME, Key("backspace")),
    (Key("shift"), *_letters("zxcvbnm-.")),
    (*_tones(1), Key("space", 2), Key("done", 2)),
)
_PAD: tuple[Row, ...] = (_letters("123"), _letters("456"), _letters("789"))
_DIGITS: tuple[Row, ...] = (*_PAD, (Key("clear"), Key("backspace"), Key("0"), Key("done", 2)))
_DATE: tuple[Row, ...] = (*_PAD, (Key("clear"), Key("backspace"), Key("0"), Key("next"), Key("done")))


def rows_of(layout: str, *, upright: bool, low: bool = False) -> tuple[Row, ...]:
    """Give the rows of a layout, the top one first.

    `upright`: the glass is too narrow for digits beside the letters. `low`: it is too low for their own row.
    """
    match layout:
        case "digits":
            return _DIGITS
        case "date":
            return _DATE
        case "email":
            return _EMAIL
        case "plain":
            return _PLAIN
        case "signs":
            return _SIGNS
        case "symbols":
            return _SYMBOLS
        case "peoples":
            return _PEOPLES
        case "name" | "text" if low and upright:
            return _LOW_WORDS
        case "name" if upright:
            return _NAME_UPRIGHT
        case "text" if upright:
            return _TEXT_UPRIGHT
        case "name" | "text":
            return _WIDE
        case _:
            raise ValueError(f'no keyboard layout "{layout}": one of {", ".join(LAYOUTS)}')


def units_of(layout: str, *, upright: bool, low: bool = False) -> float:
    """Give the width of the widest row, in letters."""
    return max(sum(key.width for key in row) for row in rows_of(layout, upright=upright, low=low))
