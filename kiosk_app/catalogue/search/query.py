"""Reads what was typed: words repaired, colloquial spans with what offices call them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk_app.catalogue.search.folded import MOST_LETTERS, MOST_WORDS, accented_words
from kiosk_app.catalogue.search.index import FILLER_WEIGHT
from kiosk_app.catalogue.search.lexicon import VOWELS, Lexicon
from kiosk_app.catalogue.search.spelling import (
    SHORTEST_REPAIRED,
    slips,
)
from vietnam.letters import folded

UNKNOWN_WEIGHT = 0.35
"""Of a word that stands nowhere: it lowers every procedure alike."""
PREFIX_LIKENESS = 0.9
"""Of a longer word that begins with the unfinished last one."""
CONTINUED_LIKENESS = 0.95
"""Of a longer word that stands behind the one typed before: "khai t" is rather "khai tử" than "khai ta"."""
MEANT_LIKENESS = 0.94
"""Of what an office calls a thing that people call otherwise."""
WISHES = frozenset({"muon", "xin"})
DOING = "lam"
"""A wish too, after the reason for it: "bố mẹ chết làm người giám hộ"."""
NO_DOING = frozenset({"di", "viec", "nghi", "noi", "cho", "muon", "xin", "de"})
"""What stands before "làm" where it is work, or where the wish or what it is for is said already."""
REASON, PURPOSE = "vi", "de"
PURPOSES = frozenset({"lam", "nop", "di", "xin", "ban", "vay", "mua", "cuoi", "bo", "cho"})
"""What stands behind "để"; without marks it looks like "đẻ"."""
LOST = frozenset({"mat", "rot", "roi", "giat", "moc", "trom", "cai"})
"""What stands before "ví", a purse; without marks it looks like "vì"."""
BIRTHS = frozenset({"moi", "vua", "vo", "con", "sap", "me"})
"""What stands before "đẻ"."""
CIRCUMSTANCE = 0.7
"""Factor of what tells why something is needed: "con trai cưới vợ muốn tách hộ"."""
LEAST_WISH = 0.5
"""Of the heaviest concept: a wish that says less is none ("khai sinh muộn rồi")."""
LEAST_TERM = 0.3
"""Weight of several words that are one thing: "bản sao" says something, its syllables alone nothing."""
LONGEST_SPAN = 6
"""Words of the longest colloquial saying that is looked up as one."""
LONGEST_SYLLABLE = 7
"""Letters: "nghiêng"."""
LEAST_JOINED = 5
"""Letters of a word from which two syllables may have run together in it."""
ALONE = 0.9
"""Factor of a repaired word that stands beside none of its neighbours anywhere."""
ONSETS = frozenset({"ch", "gh", "kh", "ng", "ngh", "nh", "ph", "th", "tr"})
_AGE = re.compile(r"(\d{1,3})t")
_MOST_VARIANTS = 6
"""Words that one typed word is taken for."""
_MOST_PREFIXED = 40
"""The same of the last word while it is typed: its beginning fits many."""

Wordings = tuple[tuple[tuple[str, float], ...], ...]
"""Each a group of words of the index with their weights."""


@dataclass(frozen=True, slots=True)
class TypedWord:
    """One word as typed, with the words of the index that it may stand for."""

    text: str
    accented: str
    """"" when it was typed without marks."""
    variants: tuple[tuple[str, float], ...]
    """Words of the index and how like they are, the likest first."""
    weight: float
    unfinished: bool = False
    """Whether it may be the beginning of a longer word."""
    aside: bool = False
    """Whether it says only why something is needed."""
    spelled: frozenset[str] = frozenset()
    """The same word as others spell it: "sinh" for "sanh"."""

    def reads(self, word: str) -> bool:
        """Whether it may be read as this word."""
        return word == self.reading or word in self.spelled

    @property
    def reading(self) -> str:
        """The word that it most likely is."""
        return self.variants[0][0] if self.variants else self.text


@dataclass(frozen=True, slots=True)
class Concept:
    """Words that belong together and what else may be said for them."""

    words: tuple[TypedWord, ...]
    meant: Wordings
    """Other wordings: words of the index with their weights."""
    weight: float

    @property
    def aside(self) -> bool:
        """Whether it says only why something is needed."""
        return self.words[0].aside

    def says(self, least: float) -> bool:
        """Whether it tells that much and is no mere number."""
        return self.weight >= least and not all(word.text.isdigit() for word in self.words)

    @property
    def known(self) -> bool:
        """Whether anything of it stands in the index."""
        return bool(self.meant) or any(word.variants for word in self.words)


@dataclass(frozen=True, slots=True)
class Query:
    """A need as it was read."""

    concepts: tuple[Concept, ...]
    words: tuple[TypedWord, ...]

    @property
    def accented(self) -> bool:
        """Whether it was typed with marks."""
        return any(word.accented for word in self.words)


def read_query(lexicon: Lexicon, text: str) -> Query:
    """Read a need; `text` may end within a word."""
    unfinished = bool(text) and (text[-1].isalnum())
    accented = accented_words(text[:MOST_LETTERS])[:MOST_WORDS]
    words = [folded(one) for one in accented]
    words, accented = _respaced(lexicon, *_with_ages(words, accented))
    typed = [
        _typed(lexicon, words, accented, at, unfinished=unfinished and at == len(words) - 1)
        for at in range(len(words))
    ]
    concepts = list(_concepts(lexicon, typed))
    told = [
        replace(
            one,
            words=tuple(replace(word, aside=True) for word in one.words),
            weight=one.weight * CIRCUMSTANCE,
        )
        if aside
        else one
        for one, aside in zip(concepts, _aside(concepts), strict=True)
    ]
    return Query(tuple(told), tuple(word for one in told for word in one.words))


def _aside(concepts: list[Concept]) -> list[bool]:
    """Tell of each concept whether it says only why something is needed.

    That is what stands before the last "muốn", "xin" or "làm", and what follows a "vì" or a "để".
    """
    least = max((concept.weight for concept in concepts), default=0.0) * LEAST_WISH
    wish = because = -1
    for at, concept in enumerate(concepts):
        if len(concept.words) > 1 or concept.meant:
            continue
        word = concept.words[0].text
        doing = word == DOING and at > 0 and concepts[at - 1].words[-1].text not in NO_DOING
        if (word in WISHES or doing) and any(later.says(least) for later in concepts[at + 1 :]):
            wish = at
        elif because < 0 and any(earlier.weight > 2 * FILLER_WEIGHT for earlier in concepts[:at]):
            before = concepts[at - 1].words[-1].text
            after = concepts[at + 1].words[0].text if at + 1 < len(concepts) else ""
            purpose = word == PURPOSE and after in PURPOSES and before not in BIRTHS
            reason = word == REASON and before not in LOST
            if reason or purpose:
                because = at
    return [at < wish or -1 < because < at for at in range(len(concepts))]


def _with_ages(words: list[str], accented: list[str]) -> tuple[list[str], list[str]]:
    """Write an age out: "14t" is "14 tuoi"."""
    out: list[str] = []
    marks: list[str] = []
    for word, marked in zip(words, accented, strict=True):
        age = _AGE.fullmatch(word)
        out += [age[1], "tuoi"] if age else [word]
        marks += [age[1], "tuoi"] if age else [marked]
    return out[:MOST_WORDS], marks[:MOST_WORDS]


def _respaced(lexicon: Lexicon, words: list[str], accented: list[str]) -> tuple[list[str], list[str]]:
    """Split words that ran together ("khaisinh") and join those torn apart ("kh ai")."""
    out: list[str] = []
    marks: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        joined = word + words[at + 1] if at + 1 < len(words) else ""
        if (
            joined
            and not (word in lexicon.weights and words[at + 1] in lexicon.weights)
            and joined in lexicon.weights
            and len(joined) <= LONGEST_SYLLABLE
        ):
            out.append(joined)
            marks.append(accented[at] + accented[at + 1])
            at += 2
            continue
        parts = _split(lexicon, word) if not lexicon.known(word) else None
        if parts:
            offset = 0
            for part in parts:
                out.append(part)
                marks.append(accented[at][offset : offset + len(part)])
                offset += len(part)
        else:
            out.append(word)
            marks.append(accented[at])
        at += 1
    return out[:MOST_WORDS], marks[:MOST_WORDS]


def _split(lexicon: Lexicon, word: str) -> list[str] | None:
    """Cut into words that stand next to each other somewhere; None when there is no such cut."""
    if len(word) < LEAST_JOINED or word.isdigit():
        return None
    # For each end, the shortest way there by its last part: which part may follow depends on that.
    ways: list[dict[str, list[str]]] = [{} for _ in range(len(word) + 1)]
    ways[0][""] = []
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end - 1):
            part = word[start:end]
            if not ways[start] or not lexicon.known(part):
                continue
            for last, before in ways[start].items():
                if last and not lexicon.stand_together(last, part):
                    continue
                current = ways[end].get(part)
                if current is None or len(before) + 1 < len(current):
                    ways[end][part] = [*before, part]
    found = min(ways[-1].values(), key=len, default=[])
    return found if len(found) > 1 else None


def _typed(
    lexicon: Lexicon, words: list[str], accented: list[str], at: int, *, unfinished: bool
) -> TypedWord:
    word = words[at]
    own = lexicon.weights.get(word)
    variants: dict[str, float] = {}
    if own is not None:
        variants[word] = 1.0
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    lonely = not unfinished and not (
        (before and lexicon.stand_together(before, word))
        or (after and lexicon.stand_together(word, after))
        or len(words) == 1
    )
    if (own is None and not lexicon.known(word)) or (lonely and len(word) >= SHORTEST_REPAIRED):
        for other, likeness in lexicon.repairs(word).items():
            beside = (before and lexicon.stand_together(before, other)) or (
                after and lexicon.stand_together(other, after)
            )
            # A word that exists is taken for another only where that one stands beside its neighbours.
            if own is None or beside:
                variants[other] = max(variants.get(other, 0.0), likeness * (1.0 if beside else ALONE))
    continued = lexicon.following(before, word, _MOST_PREFIXED) if unfinished and before else []
    for longer in continued:
        variants[longer] = CONTINUED_LIKENESS
    if unfinished:
        for longer in lexicon.beginning_with(word, _MOST_PREFIXED):
            variants.setdefault(longer, PREFIX_LIKENESS)
    ranked = sorted(variants.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = ranked[: _MOST_PREFIXED if unfinished else _MOST_VARIANTS]
    weights = [found for one, _ in kept[:3] if (found := lexicon.weights.get(one)) is not None]
    if continued and not lexicon.stand_together(before, word):
        own = max(lexicon.weights[one] for one in continued)
    weight = own if own is not None else (max(weights) if weights else UNKNOWN_WEIGHT)
    marked = accented[at] if accented[at] != word else ""
    return TypedWord(word, marked, tuple(kept), weight, unfinished)


def _concepts(lexicon: Lexicon, typed: list[TypedWord]) -> Iterable[Concept]:
    at = 0
    while at < len(typed):
        for length in range(min(LONGEST_SPAN, len(typed) - at), 0, -1):
            span = typed[at : at + length]
            meant, doubtful = _meant(lexicon, span)
            if meant:
                own = sum(word.weight for word in span)
                # Of "bo", which may be "bố", what "bỏ" means must not outweigh the rest of the need.
                heaviest = 0.0 if doubtful else max(sum(weight for _, weight in one) for one in meant)
                term = LEAST_TERM if len(span) > 1 and not doubtful else 0.0
                words = tuple(_with_spellings(span, () if doubtful else meant))
                yield Concept(words, meant, max(own, heaviest * MEANT_LIKENESS, term))
                at += length
                break
        else:
            yield Concept((typed[at],), (), typed[at].weight)
            at += 1


def _with_spellings(span: list[TypedWord], meant: Wordings) -> Iterable[TypedWord]:
    """Give each word with what stands at its place in the same words spelled another way."""
    alike = [
        wording
        for wording in meant
        if len(wording) == len(span)
        and all(slips(word.reading, one) <= 1 for word, (one, _) in zip(span, wording, strict=True))
    ]
    for at, word in enumerate(span):
        yield replace(word, spelled=frozenset(wording[at][0] for wording in alike))


def _meant(lexicon: Lexicon, span: list[TypedWord]) -> tuple[Wordings, bool]:
    readings = [" ".join(word.text for word in span)]
    repaired = " ".join(word.reading for word in span)
    if repaired not in readings:
        readings.append(repaired)
    marked = span[0].accented if len(span) == 1 else ""
    for reading in readings:
        found, doubtful = lexicon.meant(reading, marked if reading == span[0].text else "")
        if found:
            return _wordings(lexicon, found), doubtful
    if len(span) == 1 and _may_be_initials(span[0]):
        return _wordings(lexicon, lexicon.by_initials(span[0].text)), False
    return (), False


def _may_be_initials(word: TypedWord) -> bool:
    """Whether it is no syllable, nor the beginning of one that is still being typed."""
    if word.unfinished and word.text in ONSETS:
        return False
    if word.weight <= FILLER_WEIGHT:
        return False
    return not word.variants or not VOWELS & set(word.text)


def _wordings(lexicon: Lexicon, found: list[str]) -> Wordings:
    return tuple(
        tuple((word, lexicon.weights.get(word, UNKNOWN_WEIGHT)) for word in one.split(" ")) for one in found
    )
