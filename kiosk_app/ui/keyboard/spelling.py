"""Which letters can be a syllable, or the beginning of one, in Vietnamese and in names of the highlands.

Only such words are composed: "Maria" and "Dexter" are none and get their keys back.
"""

from __future__ import annotations

from functools import cache

from kiosk_app.ui.keyboard.tones import FINALS, TONES, Syllable

_LOWLAND = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_HIGHLAND = (
    "bd bh bhl bhn bhr bj bk bkl bkr bl bn bng br bt by chh chr chl dh dhr dj djr dl dr đh đl đr gl gr hb hd "
    "hđ hg hl hm hn hng hnh hr hw hy j jl jr kb kbl kbr kch kd kdr kđ kg kj kl km kmr kn kng knh kp kph kpl "
    "kpr kr ks ksr kt ktl ktr lh mb mbr md mdr mđ mđr mg mgr mh mj mk ml mlh mm mn mng mnh mp mr mt mtr mw "
    "nđ ndr nđr ngl ngr nj njr nt pl pn pr py rb rc rch rl rm rn rng rs rt rv rw sr st str tl tm tn tp tw xr "
    "xt xtr y z zr"
)
BEGINNINGS = frozenset({"", *_LOWLAND.split(), *_HIGHLAND.split()})
"""How a syllable begins; in the highlands as in "Krông", "Hrê", "Bkrông", "Zrâm"."""

_BARE = str.maketrans("ăâêôơưĂÂÊÔƠƯ", "aaeoouAAEOOU")
_OPEN = (
    "ai ăi ao au ay âu ây eo êu ia iu iâu iêu oai oao oay oeo ơi oi ôi ua uây ưa ui ưi ưu uôi ươi ươu uya "
    "uyu yêu uơ uau uêu uai ơu ơư ou ôu"
)
_CLOSED = {
    "a": "c ch k m n ng nh p t",
    "ă": "c k m n ng p t",
    "â": "c k m n ng p t",
    "e": "c k m n ng p t",
    "ê": "c ch k m n ng nh p t",
    "i": "c ch k m n ng nh p t",
    "o": "c k m n ng p t",
    "ô": "c k m n ng p t",
    "ơ": "c k m n ng p t",
    "u": "c k m n ng p t",
    "ư": "c k m n ng p t",
    "y": "c ch k m n ng nh p t",
    "oo": "c k ng t",
    "ôô": "c k ng",
    "oa": "c ch k m n ng nh p t",
    "oă": "c k m n ng p t",
    "oe": "c m n ng p t",
    "uă": "c k m n ng p t",
    "uâ": "c k m n ng p t",
    "ue": "c m n ng p t",
    "uê": "c ch k m n ng nh p t",
    "uơ": "m n p t",
    "iê": "c k m n ng p t",
    "yê": "c k m n ng p t",
    "uô": "c k m n ng p t",
    "ươ": "c k m n ng p t",
    "uy": "c ch k m n ng nh p t",
    "uyê": "k m n ng p t",
}
_RHYMES = {vowels: frozenset({""}) for vowels in _OPEN.split()}
_RHYMES |= {vowels: frozenset({"", *ends.split()}) for vowels, ends in _CLOSED.items()}
"""Vowels with their hats and hooks → what may close the syllable."""
HIGHLAND_ENDS = frozenset({"ch", "h", "k", "l", "ñ", "r"})
"""What closes a syllable in the highlands besides: "Bhrêl", "Bnướch"."""
_HIGHLAND_RHYMES = {
    **dict.fromkeys(("iê", "uô", "ươ"), HIGHLAND_ENDS),
    **dict.fromkeys(("ai", "ăi", "oi", "ôi", "ơi", "ui", "ưi"), frozenset({"h"})),
    "uôi": frozenset({"ch", "h"}),
}
"""Vowels besides single ones → which of these close them: "Khươl", "Brôih"; no "Tạik" for "Tajik"."""
_HIGHLAND_ONLY = {
    "êy": frozenset({""}),
    "iơ": frozenset({"", "l", "r"}),
    "ô": frozenset({"nh"}),
    "oăi": frozenset({""}),
    "uê": frozenset({"h"}),
}
"""Vowels → what closes them where a syllable begins as few of Vietnamese do: "Krêy", "Piơr", "Srônh"."""
_SECOND_ONLY = frozenset({"ei"})
"""Vowels of a second syllable that is written together with the first: the former commune Đăk Sơmei."""
_DOUBLE = frozenset({"êe", "êê", "ôo", "ôô", "ơo", "ơơ"})
"""Two vowels of one kind, and on the way to them: the communes La Dêê and Tà Pơơ."""
_LOWLAND_ALONE = frozenset({"k", "p"})
"""How few Vietnamese syllables begin, before such vowels none: "Kuêh", "Piơr"."""
_ONE_VOWEL = frozenset({"j", "y", "z"})
"""Beginnings that are followed by one vowel or one sound: "Zơ", "Zuôih", and not "Jóe" for "Jose"."""
_ONE_SOUND = ("iê", "uô", "uơ", "ưo", "ươ")
_LOWLAND_SET = frozenset({"", *_LOWLAND.split()})
_WHOLE_CLOSED = "a e ê i o ô ơ u ư y oa oe uê uy"
_WHOLE_OPEN = frozenset({*_OPEN.split(), *_WHOLE_CLOSED.split()})
_SHARP_ENDS = frozenset({"c", "ch", "k", "l", "p", "t"})
_SHARP = frozenset({"", TONES["sac"], TONES["nang"]})
"""The tones that a syllable with a stop at its end can have; before l (a Cơ Tu's "Vàl") huyền as well."""


def bare(vowels: str) -> str:
    """Give vowels without hats and hooks, in lower case."""
    return vowels.lower().translate(_BARE)


def can_be_syllable(syllable: Syllable, *, second: bool = False) -> bool:
    """Whether the word can be one syllable, or become one when its hats and hooks come.

    `second`: it is written together with a syllable before it.
    """
    begin, vowels, end = (part.lower() for part in (syllable.begin, syllable.vowels, syllable.end))
    if not syllable.vowels:
        return True
    if begin not in BEGINNINGS or _has_too_many(begin, vowels):
        return False
    if begin == "y" and syllable.tone:
        # "Yă", "Yông", and never "Yáh": that is "Yash".
        return False
    if end in _SHARP_ENDS and syllable.tone not in _SHARP and (end, syllable.tone) != ("l", TONES["huyen"]):
        return False
    if not end and (vowels in _DOUBLE or (second and vowels in _SECOND_ONLY)):
        return True
    if begin not in _LOWLAND_SET - _LOWLAND_ALONE and _is_highland_rhyme(vowels, end):
        return True
    for rhyme, ends in _RHYMES.items():
        if not _may_become(vowels, rhyme, whole=end != ""):
            continue
        if end == "" or any(one.startswith(end) for one in ends):
            return True
        further = HIGHLAND_ENDS if len(vowels) == 1 else _HIGHLAND_RHYMES.get(rhyme, frozenset())
        if any(one.startswith(end) for one in further):
            return True
    return False


def is_whole_syllable(syllable: Syllable) -> bool:
    """Whether a word may end so: "sẩn", not "sẩ" or "suán". In the highlands any may stand open ("Kpă")."""
    begin, vowels, end = (part.lower() for part in (syllable.begin, syllable.vowels, syllable.end))
    if vowels == "uă" and not end:
        return False
    if begin not in _LOWLAND_SET or not syllable.tone:
        return can_be_syllable(syllable)
    if not end:
        return vowels in _WHOLE_OPEN
    further = HIGHLAND_ENDS if len(vowels) == 1 else _HIGHLAND_RHYMES.get(vowels, frozenset())
    return can_be_syllable(syllable) and end in _RHYMES.get(vowels, frozenset()) | further


def is_of_lowlands(syllable: Syllable) -> bool:
    """Whether it begins and ends as Vietnamese syllables do; k stands before e, i and y there."""
    begin, front = syllable.begin.lower(), bare(syllable.vowels[:1]) in ("e", "i", "y")
    return begin in _LOWLAND_SET and (begin != "k" or front) and syllable.end.lower() in FINALS - {"k"}


def begins_as_in_highlands(syllable: Syllable) -> bool:
    """Whether no Vietnamese syllable begins so."""
    return syllable.begin.lower() in BEGINNINGS - _LOWLAND_SET


def _has_too_many(begin: str, vowels: str) -> bool:
    return begin in _ONE_VOWEL and len(vowels) > 1 and not vowels.startswith(_ONE_SOUND)


def _is_highland_rhyme(vowels: str, end: str) -> bool:
    return any(
        _may_become(vowels, rhyme, whole=end != "") and any(one.startswith(end) for one in ends)
        for rhyme, ends in _HIGHLAND_ONLY.items()
    )


def _may_become(vowels: str, rhyme: str, *, whole: bool) -> bool:
    """Whether vowels are those of a rhyme but for hats and hooks to come, and for letters to come."""
    if len(vowels) > len(rhyme) or (whole and len(vowels) != len(rhyme)):
        return False
    return all(one in wanted for one, wanted in zip(vowels, _on_the_way(rhyme), strict=False))


@cache
def _on_the_way(rhyme: str) -> tuple[str, ...]:
    """Give what may stand for each letter of one of the rhymes: itself, and itself without hat and hook."""
    return tuple(letter + bare(letter) for letter in rhyme)
