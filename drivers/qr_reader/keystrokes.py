"""From the keys that a scanner types to characters: a US keyboard, and the two ways to type any other letter.

Scanners type what no key has as Alt with a decimal number on the key pad, or as Ctrl+Shift+U with a
hexadecimal number and Enter or space.
"""

from __future__ import annotations

from evdev import ecodes

_UP, _DOWN = 0, 1
_SHIFTS = frozenset({ecodes.KEY_LEFTSHIFT, ecodes.KEY_RIGHTSHIFT})
_CTRLS = frozenset({ecodes.KEY_LEFTCTRL, ecodes.KEY_RIGHTCTRL})
_ALTS = frozenset({ecodes.KEY_LEFTALT, ecodes.KEY_RIGHTALT})
_ENTERS = frozenset({ecodes.KEY_ENTER, ecodes.KEY_KPENTER})
_ROWS = (
    (
        "KEY_GRAVE KEY_1 KEY_2 KEY_3 KEY_4 KEY_5 KEY_6 KEY_7 KEY_8 KEY_9 KEY_0 KEY_MINUS KEY_EQUAL",
        "`1234567890-=",
        "~!@#$%^&*()_+",
    ),
    ("KEY_LEFTBRACE KEY_RIGHTBRACE KEY_BACKSLASH", "[]\\", "{}|"),
    ("KEY_SEMICOLON KEY_APOSTROPHE KEY_COMMA KEY_DOT KEY_SLASH", ";',./", ':"<>?'),
    ("KEY_SPACE KEY_TAB", " \t", " \t"),
)
_PAD = ("KEY_KPSLASH KEY_KPASTERISK KEY_KPMINUS KEY_KPPLUS KEY_KPDOT", "/*-+.")
_DIGITS = {getattr(ecodes, f"KEY_KP{digit}"): str(digit) for digit in range(10)}
_LETTERS = {getattr(ecodes, f"KEY_{letter}"): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_PLAIN: dict[int, str] = {}
_SHIFTED: dict[int, str] = {}
for _names, _low, _high in _ROWS:
    _codes = [getattr(ecodes, name) for name in _names.split()]
    _PLAIN.update(zip(_codes, _low, strict=True))
    _SHIFTED.update(zip(_codes, _high, strict=True))
_PLAIN.update(zip((getattr(ecodes, name) for name in _PAD[0].split()), _PAD[1], strict=True))
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


class Typing:
    """Follows the keys of one device."""

    def __init__(self) -> None:
        """No key is down."""
        self._down: set[int] = set()
        self._capitals = False
        self._decimal = ""
        self._hexadecimal: str | None = None

    def key(self, code: int, value: int) -> str:
        """Take a key event (`code`: KEY_…; `value`: 0 up, 1 down, 2 repeated); give what it typed, or ""."""
        if value == _UP:
            self._down.discard(code)
            return self._number_ended() if code in _ALTS else ""
        # A repeated key is one that was held: no scanner means it twice.
        if value != _DOWN or code in self._down:
            return ""
        self._down.add(code)
        if code == ecodes.KEY_CAPSLOCK:
            self._capitals = not self._capitals
            return ""
        if code in _SHIFTS or code in _CTRLS or code in _ALTS:
            return ""
        if self._down & _ALTS:
            self._decimal += _DIGITS.get(code, "")
            return ""
        if self._down & _CTRLS:
            if code == ecodes.KEY_U and self._down & _SHIFTS:
                self._hexadecimal = ""
            return ""
        return self._typed(code)

    def _typed(self, code: int) -> str:
        character = self._character(code)
        if self._hexadecimal is None:
            return character
        if character in {"\n", " "}:
            digits, self._hexadecimal = self._hexadecimal, None
            return _character_of(digits, 16)
        self._hexadecimal += character
        return ""

    def _character(self, code: int) -> str:
        if code in _ENTERS:
            return "\n"
        shifted = bool(self._down & _SHIFTS)
        if code in _LETTERS:
            letter = _LETTERS[code]
            return letter.upper() if shifted != self._capitals else letter
        if code in _DIGITS:
            return _DIGITS[code]
        return (_SHIFTED if shifted else _PLAIN).get(code, _PLAIN.get(code, ""))

    def _number_ended(self) -> str:
        digits, self._decimal = self._decimal, ""
        return _character_of(digits, 10)


def _character_of(digits: str, base: int) -> str:
    """Give the character of a number, the replacement character for none, "" without digits."""
    if not digits:
        return ""
    try:
        number = int(digits, base)
    except ValueError:
        return "\ufffd"
    if number > _LAST_CHARACTER or number in _SURROGATES:
        return "\ufffd"
    return chr(number)
