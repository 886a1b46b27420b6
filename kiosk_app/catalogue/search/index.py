"""Writes the search index: phrases to match, and the vocabulary that a query is repaired by."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

from kiosk_app.catalogue.entry import Entry, ProcedureStatus
from kiosk_app.catalogue.importers.known import KnownFacts
from kiosk_app.catalogue.search.folded import accented_words, pair
from kiosk_app.catalogue.search.spelling import shortened, sound
from kiosk_app.catalogue.search.words import Vocabulary
from vietnam.letters import folded, folded_words


class PhraseKind(IntEnum):
    """What a phrase is to its procedure."""

    NAME = 0
    SAID = 1
    """What people call it."""
    AROUND = 2
    """Its field, results and papers."""
    COMBINED = 3
    """What people call it, of many made from lists: it says nothing together with others."""


SCHEMA = """
CREATE TABLE phrase(id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind INTEGER NOT NULL, rank REAL NOT NULL,
  need INTEGER NOT NULL, mass REAL NOT NULL, folded TEXT NOT NULL, accented TEXT NOT NULL);
CREATE VIRTUAL TABLE phrase_words USING fts5(folded, content='phrase', content_rowid='id', tokenize='ascii',
  detail='none');
CREATE TABLE word(word TEXT PRIMARY KEY, weight REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE near(key TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY(key, word)) WITHOUT ROWID;
CREATE TABLE pair(first TEXT NOT NULL, second TEXT NOT NULL, PRIMARY KEY(first, second)) WITHOUT ROWID;
CREATE TABLE rewriting(said TEXT PRIMARY KEY, meant TEXT NOT NULL, written TEXT NOT NULL,
  doubtful INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE initials(letters TEXT PRIMARY KEY, meant TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE prior(code TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE replaced(code TEXT PRIMARY KEY, successors TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE question(need INTEGER PRIMARY KEY, vi TEXT NOT NULL, en TEXT NOT NULL, answers TEXT NOT NULL);
CREATE TABLE event(position INTEGER PRIMARY KEY, key TEXT NOT NULL, vi TEXT NOT NULL, en TEXT NOT NULL,
  business INTEGER NOT NULL, codes TEXT NOT NULL, fields TEXT NOT NULL);
CREATE TABLE front(position INTEGER PRIMARY KEY, code TEXT NOT NULL);
"""
NO_NEED = -1
"""In place of the number of a need: the phrase is of none."""
FILLER_WEIGHT = 0.08
"""Of words that tell nothing, such as "thủ tục"; a telling one weighs up to 1."""
_PAPERS_INDEXED = 12
_PAPER_WORDS = 14
"""So much of a procedure's papers, and of a paper's name, is searched: some lists are long."""
_LONGEST_INITIALS = 6
"""Words that are known by their first letters together, at most."""
_MOST_MEANT_BY_INITIALS = 3
"""Groups of words that the same first letters may stand for."""
_LEAST_NEEDS = 2
"""A group of words that only one need has is hardly known by its first letters."""
_RANK_STEP = 0.03
"""What each place in a need's list of procedures costs: the first is meant most often."""
_LEAST_RANK = 0.85
"""However far behind."""


def write_index(
    database: sqlite3.Connection, entries: Sequence[Entry], vocabulary: Vocabulary, known: KnownFacts
) -> None:
    """Fill the tables of `SCHEMA`; the same entries give the same rows in the same order."""
    database.executescript(SCHEMA)
    codes = {entry.code for entry in entries}
    phrases = list(_phrases(entries, vocabulary, codes))
    rewritings = _rewritings(vocabulary)
    weights = _write_words(database, phrases, vocabulary.filler, rewritings)
    database.executemany(
        "INSERT INTO phrase VALUES (?,?,?,?,?,?,?,?)",
        [
            (
                *row[:5],
                round(sum(weights.get(word, FILLER_WEIGHT) for word in set(row[5].split(" "))), 4),
                *row[5:],
            )
            for row in phrases
        ],
    )
    database.execute("INSERT INTO phrase_words(phrase_words) VALUES ('rebuild')")
    database.execute("INSERT INTO phrase_words(phrase_words) VALUES ('optimize')")
    database.executemany(
        "INSERT INTO rewriting VALUES (?,?,?,?)",
        sorted(_rewriting_rows(vocabulary, rewritings)),
    )
    database.executemany("INSERT INTO initials VALUES (?,?)", sorted(_initials(vocabulary)))
    database.executemany("INSERT INTO prior VALUES (?,?)", sorted(_priors(entries, known).items()))
    replaced = {
        one.code: json.dumps(one.successors) for one in entries if one.status is ProcedureStatus.REPEALED
    }
    database.executemany("INSERT INTO replaced VALUES (?,?)", sorted(replaced.items()))
    for number, need in enumerate(vocabulary.needs):
        if need.ask:
            answers = [
                {"vi": one.vi, "en": one.en, "codes": [code for code in one.codes if code in codes]}
                for one in need.answers
            ]
            row = (number, need.ask.vi, need.ask.en, json.dumps(answers, ensure_ascii=False))
            database.execute("INSERT INTO question VALUES (?,?,?,?)", row)
    for position, event in enumerate(vocabulary.events):
        present = [code for code in event.codes if code in codes]
        database.execute(
            "INSERT INTO event VALUES (?,?,?,?,?,?,?)",
            (position, event.key, event.vi, event.en, event.business, json.dumps(present),
             json.dumps(event.fields, ensure_ascii=False)),
        )  # fmt: skip
    present = [code for code in known.front if code in codes]
    database.executemany("INSERT INTO front VALUES (?,?)", list(enumerate(present)))


def _phrases(
    entries: Sequence[Entry], vocabulary: Vocabulary, codes: set[str]
) -> Iterator[tuple[int, str, int, float, int, str, str]]:
    number = 0
    seen: set[tuple[str, str]] = set()
    said: list[tuple[str, PhraseKind, float, int, str]] = []
    for entry in entries:
        said.append((entry.code, PhraseKind.NAME, 1.0, NO_NEED, entry.name))
        if entry.short_name:
            said.append((entry.code, PhraseKind.SAID, 1.0, NO_NEED, entry.short_name))
        said.extend((entry.code, PhraseKind.SAID, 1.0, NO_NEED, one) for one in entry.said)
        said.append((entry.code, PhraseKind.AROUND, 1.0, NO_NEED, _around(entry)))
    for at, need in enumerate(vocabulary.needs):
        present = [code for code in need.codes if code in codes]
        for kind, sayings in ((PhraseKind.SAID, need.say), (PhraseKind.COMBINED, need.combined)):
            for words in sayings:
                for place, code in enumerate(present):
                    rank = max(_LEAST_RANK, 1.0 - place * _RANK_STEP)
                    said.append((code, kind, rank, at, words))
    for event in vocabulary.events:
        for words in (event.vi, *event.say):
            for place, code in enumerate(code for code in event.codes if code in codes):
                rank = max(_LEAST_RANK, 1.0 - place * _RANK_STEP) - _RANK_STEP
                said.append((code, PhraseKind.SAID, rank, NO_NEED, words))
    # In the order of their kinds, so that a number tells its kind.
    said.sort(key=lambda one: one[1])
    for code, kind, rank, need_number, text in said:
        folded, accented = pair(text)
        if folded and (code, accented) not in seen:
            seen.add((code, accented))
            number += 1
            yield number, code, kind, rank, need_number, folded, accented


def _around(entry: Entry) -> str:
    papers = [paper.name for paper in entry.papers if not paper.is_note][:_PAPERS_INDEXED]
    short = [" ".join(name.split()[:_PAPER_WORDS]) for name in papers]
    forms = [paper.form for paper in entry.papers if paper.form][:_PAPERS_INDEXED]
    return " . ".join((entry.field, *(result.name for result in entry.results), *short, *forms))


def _rewritings(vocabulary: Vocabulary) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in vocabulary.words:
        meant = [" ".join(folded_words(one)) for one in word.mean]
        for one in word.say:
            listed = found.setdefault(" ".join(folded_words(one)), [])
            listed.extend(new for new in meant if new not in listed)
    return found


def _rewriting_rows(
    vocabulary: Vocabulary, rewritings: dict[str, list[str]]
) -> Iterator[tuple[str, str, str, bool]]:
    """Give what is said, what it means, how it is written, and whether an everyday word looks like it."""
    written: dict[str, set[str]] = {}
    for word in vocabulary.words:
        for one in word.say:
            said, marked = pair(one)
            written.setdefault(said, set()).add(marked)
    everyday = {pair(one)[0] for one in vocabulary.everyday}
    for said, meant in rewritings.items():
        yield (
            said,
            json.dumps(meant, ensure_ascii=False),
            json.dumps(sorted(written[said]), ensure_ascii=False),
            said in everyday,
        )


def _initials(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Give the first letters of words that people say together, and the words: "gks", "giấy khai sinh"."""
    counted: Counter[str] = Counter()
    # Needs are said in the same few words again and again.
    plain: dict[str, str] = {}
    for need in vocabulary.needs:
        groups: set[str] = set()
        for said in need.say:
            marked = accented_words(said)
            words = [plain.get(word) or plain.setdefault(word, folded(word)) for word in marked]
            for last, word in enumerate(marked):
                if word not in vocabulary.filler and words[last].isalpha():
                    group = words[last]
                    for one in reversed(words[max(last + 1 - _LONGEST_INITIALS, 0) : last]):
                        if not one.isalpha():
                            break
                        group = f"{one} {group}"
                        groups.add(group)
        counted.update(groups)
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for group, needs in counted.items():
        if needs >= _LEAST_NEEDS:
            found["".join(word[0] for word in group.split(" "))].append((-needs, group))
    for letters, often in found.items():
        yield letters, json.dumps([group for _, group in sorted(often)[:_MOST_MEANT_BY_INITIALS]])


def _write_words(
    database: sqlite3.Connection,
    phrases: Iterable[tuple[int, str, int, float, int, str, str]],
    filler: frozenset[str],
    rewritings: dict[str, list[str]],
) -> dict[str, float]:
    holders: dict[str, set[str]] = defaultdict(set)
    pairs: set[tuple[str, str]] = set()
    everyone: set[str] = set()
    around: set[str] = set()
    for _, code, kind, _, _, plain, _ in phrases:
        words = plain.split(" ")
        everyone.add(code)
        pairs.update(pairwise(words))
        for word in words:
            if kind == PhraseKind.AROUND:
                around.add(word)
            else:
                holders[word].add(code)
    dull = {" ".join(folded_words(one)) for one in filler}
    total = math.log(len(everyone) + 1) or 1.0
    weights = {word: math.log((len(everyone) + 1) / len(codes)) / total for word, codes in holders.items()}
    for word in around:
        # Only in papers or results: it says something, but no name is known by it.
        weights.setdefault(word, 0.6)
    for word in dull:
        weights[word] = FILLER_WEIGHT
    known = set(weights)
    for said in rewritings:
        words = said.split(" ")
        known.update(words)
        pairs.update(pairwise(words))
    database.executemany("INSERT INTO word VALUES (?,?)", sorted(weights.items()))
    near = {(f"~{sound(word)}", word) for word in known if not word.isdigit()}
    near |= {(key, word) for word in known if not word.isdigit() for key in shortened(word)}
    database.executemany("INSERT INTO near VALUES (?,?)", sorted(near))
    database.executemany("INSERT INTO pair VALUES (?,?)", sorted(pairs))
    return weights


def _priors(entries: Sequence[Entry], known: KnownFacts) -> dict[str, float]:
    priors: dict[str, float] = {}
    front = {code: place for place, code in enumerate(known.front)}
    for entry in entries:
        value = 0.0
        if entry.code in front:
            value += 0.05 + 0.02 * (1 - front[entry.code] / len(front))
        if "commune" in entry.levels or entry.modelled:
            value += 0.04
        elif "province" in entry.levels:
            value += 0.01
        else:
            value -= 0.02
        if entry.field in known.far_fields:
            value -= 0.08
        if entry.status is ProcedureStatus.MISNAMED:
            value -= 0.15
        priors[entry.code] = max(value, priors.get(entry.code, -1.0))
    return priors
