"""Finds procedures for a need: candidates by the full-text index, then each phrase weighed."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kiosk_app.catalogue.codes import begun_code, code_in
from kiosk_app.catalogue.search.found import ClarifyingChoice, Hit, Question, SearchResult
from kiosk_app.catalogue.search.index import NO_NEED, PhraseKind
from kiosk_app.catalogue.search.lexicon import Lexicon
from kiosk_app.catalogue.search.query import MEANT_LIKENESS, Concept, Query, read_query
from kiosk_app.catalogue.search.weighing import (
    ALL_OF_IT,
    AROUND_BASE,
    NAME_BASE,
    NAME_SLOPE,
    SAID_BASE,
    SAID_SLOPE,
    WHOLE_PHRASE,
    WHOLE_SHARE,
    Phrase,
    weighed,
)

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]

LEAST_MASS = 0.01
"""Of a phrase, by which is divided: one of filler words alone has none."""
MOST_CANDIDATES = 96
"""Phrases that are weighed one by one, of all that share a word with the query."""
TELLING_SHARE = 0.3
"""Of the heaviest concept's weight: lighter ones choose no candidates, they only order them."""
WORDS_REMEMBERED = 8192
"""Words whose phrases are kept between two letters: some 2 MB at most."""
LEAST_SCORE = 0.2
"""What is shown at all."""
DOUBTED_BELOW = 0.95
"""Score without what is filed most: below it the need is hardly one of this catalogue.

Tried on the crawl of July 2026: 6 of 192 needs that it has lie below, three of them answered wrongly, and
13 of 24 that it does not have.
"""
DOUBTED_FROM_LETTERS = 8
"""While the first word is typed, everything is doubtful: that says nothing."""
ASKED_FROM = 0.72
"""Score of the phrase from which its clarifying question is asked."""
USE_BOOST = 0.05
"""Added for what this commune files most: it orders what fits alike, and lifts nothing over a better fit."""
TOGETHER_SHARE = 0.4
"""Of what a procedure's phrases say together, beside what its best phrase says."""
MOST_TOGETHER = 20
"""Procedures that only several phrases together say, and whose best phrase is weighed as well."""
ALMOST_WHOLE = 0.88
"""Share of a phrase that the query holds, from which it is taken to hold all of it."""


class Finder:
    """Searches one compiled catalogue. Not for two threads at once."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Take an open catalogue."""
        self._database = database
        self.lexicon = Lexicon(database)
        self._priors: dict[str, float] = dict(database.execute("SELECT code, value FROM prior"))
        self._replaced: dict[str, tuple[str, ...]] = {
            code: tuple(json.loads(text))
            for code, text in database.execute("SELECT code, successors FROM replaced")
        }
        rows = database.execute("SELECT mass, kind, code FROM phrase ORDER BY id").fetchall()
        self._codes = sorted(self._priors)
        numbers = {code: number for number, code in enumerate(self._codes)}
        kinds = np.array([row[1] for row in rows])
        self._owners = np.array([numbers[row[2]] for row in rows])
        self._masses = np.maximum(np.array([row[0] for row in rows], dtype=np.float32), LEAST_MASS)
        # What a phrase is worth: reached × (base + slope × share of it that is explained), by its kind.
        self._base = np.choose(kinds, [NAME_BASE, SAID_BASE, AROUND_BASE, SAID_BASE]).astype(np.float32)
        self._slope = np.choose(kinds, [NAME_SLOPE, SAID_SLOPE, 0.0, SAID_SLOPE]).astype(np.float32)
        self._sayable = kinds != PhraseKind.AROUND
        named = np.flatnonzero((kinds == PhraseKind.NAME) | (kinds == PhraseKind.SAID))
        self._by_owner = named[np.argsort(self._owners[named], kind="stable")]
        self._owned, self._owner_starts = np.unique(self._owners[self._by_owner], return_index=True)
        self._with = lru_cache(maxsize=WORDS_REMEMBERED)(self._phrases_with)

    def search(self, text: str, limit: int = 5, used: Mapping[str, int] | None = None) -> SearchResult:
        """Give the likeliest procedures first.

        `used`: how often each was filed at this counter; it only orders those that fit alike.
        """
        by_code = self._by_code(text)
        if by_code:
            return SearchResult(by_code[:limit])
        query = read_query(self.lexicon, text)
        if not query.words:
            return SearchResult(())
        best: dict[str, float] = {}
        around: dict[str, float] = {}
        asked = (0.0, NO_NEED)
        chosen, together = self._chosen(query)
        for phrase in self._read(chosen):
            score = weighed(self.lexicon.weights, query, phrase)
            if phrase.kind == PhraseKind.AROUND:
                around[phrase.code] = score
            elif score > best.get(phrase.code, 0.0):
                best[phrase.code] = score
            if phrase.need != NO_NEED and score > asked[0]:
                asked = (score, phrase.need)
        most = max((used or {}).values(), default=0)
        hits = []
        fits = 0.0
        for code in sorted(best.keys() | around.keys()):
            score = max(best.get(code, 0.0) + 0.1 * around.get(code, 0.0), 0.5 * around.get(code, 0.0))
            score += TOGETHER_SHARE * together.get(code, 0.0)
            if score < LEAST_SCORE:
                continue
            fits = max(fits, score)
            score += self._priors.get(code, 0.0)
            if used and most and code in used:
                score += USE_BOOST * math.log1p(used[code]) / math.log1p(most)
            hits.append(Hit(code, round(score, 6), code in self._replaced))
        hits.sort(key=lambda hit: (-hit.score, hit.code))
        question = self._question(asked)
        long_enough = len(query.words) > 1 and len(text.strip()) >= DOUBTED_FROM_LETTERS
        doubtful = bool(hits) and question is None and long_enough and fits < DOUBTED_BELOW
        return SearchResult(tuple(self._behind_successors(hits)[:limit]), question, doubtful)

    def _by_code(self, text: str) -> tuple[Hit, ...]:
        """Give the procedures whose code, or another code of theirs, was typed, whole or its beginning."""
        whole = code_in(text)
        begun = whole or begun_code(text)
        if not begun:
            return ()
        span = (begun, begun if whole else f"{begun}~")
        rows = self._database.execute(
            "SELECT code FROM entry WHERE code BETWEEN ? AND ? "
            "UNION SELECT code FROM alias WHERE alias BETWEEN ? AND ?",
            span * 2,
        )
        hits = [Hit(code, 1.0 + self._priors.get(code, 0.0), code in self._replaced) for (code,) in rows]
        if whole and hits and hits[0].repealed:
            hits += [Hit(code, 1.0) for code in self._replaced[hits[0].code] if code in self._priors]
        return tuple(sorted(hits, key=lambda hit: (hit.repealed, -hit.score, hit.code)))

    def next_letters(self, text: str) -> frozenset[str]:
        """Give the letters (folded, a–z, 0–9, blank) that can follow what stands there."""
        words = read_query(self.lexicon, text).words
        weights = self.lexicon.weights
        if not words or not words[-1].unfinished:
            return frozenset(word[0] for word in weights if word)
        last = words[-1].text
        letters = {word[len(last)] for word in weights if word.startswith(last) and word != last}
        if last in weights:
            letters.add(" ")
        return frozenset(letters)

    def _behind_successors(self, hits: list[Hit]) -> list[Hit]:
        """Put the best repealed procedure behind what took its place, in its turn, and further ones last."""
        there = {hit.code for hit in hits}
        ordered: list[Hit] = []
        waiting: dict[str, Hit] = {}
        put: set[str] = set()
        followed: set[str] = set()
        last: list[Hit] = []
        for hit in hits:
            successor = next((one for one in self._replaced.get(hit.code, ()) if one in there), "")
            if not successor:
                ordered.append(hit)
                put.add(hit.code)
                if hit.code in waiting:
                    ordered.append(waiting.pop(hit.code))
            elif successor in followed:
                last.append(hit)
            else:
                followed.add(successor)
                if successor in put:
                    ordered.append(hit)
                else:
                    waiting[successor] = hit
        return ordered + last

    def _chosen(self, query: Query) -> tuple[list[int], dict[str, float]]:
        """Choose the phrases that say most of the query, by the full-text index.

        Besides: how far all phrases of a procedure together say it, by code.
        """
        reached = np.zeros(len(self._owners), dtype=np.float32)
        together = np.zeros(len(self._owned), dtype=np.float32)
        wished = np.zeros(len(self._owners), dtype=bool)
        whole = sum(concept.weight for concept in query.concepts) or 1.0
        # A word that stands nowhere tells nothing: it must not hide the others.
        known = [concept for concept in query.concepts if concept.known]
        telling = max((concept.weight for concept in known), default=0.0) * TELLING_SHARE
        for concept in known:
            if concept.weight < telling:
                continue
            met = self._met_by(concept)
            reached += met * concept.weight
            if not concept.aside:
                wished |= met > 0
            together += np.maximum.reduceat(met[self._by_owner], self._owner_starts) * (
                concept.weight / whole
            )
        explained = np.minimum(1.0, reached / self._masses)
        worth = reached * (self._base + self._slope * explained)
        # Short names and phrases in people's own words that the query contains nearly whole, in a sentence.
        held = self._sayable & wished & (explained > ALMOST_WHOLE)
        np.maximum(worth, whole * WHOLE_PHRASE + reached * WHOLE_SHARE, out=worth, where=held)
        chosen = _largest(worth, MOST_CANDIDATES)
        # The best phrase of a procedure that only several phrases together say.
        seen = {self._owners[phrase] for phrase in chosen}
        for place in _largest(together, MOST_TOGETHER):
            if self._owned[place] not in seen:
                start = self._owner_starts[place]
                end = self._owner_starts[place + 1] if place + 1 < len(self._owned) else None
                own = self._by_owner[start:end]
                chosen.append(int(own[np.argmax(worth[own])]))
        said = np.flatnonzero(together)
        shares = {self._codes[self._owned[place]]: float(together[place]) for place in said}
        return [phrase + 1 for phrase in chosen], shares

    def _read(self, chosen: list[int]) -> Iterator[Phrase]:
        marks = ",".join("?" * len(chosen))
        rows = self._database.execute(
            f"SELECT code, kind, rank, need, folded, accented FROM phrase WHERE id IN ({marks})",  # noqa: S608
            chosen,
        )
        for row in rows:
            yield Phrase(*row)

    def _met_by(self, concept: Concept) -> Floats:
        """Tell for each phrase how far it says the concept, its words taken as a set."""
        met = np.zeros(len(self._owners), dtype=np.float32)
        weight = sum(word.weight for word in concept.words) or 1.0
        for word in concept.words:
            best = np.zeros_like(met)
            # In rising order of likeness, so that the best one overwrites the others.
            for variant, likeness in reversed(word.variants):
                best[self._with(variant)] = likeness
            met += best * (word.weight / weight)
        for meant in concept.meant:
            total = sum(one for _, one in meant) or 1.0
            said = np.zeros_like(met)
            for one, one_weight in meant:
                said[self._with(one)] += one_weight / total
            np.maximum(met, MEANT_LIKENESS * np.where(said > ALL_OF_IT, said, said * said), out=met)
        return met

    def _phrases_with(self, word: str) -> Numbers:
        """Give the places of the phrases that have the word."""
        rows = self._database.execute(
            "SELECT rowid FROM phrase_words WHERE phrase_words MATCH ?", (f'"{word}"',)
        ).fetchall()
        return np.array([row[0] - 1 for row in rows], dtype=np.int32)

    def _question(self, asked: tuple[float, int]) -> Question | None:
        score, need = asked
        if score < ASKED_FROM:
            return None
        row = self._database.execute(
            "SELECT vi, en, answers FROM question WHERE need = ?", (need,)
        ).fetchone()
        if row is None:
            return None
        answers = tuple(
            ClarifyingChoice(one["vi"], one["en"], tuple(one["codes"])) for one in json.loads(row[2])
        )
        return Question(row[0], row[1], tuple(one for one in answers if one.codes))


def _largest(values: Floats, most: int) -> list[int]:
    """Give the places of the largest values above 0, the first among alike first."""
    order = np.argsort(-values, kind="stable")[:most]
    return [int(place) for place in order if values[place] > 0]
