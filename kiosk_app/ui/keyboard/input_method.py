"""A way to type Vietnamese as data: which keys ask for which marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HAT = {
    "a": {"a": "â", "au": "âu", "ay": "ây", "ia": "iâ", "iau": "iâu", "ua": "uâ", "uay": "uây"},
    "e": {
        "e": "ê",
        "eu": "êu",
        "ie": "iê",
        "ieu": "iêu",
        "ue": "uê",
        "ueu": "uêu",
        "uye": "uyê",
        "ye": "yê",
        "yeu": "yêu",
    },
    "o": {"o": "ô", "oi": "ôi", "uo": "uô", "uoi": "uôi"},
}
"""Letter that gets a hat → vowels without it → vowels with it."""
BREVE = {"a": "ă", "oa": "oă", "ua": "uă"}
"""In Telex one key is for both, and an open "ua" gets a horn: "mưa"; a closed one a breve: "Kuăng"."""
HORN = {
    "io": "iơ",
    "o": "ơ",
    "oi": "ơi",
    "u": "ư",
    "ua": "ưa",
    "ui": "ưi",
    "uo": "ươ",
    "uoi": "ươi",
    "uou": "ươu",
    "uu": "ưu",
}


@dataclass(frozen=True, slots=True)
class InputMethod:
    """A way to type."""

    tones: Mapping[str, str]
    """Key → the combining mark of a tone; "" takes the tone away."""
    shapes: Mapping[str, Mapping[str, str]]
    """Key → vowels without hat or hook → vowels with it."""
    follows_letter: bool
    """Whether a hat is asked for by its own letter, which must stand before the cursor: aa, ee, oo."""
    crosses: str
    """The key that makes đ of d."""
    hook_alone: str
    """The key that is ư where no vowel stands; "" for none."""
