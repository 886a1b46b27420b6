"""Syllables, and tone marks (dấu thanh) put where Vietnamese spelling wants them.

The tone stands as on official papers and in the national data (docs/domain/language.md#tone-marks): "hòa",
"khỏe", "thủy", yet "hoàn", "quý", "giải", "nguyễn". Where a paper has "hoà", it can be had, and stays.
Everything here takes and gives NFC.
"""

from __future__ import annotations

import string
import unicodedata
from dataclasses import dataclass, replace

TONES = {"sac": "\u0301", "huyen": "\u0300", "hoi": "\u0309", "nga": "\u0303", "nang": "\u0323", "none": ""}
"""Name of a tone to its combining mark; "none" takes a tone away."""

VOWELS = frozenset("aăâeêioôơuưy")
_Y_BEGINS = ("y", "by", "hy", "py")
"""How names of the highlands begin before another vowel than e: "Byă", "Yông"."""
FINALS = frozenset({"", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"})
"""What may end a syllable; k as in "Đắk Lắk"."""

_ONE = "a ă â e ê i o ô ơ u ư y"
_TWO = (
    "ai ao au ay âu ây ei eo eu êu ia iâ ie iê io iơ iu oa oă oe oi oo ôi ơi"
    " ua uă uâ ue uê ui uo uô uơ ưa ưi ưo ươ uu ưu uy ye yê"
)
_THREE = (
    "iau iâu ieu iêu oai oao oay oeo uay uây ueu uêu uoi uôi uơi ưoi ươi uou uơu ưou ươu uya uye uyê uyu"
    " yeu yêu"
)
_TOGETHER = frozenset(f"{_ONE} {_TWO} {_THREE}".split())
"""Vowels of one syllable, also those on the way to it: "ie" before "iê"."""

_MARKS = frozenset(mark for mark in TONES.values() if mark)
_SHAPED = frozenset("ăâêôơư")
_SPLIT = {
    **{letter: (letter, "") for letter in (*string.ascii_letters, *VOWELS, *"ĂÂÊÔƠƯĐđ")},
    **{
        unicodedata.normalize("NFC", vowel + mark): (vowel, mark)
        for low in VOWELS
        for vowel in (low, low.upper())
        for mark in _MARKS
    },
}
"""Each letter that is usual in Vietnamese, without its tone, and the tone: looked up with every key."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """A word cut at its last vowels: "nguyễn" is "ng", "uyê", "n" with a tone. Vowels carry no tone."""

    begin: str
    vowels: str
    end: str
    tone: str
    """The combining mark, "" for none."""
    modern: bool = False
    """Whether the tone of an open oa, oe, uy stands on the second vowel: "hoà", "thuý"."""

    @property
    def regular(self) -> bool:
        """Whether it can be one Vietnamese syllable: "Hòabi" and "Rmah" cannot."""
        return self.begins_well and self.end.lower() in FINALS

    @property
    def begins_well(self) -> bool:
        """Whether one syllable may be so up to its end: "Păh", "Krôl"; not "Hòabi"."""
        head = self.begin.lower()
        if self.vowels and head in ("qu", "gi", *_Y_BEGINS):
            head = "" if head == "y" else head[0]
        stray = any(is_vowel(letter) or split_tone(letter)[1] for letter in head)
        together = not self.vowels or self.vowels.lower() in _TOGETHER
        return together and not stray

    @property
    def may_be_modern(self) -> bool:
        """Whether its tone may stand in two places: "hòa" or "hoà"."""
        return self.vowels.lower() in ("oa", "oe", "uy") and not self.end

    def written(self) -> str:
        """Put the tone on its vowel."""
        if not self.tone:
            return self.begin + self.vowels + self.end
        place = 1 if self.modern and self.may_be_modern else _place(self.vowels.lower(), self.end)
        marked = unicodedata.normalize("NFC", self.vowels[place] + self.tone)
        return self.begin + self.vowels[:place] + marked + self.vowels[place + 1 :] + self.end


@dataclass(frozen=True, slots=True)
class Spot:
    """The word that the cursor stands in or behind, and what is around it."""

    head: str
    word: str
    cursor: int
    """Letters of the word before the cursor, 1 and more; 0 where there is no word."""
    tail: str

    def sides(self, word: str, cursor: int) -> tuple[str, str]:
        """Give the texts before and behind the cursor with another word in this place."""
        return self.head + word[:cursor], word[cursor:] + self.tail


def spot(before: str, after: str) -> Spot:
    """Find the word at the cursor. A cursor in front of a word stands in none."""
    start = len(before)
    while start and _is_of_word(before[start - 1]):
        start -= 1
    left = before[start:]
    end = 0
    while left and end < len(after) and _is_of_word(after[end]):
        end += 1
    return Spot(before[:start], left + after[:end], len(left), after[end:])


def _is_of_word(sign: str) -> bool:
    """Whether a sign is of a word; an apostrophe parts two, though Unicode has letters for it ("HʼHen")."""
    return unicodedata.combining(sign) != 0 or (sign.isalpha() and unicodedata.category(sign) != "Lm")


def cut(word: str) -> Syllable:
    """Cut a word at its last run of vowels; the u of "qu", the i of "gi", the y of "Byă" begin the word."""
    end = len(word)
    while end and not is_vowel(word[end - 1]):
        end -= 1
    start = end
    while start and is_vowel(word[start - 1]):
        start -= 1
    vowels, tone, toned = "", "", -1
    for place, letter in enumerate(word[start:end]):
        bare, mark = split_tone(letter)
        vowels += bare
        if mark:
            tone, toned = mark, place
    if not vowels:
        return Syllable(word, "", "", "")
    begin = word[:start]
    y_begins = (begin + vowels[0]).lower() in _Y_BEGINS and vowels[1:2].lower() not in ("", "e", "ê")
    if y_begins or (len(vowels) > 1 and (begin[-1:] + vowels[0]).lower() in ("qu", "gi")):
        begin, vowels, toned = begin + vowels[0], vowels[1:], toned - 1
    syllable = Syllable(begin, vowels, word[end:], tone)
    return replace(syllable, modern=syllable.may_be_modern and toned == 1)


def settled(word: str, *, keep_modern: bool = True) -> str:
    """Give the word with its tone in the right place; what is no Vietnamese syllable stays as it is.

    `keep_modern`: "hoà" stays, as the paper or the typist has it.
    """
    syllable = cut(word)
    if not keep_modern:
        syllable = replace(syllable, modern=False)
    marks = sum(1 for letter in word if split_tone(letter)[1])
    return syllable.written() if marks == 1 and syllable.regular else word


def with_tone(before: str, tone: str, after: str = "") -> tuple[str, str]:
    """Give the word at the cursor another tone.

    `tone`: a name of `TONES`. Without a word, or in a word without vowels, nothing changes. Any word takes a
    tone, on its last vowels: names of the uplands follow no table.
    """
    place = spot(before, after)
    syllable = cut(place.word)
    if not syllable.vowels:
        return before, after
    toned = Syllable(syllable.begin, syllable.vowels, syllable.end, TONES[tone])
    return place.sides(toned.written(), place.cursor)


def with_other_place(before: str, after: str = "") -> tuple[str, str]:
    """Move the tone of the word at the cursor to its other place: "Hòa" → "Hoà" and back.

    Without a word that has two places nothing changes.
    """
    place = spot(before, after)
    syllable = cut(place.word)
    if not (syllable.tone and syllable.may_be_modern and syllable.regular):
        return before, after
    return place.sides(replace(syllable, modern=not syllable.modern).written(), place.cursor)


def is_vowel(letter: str) -> bool:
    """Whether it is a vowel, with or without a tone."""
    return split_tone(letter)[0].lower() in VOWELS


def split_tone(letter: str) -> tuple[str, str]:
    """Give the letter without its tone, and the tone's combining mark or ""."""
    if letter in _SPLIT:
        return _SPLIT[letter]
    parts = unicodedata.normalize("NFD", letter)
    mark = next((part for part in parts if part in _MARKS), "")
    if not mark:
        return letter, ""
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _MARKS)), mark


def _place(vowels: str, end: str) -> int:
    shaped = [place for place, letter in enumerate(vowels) if letter in _SHAPED]
    if shaped:
        return shaped[-1]
    if len(vowels) == 1:
        return 0
    if len(vowels) == 2:
        return 1 if end else 0
    return len(vowels) - 1 if end else 1
