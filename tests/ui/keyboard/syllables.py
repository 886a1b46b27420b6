"""Every syllable that Vietnamese spelling allows, and the keys by which it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk_app.ui.keyboard.tones import TONES, Syllable

_BEGINNINGS = (
    "",
    *[
        "b",
        "c",
        "ch",
        "d",
        "đ",
        "g",
        "gh",
        "gi",
        "h",
        "k",
        "kh",
        "l",
        "m",
        "n",
        "ng",
        "ngh",
        "nh",
        "p",
        "ph",
        "qu",
        "r",
        "s",
        "t",
        "th",
        "tr",
        "v",
        "x",
    ],
)
_OPEN = (
    "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu oa oe oai oao oay oeo ơi oi ôi ua uê uy uây ưa ui "
    "ưi ưu uôi ươi ươu uya uyu yêu uơ"
)
_CLOSED = {
    "a": "c ch m n ng nh p t",
    "ă": "c m n ng p t",
    "â": "c m n ng p t",
    "e": "c m n ng p t",
    "ê": "ch m n nh p t",
    "i": "ch m n nh p t",
    "o": "c m n ng p t",
    "ô": "c m n ng p t",
    "ơ": "m n p t",
    "u": "c m n ng p t",
    "ư": "c m n ng t",
    "oa": "c ch m n ng nh p t",
    "oă": "c m n ng t",
    "oe": "n ng t",
    "uâ": "n ng t",
    "uê": "ch n nh",
    "iê": "c m n ng p t",
    "yê": "m n ng t",
    "uô": "c m n ng t",
    "ươ": "c m n ng p t",
    "uy": "ch n nh t",
    "uyê": "n t",
}
_STOPS = frozenset({"c", "ch", "p", "t"})
_FRONT = frozenset("eêiy")
_AFTER_QU = frozenset(["a", "ă", "â", "e", "ê", "i", "y", "ơ", "ai", "ao", "ay", "ây", "eo", "êu", "yê"])
_ROUND_BEGINNINGS = frozenset({"h", "kh", "th"})
"""Behind which "uơ" stands open: "huơ", "thuở"."""
KEYS_OF = {
    "telex": (
        {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"},
        {"": "", "sac": "s", "huyen": "f", "hoi": "r", "nga": "x", "nang": "j"},
    ),
    "vni": (
        {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"},
        {"": "", "sac": "1", "huyen": "2", "hoi": "3", "nga": "4", "nang": "5"},
    ),
}
"""Way to type → keys of the letters and of the tones."""
_NAMES = {mark: name for name, mark in TONES.items() if mark}


def syllables() -> Iterator[Syllable]:
    """Give every syllable without its tone."""
    rhymes = [(vowels, "") for vowels in _OPEN.split()]
    rhymes += [(vowels, end) for vowels, ends in _CLOSED.items() for end in ends.split()]
    for begin in _BEGINNINGS:
        for vowels, end in rhymes:
            if _fits(begin, vowels):
                yield Syllable(begin, vowels, end, "")


def toned(syllable: Syllable, place: int) -> Syllable:
    """Give the syllable one of the tones that it can have, another one for each place."""
    names = ("sac", "nang") if syllable.end in _STOPS else ("none", *_NAMES.values())
    return replace(syllable, tone=TONES[names[place % len(names)]])


def keys_of(syllable: Syllable, method: str, *, at_the_vowel: bool) -> str:
    """Give the keys; that of the tone right behind the vowels, or behind the whole word."""
    letters, tones = KEYS_OF[method]
    begin, vowels = (
        "".join(letters.get(one, one) for one in part) for part in (syllable.begin, syllable.vowels)
    )
    tone = tones[_NAMES.get(syllable.tone, "")]
    return begin + vowels + (tone + syllable.end if at_the_vowel else syllable.end + tone)


def _fits(begin: str, vowels: str) -> bool:
    front = vowels[0] in _FRONT
    match begin:
        case "k" | "gh" | "ngh":
            fits = front
        case "c" | "g" | "ng":
            fits = not front
        case "qu":
            fits = vowels in _AFTER_QU
        case "gi":
            fits = vowels[0] not in "iy"
        case "":
            fits = not vowels.startswith("iê")
        case _:
            fits = True
    if begin and begin != "qu":
        fits = fits and not vowels.startswith("yê")
    return fits and (vowels != "uơ" or begin in _ROUND_BEGINNINGS)
