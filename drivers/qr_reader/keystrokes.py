"""From the keys that a scanner types to characters: a US keyboard, and the ways to type any other letter.

A scanner may be set to a German or a French keyboard as well: which one, `layouts` tells.

Scanners type what no key has as Alt with a decimal number on the key pad, as Alt with + and a hexadecimal
number, or as Ctrl+Shift+U with a hexadecimal number, ended by Enter, space or letting go of Ctrl.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evdev import ecodes

LOST = "\ufffd"
"""Stands where keys were lost, or a number names no character."""
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
    # The bar stands on keys of their own in Britain and Japan; a US keyboard has neither.
    ("KEY_102ND KEY_YEN", "\\\\", "||"),
)
_GERMAN_ROWS = (
    (_ROWS[0][0], "^1234567890ß´", '°!"§$%&/()=?`'),
    (_ROWS[1][0], "ü+#", "Ü*'"),
    (_ROWS[2][0], "öä,.-", "ÖÄ;:_"),
    (_ROWS[3][0], " \t", " \t"),
    ("KEY_102ND KEY_Y KEY_Z", "<zy", ">ZY"),
)
_FRENCH_ROWS = (
    (_ROWS[0][0], "²&é\"'(-è_çà)=", "~1234567890°+"),
    (_ROWS[1][0], "^$*", "¨£µ"),
    (_ROWS[2][0], "mù;:!", "M%./§"),
    (_ROWS[3][0], " \t", " \t"),
    ("KEY_102ND KEY_A KEY_Q KEY_W KEY_Z KEY_M", "<qazw,", ">QAZW?"),
)
_GERMAN_ALT_GR = ("KEY_102ND KEY_7 KEY_8 KEY_9 KEY_0 KEY_MINUS KEY_Q KEY_RIGHTBRACE", "|{[]}\\@~")
_FRENCH_ALT_GR = (
    "KEY_6 KEY_2 KEY_3 KEY_4 KEY_5 KEY_7 KEY_8 KEY_9 KEY_0 KEY_MINUS KEY_EQUAL",
    "|~#{[`\\^@]}",
)
_PAD = ("KEY_KPSLASH KEY_KPASTERISK KEY_KPMINUS KEY_KPPLUS KEY_KPDOT", "/*-+.")
_DIGITS = {getattr(ecodes, f"KEY_KP{digit}"): str(digit) for digit in range(10)}
_LETTERS = {getattr(ecodes, f"KEY_{letter}"): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What the keys of a country's keyboard are."""

    plain: Mapping[int, str]
    shifted: Mapping[int, str]
    alt_gr: Mapping[int, str]


def _keys(names: str, characters: str) -> dict[int, str]:
    return {getattr(ecodes, name): one for name, one in zip(names.split(), characters, strict=True)}


def _keyboard(rows: Iterable[tuple[str, str, str]], alt_gr: tuple[str, str]) -> Keyboard:
    plain, shifted = dict(_LETTERS), {code: letter.upper() for code, letter in _LETTERS.items()}
    for names, low, high in rows:
        plain |= _keys(names, low)
        shifted |= _keys(names, high)
    plain |= _keys(*_PAD)
    return Keyboard(plain, shifted, _keys(*alt_gr))


_US = _keyboard(_ROWS, ("", ""))
_GERMAN, _FRENCH = _keyboard(_GERMAN_ROWS, _GERMAN_ALT_GR), _keyboard(_FRENCH_ROWS, _FRENCH_ALT_GR)
KEYBOARDS = (_US, _GERMAN, _FRENCH)
_HEXADECIMAL = frozenset("0123456789abcdef")
_MOST_DIGITS = 8
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_AS_CONTROL = frozenset("abcdefghijklmnopqrstuvwxyz[\\]")
"""With Ctrl these are control characters: Ctrl+B is STX, Ctrl+] is GS."""


class Typing:
    """Follows the keys of one device."""

    def __init__(self, *, capitals: bool = False, keyboard: Keyboard = _US) -> None:
        """No key is down. `capitals`: Caps Lock is on, as the device's light tells."""
        self._down: set[int] = set()
        self._begun = False
        """Before the first press a key may be let go of that was down when the device was opened."""
        self._capitals = capitals
        self._keyboard = keyboard
        self._alt_number: str | None = None
        self._alt_base = 10
        self._code_point: str | None = None

    def key(self, code: int, value: int) -> str:
        """Take a key event (`code`: KEY_…; `value`: 0 up, 1 down, 2 repeated); give what it typed, or ""."""
        if value == _UP:
            if code not in self._down and self._begun:
                # Its press is missing from the events, so what it typed is, and others may be.
                return self.lost(self._down)
            self._down.discard(code)
            return self._released(code)
        # A key that repeats was held down; a scanner presses each key anew, so it counts once.
        if value != _DOWN:
            return ""
        if code in self._down:
            # Its release is missing from the events, so other keys may be missing too.
            return self.lost(self._down)
        self._begun = True
        self._down.add(code)
        if code == ecodes.KEY_CAPSLOCK:
            self._capitals = not self._capitals
            return ""
        if code in _ALTS:
            self._alt_number, self._alt_base = "", 10
            return ""
        if code in _SHIFTS or code in _CTRLS:
            return ""
        if self._is_alt_gr(code):
            return self._typed(self._alt_gr(code))
        if self._down & _ALTS:
            self._alt_key(code)
            return ""
        if self._down & _CTRLS:
            return self._control(code)
        return self._typed(self._character(code))

    def lost(self, down: Iterable[int]) -> str:
        """Go on after events were lost; give the mark for them. `down`: the keys that are down now."""
        self._down = set(down)
        self._alt_number = self._code_point = None
        return LOST

    def _released(self, code: int) -> str:
        if code in _ALTS and not self._down & _ALTS:
            digits, self._alt_number = self._alt_number, None
            return _character_of(digits or "", self._alt_base)
        if code in _CTRLS and not self._down & _CTRLS and self._code_point:
            return self._code_point_ended()
        return ""

    def _is_alt_gr(self, code: int) -> bool:
        """Whether a key is meant with AltGr, which no number on the key pad begins with."""
        held = ecodes.KEY_RIGHTALT in self._down or (self._down & _ALTS and self._down & _CTRLS)
        begun = self._alt_number or self._alt_base == 16
        return bool(held and not begun and code not in _DIGITS and code != ecodes.KEY_KPPLUS)

    def _alt_gr(self, code: int) -> str:
        self._alt_number = None
        return self._keyboard.alt_gr.get(code, LOST)

    def _alt_key(self, code: int) -> None:
        if self._alt_number is None:
            return
        if code == ecodes.KEY_KPPLUS and not self._alt_number:
            self._alt_base = 16
        elif code in _DIGITS:
            self._alt_number += _DIGITS[code]
        elif self._alt_base == 16:
            self._alt_number += self._character(code).lower()

    def _control(self, code: int) -> str:
        plain = self._keyboard.plain.get(code, "")
        if code == ecodes.KEY_U and self._down & _SHIFTS:
            ended = self._code_point_ended()
            self._code_point = ""
            return ended
        if self._code_point is not None:
            return self._typed("\n" if code in _ENTERS else _DIGITS.get(code, plain))
        return chr(ord(plain) & 0x1F) if plain in _AS_CONTROL else ""

    def _typed(self, character: str) -> str:
        if self._code_point is None or not character:
            return character
        if character.lower() in _HEXADECIMAL and len(self._code_point) < _MOST_DIGITS:
            self._code_point += character
            return ""
        ended = self._code_point_ended()
        return ended if character in {"\n", " "} else ended + character

    def _code_point_ended(self) -> str:
        digits, self._code_point = self._code_point, None
        return _character_of(digits or "", 16)

    def _character(self, code: int) -> str:
        if code in _ENTERS:
            return "\n"
        if code in _DIGITS:
            return _DIGITS[code]
        shifted = bool(self._down & _SHIFTS)
        plain = self._keyboard.plain.get(code, "")
        if len(plain) == 1 and plain.isalpha() and self._capitals:
            shifted = not shifted
        return self._keyboard.shifted.get(code, plain) if shifted else plain


def _character_of(digits: str, base: int) -> str:
    """Give the character of a number, `LOST` for none, "" without digits."""
    if not digits:
        return ""
    try:
        number = int(digits, base)
    except ValueError:
        return LOST
    if number > _LAST_CHARACTER or number in _SURROGATES:
        return LOST
    return chr(number)
