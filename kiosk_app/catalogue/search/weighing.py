"""Weighs how well one phrase of the index says what was typed.

A score is 1 for a phrase that says all of it and nothing else. The weights and factors of the search were
chosen by trying them on `tests/bench/needs.tsv` (docs/MEASURED.md#catalogue): move one, and run
`python -m tests.bench.catalogue`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from kiosk_app.catalogue.search.index import FILLER_WEIGHT, PhraseKind
from kiosk_app.catalogue.search.query import MEANT_LIKENESS, Concept, Query, TypedWord

# A name is long: that a query leaves most of it unsaid costs little. What people say is short: it costs much.
NAME_BASE, NAME_SLOPE = 0.72, 0.2
SAID_BASE, SAID_SLOPE = 0.5, 0.45
AROUND_BASE = 0.4
"""Of what stands around a procedure (its field, its papers): it says where one is, not what one wants."""
ALL_OF_IT = 0.99
"""Share from which a wording is said whole; sums of weights do not come to 1 exactly."""
MARKS_DIFFER = 0.72
"""Likeness of a word typed with other marks: "thuế" and "thuê"."""
WHOLE_PHRASE = 0.5
"""What it is worth that the query holds a whole phrase that people say."""
WHOLE_SHARE = 0.4
"""Of what the query says, beside `WHOLE_PHRASE`: together less than a phrase that is the whole query."""
LEAST_WHOLE_WEIGHT = 0.5
LEAST_WHOLE_WORDS = 3
"""A phrase that tells less, and is shorter, may stand in any query."""
MOST_GAP = 2
"""Words that may stand between those of a phrase: "làm lại khai sinh" still says "làm khai sinh"."""
GAP_COST = 0.06
"""For each of them."""
SCATTERED_COST = 0.3
"""What a long name loses that has the words of the query somewhere: some have a hundred words."""
SHORTEST_NAME = 5
"""Words of a name that people say whole within a longer sentence: "Tách hộ"."""
SHORT_NAME, LONG_NAME = 14, 50
"""Words from which it loses, and from which it loses all of that."""
CHANGE_UNSAID = 0.93
"""Factor of a name that begins with a change to what the query only names: "đăng ký tổ hợp tác"."""
ABROAD_UNSAID = 0.93
"""Factor of a name that is for foreigners or for the border, when the query says nothing of them."""
ABROAD = ("yeu to nuoc ngoai", "nguoi nuoc ngoai", "tre em nuoc ngoai", "lang gieng", "khu vuc bien gioi")
CHANGES = (
    "thay doi", "cap lai", "cap doi", "hieu dinh", "thu hoi", "dung thuc hien", "giai the", "cham dut",
    "gia han", "dieu chinh", "sua doi", "tam ngung", "bo sung", "dinh chinh", "dang ky lai",
)  # fmt: skip
CHANGE_WITHIN = 8
"""Words from the beginning of a name in which what it does is said."""
PART_OF_COMBINED = 0.8
"""Factor of a phrase made from lists that the query has not whole: what it has may be of another one."""
APART = 0.5
"""Factor of a span's own words where they do not stand together."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of the index."""

    code: str
    kind: int
    rank: float
    need: int
    folded: str
    accented: str


def weighed(weights: Mapping[str, float], query: Query, phrase: Phrase) -> float:
    """Give how well the phrase says the query, 0 to 1; `weights`: how much each word of the index tells."""
    present = set(phrase.folded.split(" "))
    marked = set(phrase.accented.split(" ")) if query.accented else set()
    used: set[str] = set()
    reached = whole = 0.0
    for concept in query.concepts:
        whole += concept.weight
        reached += concept.weight * _met(concept, phrase.folded, present, marked, used)
    if not whole or not reached:
        return 0.0
    coverage = reached / whole
    if phrase.kind == PhraseKind.AROUND:
        return coverage
    all_weight = sum(weights.get(word, FILLER_WEIGHT) for word in present)
    told = sum(weights.get(word, FILLER_WEIGHT) for word in used)
    explained = told / all_weight if all_weight else 0.0
    order = _in_order(query.words, f" {phrase.folded} ")
    if phrase.kind == PhraseKind.NAME:
        scattered = SCATTERED_COST * (1.0 - order) * _beyond(len(phrase.folded.split(" ")))
        score = coverage * (NAME_BASE + NAME_SLOPE * explained) * (0.94 + 0.06 * order - scattered)
        if _changes(phrase.folded, used):
            score *= CHANGE_UNSAID
        score *= ABROAD_UNSAID if _abroad(phrase.folded, used) else 1.0
        named = phrase.folded.removeprefix("thu tuc ").split(" ")
        whole_name = all_weight >= LEAST_WHOLE_WEIGHT and len(named) <= SHORTEST_NAME
        if whole_name and _gap(query.words, named) == 0:
            score = max(score, WHOLE_PHRASE + WHOLE_SHARE * coverage)
        return score
    score = coverage * (SAID_BASE + SAID_SLOPE * explained) * (0.94 + 0.06 * order)
    said = phrase.folded.split(" ")
    telling = all_weight >= LEAST_WHOLE_WEIGHT or len(said) >= LEAST_WHOLE_WORDS
    combined = phrase.kind == PhraseKind.COMBINED
    if telling and (combined or score < WHOLE_PHRASE + WHOLE_SHARE * coverage):
        gap = _gap(query.words, said)
        if gap is not None:
            score = max(score, WHOLE_PHRASE - GAP_COST * gap + WHOLE_SHARE * coverage)
            return score * phrase.rank
    return score * phrase.rank * (PART_OF_COMBINED if combined else 1.0)


def _beyond(words: int) -> float:
    """Tell how far a name is longer than one that is read at a glance, 0 to 1."""
    return min(1.0, max(0.0, (words - SHORT_NAME) / (LONG_NAME - SHORT_NAME)))


def _changes(name: str, used: set[str]) -> bool:
    """Whether a name says first that something is changed, and the query says nothing of it."""
    beginning = f" {' '.join(name.split(' ')[:CHANGE_WITHIN])} "
    return any(f" {one} " in beginning and not used & set(one.split(" ")) for one in CHANGES)


def _abroad(name: str, used: set[str]) -> bool:
    return any(f" {one} " in f" {name} " and not used & set(one.split(" ")) for one in ABROAD)


def _likest(word: TypedWord, present: set[str], marked: set[str]) -> tuple[float, str]:
    for variant, likeness in word.variants:
        if variant in present:
            differs = word.accented and variant == word.text and marked and word.accented not in marked
            return likeness * (MARKS_DIFFER if differs else 1.0), variant
    return 0.0, ""


def _in_order(words: tuple[TypedWord, ...], padded: str) -> float:
    """Give the share of neighbouring words that are neighbours in the phrase too."""
    if len(words) < 2:
        return 1.0
    together = 0
    for first, second in pairwise(words):
        together += f" {first.reading} {second.reading} " in padded
    return together / (len(words) - 1)


def _gap(words: tuple[TypedWord, ...], phrase: list[str]) -> int | None:
    """Tell how many other words stand between those of the phrase in the query.

    None: it is not all there, or only in what the query says of why something is needed.
    """
    best: int | None = None
    for start, word in enumerate(words):
        if not word.reads(phrase[0]):
            continue
        at, gap, found = start, 0, True
        for wanted in phrase[1:]:
            behind = next((step for step in range(1, MOST_GAP + 2) if _reads(words, at + step, wanted)), None)
            if behind is None:
                found = False
                break
            at += behind
            gap += behind - 1
        if all(one.aside for one in words[start : at + 1]):
            continue
        if found and gap <= MOST_GAP and (best is None or gap < best):
            best = gap
    return best


def _reads(words: tuple[TypedWord, ...], at: int, wanted: str) -> bool:
    return at < len(words) and words[at].reads(wanted)


def _met(concept: Concept, folded: str, present: set[str], marked: set[str], used: set[str]) -> float:
    """Tell how far a phrase says this concept, 0 to 1; what it says it with is put into `used`."""
    own = weight = 0.0
    by_words = []
    for word in concept.words:
        weight += word.weight
        likeness, by = _likest(word, present, marked)
        own += word.weight * likeness
        if by:
            by_words.append(by)
    best = own / weight if weight else 0.0
    if concept.meant and len(concept.words) > 1:
        together = " ".join(word.reading for word in concept.words)
        if f" {together} " not in f" {folded} ":
            # "sổ hồng" is one thing: a phrase with "số" here and "hỏng" there does not say it.
            best *= APART
    for meant in concept.meant:
        total = sum(one for _, one in meant)
        found = [word for word, _ in meant if word in present]
        share = sum(one for word, one in meant if word in present) / total if total else 0.0
        if (value := _of_wording(share)) > best:
            best, by_words = value, found
    used.update(by_words)
    return best


def _of_wording(share: float) -> float:
    """Weigh another wording: half of it means something else ("giấy phép" is not "giấy phép lái xe")."""
    return MEANT_LIKENESS * (share if share > ALL_OF_IT else share * share)
