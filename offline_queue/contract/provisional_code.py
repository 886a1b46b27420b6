"""Provisional codes: short, without look-alike letters, with a check character that finds typing errors.

Form: `TAM-DN07-0042-K`: prefix, kiosk, running number (four digits or more), check character.

The alphabet has 31 signs: the digits and the letters without I, L, O, S, U. What a person writes instead of a
digit is read as that digit (I, L → 1; O → 0; S → 5) and U as V. 31 is prime, so weighting each sign by its
place from the right (check character: 1) and asking for a sum of 0 modulo 31 finds every wrong sign and
every exchange of two neighbours; the length of the kiosk's name takes part, so that a misplaced hyphen is
found too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from configuration.delivery_tables import KIOSK_PATTERN

PREFIX = "TAM"
ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
_MODULUS = 31
"""Signs of the alphabet, a prime: one wrong sign is found, and so are two that changed places."""
_LENGTH_WEIGHT = 17
"""Binds the check to where the kiosk's id ends and the number begins."""
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "S": "5", "U": "V"})
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—._/]+")
_MINIMUM_DIGITS = 4
_MAXIMUM_DIGITS = 9
"""Of the number; shorter ones get zeros in front."""
_KIOSK = re.compile(KIOSK_PATTERN)
_NUMBER = re.compile(r"[0-9]{4}|[1-9][0-9]{4,8}")


class CodeError(ValueError):
    """The text is not a provisional code. `reason`: "form" or "check" (a sign is wrong or exchanged)."""

    def __init__(self, reason: str, text: str) -> None:
        self.reason = reason
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class ProvisionalCode:
    """A code whose check character is right."""

    kiosk_id: str
    number: int

    def __str__(self) -> str:
        return make(self.kiosk_id, self.number)


def make(kiosk_id: str, number: int) -> str:
    """Give the code. `kiosk_id` as in `[kiosk] id`; `number` from 1. Raises `CodeError`."""
    if not _KIOSK.match(kiosk_id):
        raise CodeError("form", f"kiosk id {kiosk_id!r}: 2 to 8 of {ALPHABET}")
    if not 1 <= number < 10**_MAXIMUM_DIGITS:
        raise CodeError("form", f"number {number}: 1 to {10**_MAXIMUM_DIGITS - 1}")
    digits = f"{number:0{_MINIMUM_DIGITS}d}"
    return f"{PREFIX}-{kiosk_id}-{digits}-{_check(kiosk_id, digits)}"


def parse(text: str) -> ProvisionalCode:
    """Read a code as typed or scanned: any case, spaces and dashes. Raises `CodeError`."""
    plain = unicodedata.normalize("NFKC", text).upper().strip()
    fields = [field.translate(_LOOK_ALIKES) for field in _SEPARATORS.split(plain) if field]
    if len(fields) == 1:
        fields = _split(fields[0])
    if len(fields) != 4 or fields[0] != PREFIX:
        raise CodeError("form", f"a provisional code looks like {PREFIX}-DN07-0042-K")
    _, kiosk_id, digits, check = fields
    number_fits = _NUMBER.fullmatch(digits) is not None and digits.strip("0") != ""
    if not _KIOSK.match(kiosk_id) or not number_fits or check not in _VALUES:
        raise CodeError("form", f"a provisional code looks like {PREFIX}-DN07-0042-K")
    if check != _check(kiosk_id, digits):
        raise CodeError("check", "the check character does not fit: a sign is wrong or two are exchanged")
    return ProvisionalCode(kiosk_id, int(digits))


def is_code(text: str) -> bool:
    """Whether that is a provisional code with the right check character."""
    try:
        parse(text)
    except CodeError:
        return False
    return True


def _split(joined: str) -> list[str]:
    """Cut a code that was typed without separators; its number is taken to have four digits."""
    if len(joined) < len(PREFIX) + 2 + _MINIMUM_DIGITS + 1:
        return [joined]
    middle = joined[len(PREFIX) : -1]
    return [joined[: len(PREFIX)], middle[:-_MINIMUM_DIGITS], middle[-_MINIMUM_DIGITS:], joined[-1]]


def _check(kiosk_id: str, digits: str) -> str:
    total = _LENGTH_WEIGHT * len(kiosk_id)
    for weight, sign in enumerate(reversed(kiosk_id + digits), start=2):
        total += weight * _VALUES[sign]
    return ALPHABET[-total % _MODULUS]
