"""The words of one compiled catalogue: what they tell, stand for, and may have been mistyped as."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from bisect import bisect_right
from typing import Any

from kiosk_app.catalogue.search.spelling import (
    SHORTEST_REPAIRED,
    shortened,
    slips,
    sound,
    without_telex,
    without_vni,
)

SLIP_LIKENESS = 0.8
"""Of a word with one wrong key."""
SOUND_LIKENESS = 0.72
"""Of a word that is spoken alike in a dialect: "xổ đỏ"."""
TELEX_LIKENESS = 0.95
"""Of a word whose marks came as letters of Telex or VNI: "ddaats", "giay61"."""
LONGEST_LOOKALIKE = 4
"""Letters of a word that others look like without marks; longer ones are taken with a wrong mark too."""
VOWELS = frozenset("aeiouy")


class Lexicon:
    """The words of one compiled catalogue."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Read how much each word tells; the rest is looked up as it is needed."""
        self.weights: dict[str, float] = dict(database.execute("SELECT word, weight FROM word"))
        self._sorted = sorted(self.weights)
        self._database = database

    def known(self, word: str) -> bool:
        """Tell whether the word stands in a name, a paper, or what people say."""
        if word in self.weights:
            return True
        return self._one("SELECT 1 FROM near WHERE key = ? AND word = ?", (word, word)) is not None

    def stand_together(self, first: str, second: str) -> bool:
        """Tell whether some phrase has the second word right behind the first."""
        return self._one("SELECT 1 FROM pair WHERE first = ? AND second = ?", (first, second)) is not None

    def meant(self, said: str, marked: str = "") -> tuple[list[str], bool]:
        """Give what offices call a colloquial span, folded, and whether it may be an everyday word as well.

        `marked`: a single word as it was typed with marks; "rồi" is not "rơi". "" where it was typed without.
        """
        row = self._database.execute(
            "SELECT meant, written, doubtful FROM rewriting WHERE said = ?", (said,)
        ).fetchone()
        if row is None or (
            marked and len(said) <= LONGEST_LOOKALIKE and not _written(marked, json.loads(row[1]))
        ):
            return [], False
        return list(json.loads(row[0])), bool(row[2]) and not marked

    def _stands_for_words(self, letters: str) -> bool:
        """Whether it is a short form: "dk", that "ddk" is in Telex."""
        return not VOWELS & set(letters) and bool(self.meant(letters)[0])

    def by_initials(self, letters: str) -> list[str]:
        """Give groups of words, folded, that these are the first letters of, the most usual first."""
        found = self._one("SELECT meant FROM initials WHERE letters = ?", (letters,))
        return list(json.loads(found)) if found else []

    def beginning_with(self, prefix: str, most: int) -> list[str]:
        """Give longer words that begin so, in order."""
        start = bisect_right(self._sorted, prefix)
        found = []
        for word in self._sorted[start : start + most]:
            if not word.startswith(prefix):
                break
            found.append(word)
        return found

    def following(self, before: str, prefix: str, most: int) -> list[str]:
        """Give words that begin so and stand right behind another one in some phrase."""
        rows = self._database.execute(
            "SELECT second FROM pair WHERE first = ? AND second > ? AND second < ? LIMIT ?",
            (before, prefix, f"{prefix}~", most),
        )
        return [word for (word,) in rows if word in self.weights]

    def repairs(self, word: str) -> dict[str, float]:
        """Give words one slip away or of the same sound, with how like they are."""
        found: dict[str, float] = {}
        for plain in (without_telex(word), without_vni(word)):
            if plain != word and (plain in self.weights or self._stands_for_words(plain)):
                found[plain] = TELEX_LIKENESS
        if not VOWELS & set(word):
            # No syllable, but first letters of several: "gks" is not "GMS".
            return found
        if len(word) < SHORTEST_REPAIRED or word.isdigit():
            return found
        keys = [*shortened(word), heard := f"~{sound(word)}"]
        marks = ",".join("?" * len(keys))
        for key, other in self._database.execute(
            f"SELECT key, word FROM near WHERE key IN ({marks})",  # noqa: S608  only question marks are put in
            keys,
        ):
            if other == word:
                continue
            if key == heard:
                found[other] = max(found.get(other, 0.0), SOUND_LIKENESS)
            elif slips(word, other) == 1:
                found[other] = max(found.get(other, 0.0), SLIP_LIKENESS)
        return found

    def _one(self, question: str, values: tuple[str, ...]) -> Any:
        row = self._database.execute(question, values).fetchone()
        return row[0] if row else None


def _written(marked: str, ways: list[str]) -> bool:
    """Whether a word is one of these; many write ngã for hỏi ("khẫu")."""
    return _one_tone(marked) in {_one_tone(way) for way in ways}


def _one_tone(text: str) -> str:
    return unicodedata.normalize("NFD", text).replace("\u0303", "\u0309")
