"""Names of places as people write them: without marks or kinds, in short, with a slip, a number in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeVar

from vietnam.letters import folded, folded_words

KIND = re.compile(
    r"\A(?:xã|phường|thị trấn|thị xã|thành phố|quận|huyện|tỉnh|đặc khu"
    r"|t\.?[ptx](?:\.|\s|(?=\d))|[pxqht](?:\.|(?=\d)))\s*",
    re.IGNORECASE,
)
"""Begins a name; in "Tứ Xã" it is part of it."""
_LOOSE_KIND = re.compile(r"(?:[fpxqht]\s+|f\.?\s*)(?=\S)", re.IGNORECASE)
"""What may stand for a kind, tried last: "Q 1", "F.5" (phường, in the South), "H Nam Giang"."""
_NUMBERED_KIND = re.compile(r"(?:phường|quận|[fpq]\.)\s*(\w+)", re.IGNORECASE)
_NUMBERS = {
    "nhất": "1",
    "một": "1",
    "nhì": "2",
    "hai": "2",
    "ba": "3",
    "bốn": "4",
    "tư": "4",
    "năm": "5",
    "sáu": "6",
    "bảy": "7",
    "bẩy": "7",
    "tám": "8",
    "chín": "9",
    "mười": "10",
}
_LETTERS = re.compile(r"[^\W\d_]+")
_CLUSTER = re.compile("ngh|ng|nh|th|tr|ch|kh|ph|gi|gh|qu")
_KINDS_SHORT = "(?:t|tp|tinh|thanhpho|q|quan|h|huien|tx|thixa)?"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_ONE_SLIP_FROM = 5
"""Letters of a name from which one wrong letter is forgiven."""
_Named = TypeVar("_Named")


def shortened(short: str, named: Iterable[_Named], name_of: Callable[[_Named], str]) -> list[_Named]:
    """Give those whose name a text is short for: its words, or their first letters, in order.

    "QN" and "Q.N" are three provinces; "Q.Nam", "QNam" and "T.P ĐN" tell more. Đ is no D where one is
    written.
    """
    crossed = "đ" in short.casefold()
    letters = "".join(_LETTERS.findall(_folded(short, crossed=crossed)))
    if len(letters) < 2 or any(sign.isdigit() for sign in short):
        return []
    return [one for one in named if _short_form(name_of(one), crossed).fullmatch(letters)]


@cache
def _short_form(name: str, crossed: bool) -> re.Pattern[str]:
    """Give the pattern of what a name is shortened to; one that nothing fits for a name of one word."""
    words = _LETTERS.findall(_folded(bare(name), crossed=crossed))
    if len(words) < 2:
        return re.compile(r"(?!)")
    return re.compile(_KINDS_SHORT + "".join(f"(?:{'|'.join(_short_words(word))})" for word in words))


def _short_words(word: str) -> list[str]:
    cluster = _CLUSTER.match(word)
    return [word, *([cluster.group()] if cluster else []), word[0]]


def _folded(text: str, *, crossed: bool) -> str:
    """Give a text without marks, "i" for "y"; with its đ where `crossed`."""
    low = text.casefold()
    parts = [folded(part) for part in (low.split("đ") if crossed else [low])]
    return "đ".join(parts).replace("y", "i")


def alike(
    wanted: str,
    named: Iterable[_Named],
    names: Callable[[_Named], str | tuple[str, ...]],
    *,
    slip: bool = True,
) -> list[_Named]:
    """Give those whose name is the one wanted: exactly, else without marks, else with one slip.

    Else its number may be a word ("Phường Năm"), or its kind one letter without a dot ("Q 1").
    """
    every = [(one, spelt) for one in named for spelt in _as_tuple(names(one))]
    as_written = _joined(folded_words(bare(wanted)))
    tests: tuple[Callable[[str], bool], ...] = (
        lambda spelt: same_kind(spelt, wanted) and bare(spelt) == bare(wanted),
        lambda spelt: bare(spelt) == bare(wanted),
        lambda spelt: letters_of(spelt) == letters_of(wanted),
        lambda spelt: slip and _one_slip(_joined(folded_words(bare(spelt))), as_written),
        lambda spelt: letters_of(spelt) == _number_of(wanted),
    )
    for test in tests:
        found = list(dict.fromkeys(one for one, spelt in every if test(spelt)))
        if found:
            return found
    loose = _LOOSE_KIND.match(wanted)
    rest = wanted[loose.end() :] if loose else ""
    return alike(rest, [one for one, _ in every], names, slip=slip) if rest else []


def _number_of(name: str) -> str:
    """Give the number that a ward or a district of a city is called by in words, else "?"."""
    found = _NUMBERED_KIND.fullmatch(unicodedata.normalize("NFC", name).casefold())
    return _NUMBERS.get(found.group(1), "?") if found else "?"


def _as_tuple(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def same_kind(spelt: str, wanted: str) -> bool:
    """Whether both say that they are a phường, a xã, …; a name without a kind is the same as any."""
    kinds = [
        found.group().strip().casefold() if (found := KIND.match(one)) else "" for one in (spelt, wanted)
    ]
    return "" not in kinds and kinds[0][0] == kinds[1][0]


@cache
def bare(name: str) -> str:
    """Give a name in small letters without its kind."""
    return KIND.sub("", unicodedata.normalize("NFC", name).casefold(), count=1).strip()


@cache
def letters_of(name: str) -> str:
    """Letters and digits without marks; "Phường 01" and "Phường I" are "Phường 1", "Vĩ Dạ" is "Vỹ Dạ"."""
    *others, last = folded_words(bare(name)) or [""]
    return _joined([*others, _ROMAN.get(last, last)])


def _joined(words: Sequence[str]) -> str:
    return "".join(word.lstrip("0") for word in words).replace("y", "i")


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was exchanged, left out or put in; digits must be right."""
    if min(len(one), len(other)) < _ONE_SLIP_FROM or abs(len(one) - len(other)) > 1:
        return False
    if any(sign.isdigit() for sign in one + other):
        return False
    short, long = sorted((one, other), key=len)
    place = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) == len(long):
        return short[place + 1 :] == long[place + 1 :]
    return short[place:] == long[place + 1 :]
