"""Letters of Vietnam: told from others, folded for searching, and in the order of the dictionary."""

from __future__ import annotations

import re
import unicodedata

_BEFORE_LETTERS = "-'’0123456789"
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {sign: place for place, sign in enumerate(f" {_BEFORE_LETTERS}{ALPHABET}")}
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""In the order of the dictionary: huyền, hỏi, ngã, sắc, nặng."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZđĐƀɃ")
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0309\u030c\u031b\u0323\u032d\u0331")
_VOWELS = frozenset("aeiouyAEIOUY")
_MARKED_CONSONANTS = frozenset("čČñÑǰ")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Give a text for searching: lower case, without marks, đ as d."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def folded_words(text: str) -> list[str]:
    """Give the words of a text for comparing: folded, only a–z and 0–9; everything else parts two words."""
    return _PLAIN_WORD.findall(folded(text))


def sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Order names as a Vietnamese dictionary does (CLDR "vi"): all letters first; tones between equal ones.

    "Cà Mau" stands before "Cao Bằng", "Thái Nguyên" before "Thanh Hóa".
    """
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", name.casefold()):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        letters.append(_ORDER.get(base, -1))
        tones.append(next((_TONES.index(mark) + 1 for mark in parts if mark in _TONES), 0))
    return tuple(letters), tuple(tones)


def is_vietnam_letter(letter: str) -> bool:
    """Whether a letter, one character in NFC, is written in Vietnam. `letter` may be a combining mark."""
    if unicodedata.combining(letter):
        return letter in _MARKS
    parts = unicodedata.normalize("NFD", letter)
    marked = len(parts) == 1 or parts[0] in _VOWELS or letter in _MARKED_CONSONANTS
    return parts[0] in _PLAIN and marked and all(mark in _MARKS for mark in parts[1:])
