"""How names are written: one sign for what only looks like another, and what is the same name for people."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHE = "'"
"""The one sign for the glottal stop of "H'Hen" in what is read from a code."""
APOSTROPHES = frozenset("'’‘‛`´ʼʻʽʹʾʿˈˊˋ′‵＇ꞌꞋ")
"""What keyboards, papers and scanners put for it."""
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, APOSTROPHE))
# Icelandic Eth and African D look like Đ (U+0110), and old fonts and input methods put them for it.
_CROSSED_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")

HYPHENS = frozenset("-‐‑‒–−﹣－")
"""The one of the keyboard, and what word processors put for it; one of them so that no line ends there."""
_ONE_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))

_SIGNS_OF_A_SEX = frozenset({"y", "h"})
_SIGNS_BEFORE_A_NAME = ("h'", "k'")
"""What tells men from women in names of the highlands: "Y Blơ Niê", "H'Bia Niê", "K'Brôi"."""
_SIGNS_OF_SHORT_NAMES = frozenset({"a", "k", "ka"})
"""Such signs where one word follows ("A Phiu", "Ka Hiền"); a surname where more do ("A Lăng Brết")."""

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_MARKS_OF_A_LETTER = re.compile("[\u0300-\u036f]{2,}")
_VOWELS_OF_A_SYLLABLE = re.compile("(?:[aeiouy][\u0300-\u036f]*)+")


def written_name(text: str) -> str:
    """Give a name as it is kept: NFC, one space between words, Đ and "-" for what looks like them.

    A hat comes before its tone, in whatever order they came. Apostrophes stay as they are;
    `with_one_apostrophe` makes them one.
    """
    one = with_crossed_d(" ".join(text.split())).translate(_ONE_HYPHEN)
    return with_tones_last(one)


def with_tones_last(text: str) -> str:
    """Give a text in NFC with the tone of a letter behind its hat: "ẽ" and a circumflex are "ễ"."""
    if unicodedata.is_normalized("NFC", text) and not any(map(unicodedata.combining, text)):
        return text
    parted = re.sub(_MARKS_OF_A_LETTER, _tones_last, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", parted)


def without_hidden(text: str) -> str:
    """Give a text of a service as it is seen: NFC, single spaces, without signs that nobody sees."""
    seen = "".join(one for one in text if unicodedata.category(one) not in {"Cf", "Cc"} or one.isspace())
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def with_one_apostrophe(text: str) -> str:
    """Put the same sign for every kind of apostrophe: "H‘Hen", "H`Hen" and "HʼHen" are one name."""
    return text.translate(_ONE_APOSTROPHE)


def with_crossed_d(text: str) -> str:
    """Put Đ for the letters of other languages that look like it."""
    return text.translate(_CROSSED_D)


def same_name(one: str, other: str) -> bool:
    """Whether people who typed both by hand wrote the same name.

    Apostrophes, hyphens, Đ, capitals, blanks and the place of a tone within its vowels ("Hoà", "Hòa") do not
    matter; letters, marks and tones do. For a hint to people alone: who asks for proof compares the letters.
    """
    return _levelled(one) == _levelled(other)


def surnames(name: str) -> frozenset[str]:
    """Give the words of a name by which its family may be known, levelled as by `same_name`; perhaps none.

    The first word, as in most of Vietnam. A name that begins with the sign of a man or a woman of the
    highlands has them behind the given name ("Y Blơ Niê Kđăm", "H'Bia Niê"), or none ("K'Brôi", "A Phiu").
    """
    words = _levelled(name).split()
    if words and words[0] in _SIGNS_OF_A_SEX:
        return frozenset(words[2:])
    if words and words[0].startswith(_SIGNS_BEFORE_A_NAME):
        return frozenset(words[1:])
    if len(words) == 2 and words[0] in _SIGNS_OF_SHORT_NAMES:
        return frozenset()
    return frozenset(words[:1])


def _levelled(name: str) -> str:
    one = with_one_apostrophe(written_name(without_hidden(name)))
    one = re.sub(r"\s*'\s*", "'", one.replace("-", " ")).casefold()
    parted = unicodedata.normalize("NFD", " ".join(one.split()))
    return unicodedata.normalize("NFC", _VOWELS_OF_A_SYLLABLE.sub(_tones_behind, parted))


def _tones_behind(found: re.Match[str]) -> str:
    vowels = found.group()
    tones = "".join(mark for mark in vowels if mark in TONES)
    return "".join(mark for mark in vowels if mark not in TONES) + tones


def _tones_last(found: re.Match[str]) -> str:
    return "".join(sorted(found.group(), key=lambda mark: mark in TONES))
