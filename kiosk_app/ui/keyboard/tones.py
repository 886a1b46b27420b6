"""Tone marks (dấu thanh) put where Vietnamese spelling wants them.

Placement follows the style of official papers ("CỘNG HÒA", NĐ 30/2020 phụ lục I): hòa, khỏe, thúy, but
toàn, huỳnh.
All text is NFC; what follows works on the word before the cursor.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

TONES = {"sac": "\u0301", "huyen": "\u0300", "hoi": "\u0309", "nga": "\u0303", "nang": "\u0323", "none": ""}
_MARKS = frozenset(mark for mark in TONES.values() if mark)
VOWELS = frozenset("aăâeêioôơuưy")
_SHAPED = frozenset("ăâêôơư")
FINALS = frozenset({"", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"})
"""With the k of Đắk Lắk."""
BEGINNINGS = frozenset(
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split()  # noqa: SIM905  easier read
) | {""}


@dataclass(frozen=True, slots=True)
class Syllable:
    """A word cut into begin, vowels and end; any of them may be empty. Letters carry no tone."""

    begin: str
    vowels: str
    end: str
    tone: str
    """The combining mark, "" for none."""

    @property
    def vietnamese(self) -> bool:
        """Whether a Vietnamese syllable can begin and end so; a foreign word is left as it is typed."""
        return self.begin.lower() in BEGINNINGS and self.end.lower() in FINALS

    def written(self) -> str:
        """Put the tone on its vowel; without vowels it is dropped."""
        if not self.tone or not self.vowels:
            return self.begin + self.vowels + self.end
        place = _place(self.vowels.lower(), self.end)
        marked = unicodedata.normalize("NFC", self.vowels[place] + self.tone)
        return self.begin + self.vowels[:place] + marked + self.vowels[place + 1 :] + self.end


def cut_word(text: str) -> tuple[str, str]:
    """Give what stands before the last word, and the word: its letters up to the end of the text."""
    text = unicodedata.normalize("NFC", text)
    start = len(text)
    while start and text[start - 1].isalpha():
        start -= 1
    return text[:start], text[start:]


def syllable_of(word: str) -> Syllable:
    """Cut a word. The last run of vowels counts; the u of "qu" and the i of "gi" belong to the beginning."""
    plain, tone = "", ""
    for letter in word:
        bare, mark = split_tone(letter)
        plain += bare
        tone = mark or tone
    end = len(plain)
    while end and plain[end - 1].lower() not in VOWELS:
        end -= 1
    if end == 0:
        return Syllable(plain, "", "", tone)
    start = end
    while start and plain[start - 1].lower() in VOWELS:
        start -= 1
    lead = plain[: start + 1].lower()
    if end - start > 1 and lead.endswith(("qu", "gi")):
        start += 1
    return Syllable(plain[:start], plain[start:end], plain[end:], tone)


def with_letter(text: str, letter: str) -> str:
    """Put a letter to the end; it may move the tone ("hòa", n: "hoàn") or add a hook ("thuơ", n: "thươn")."""
    before, word = cut_word(text)
    if not letter.isalpha():
        return before + word + letter
    syllable = syllable_of(word + letter)
    if not syllable.vietnamese or not syllable.vowels:
        return before + word + letter
    if syllable.vowels.lower().startswith("uơ") and (syllable.end or len(syllable.vowels) > 2):
        hooked = ("Ư" if syllable.vowels[0] == "U" else "ư") + syllable.vowels[1:]
        syllable = replace(syllable, vowels=hooked)
    return before + syllable.written()


def with_tone(text: str, tone: str) -> str:
    """Give the last word of the text this tone ("sac" … "nang", "none"). A word without vowels stays."""
    before, word = cut_word(text)
    syllable = syllable_of(word)
    if not syllable.vowels:
        return unicodedata.normalize("NFC", text)
    return before + replace(syllable, tone=TONES[tone]).written()


def split_tone(letter: str) -> tuple[str, str]:
    """Give the letter without its tone, and the tone's combining mark or ""."""
    parts = unicodedata.normalize("NFD", letter)
    mark = next((part for part in parts if part in _MARKS), "")
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _MARKS))
    return bare, mark


def _place(vowels: str, end: str) -> int:
    shaped = [place for place, letter in enumerate(vowels) if letter in _SHAPED]
    if shaped:
        return shaped[-1]
    if len(vowels) == 1:
        return 0
    if len(vowels) == 2:
        return 1 if end else 0
    return 1 if not end else len(vowels) - 1
