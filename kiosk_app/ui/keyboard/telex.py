"""Telex for those who know it: aa → â, uw → ư, dd → đ, s f r x j → tones, z → no tone; once more undoes.

Only what can be one Vietnamese syllable is composed, so that "Facebook" or "Ksor" stay as typed. The marks
may come when the word is whole ("duongdwf" → "đường"). Rules: docs/domain/language.md#typing.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.ui.keyboard.tones import TONES, Syllable, cut, settled, spot

_TONE_KEYS = {"s": "sac", "f": "huyen", "r": "hoi", "x": "nga", "j": "nang"}

_SHAPES = {
    "a": {"a": "â", "au": "âu", "ay": "ây", "ua": "uâ", "uay": "uây"},
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
    "w": {
        "a": "ă",
        "o": "ơ",
        "oa": "oă",
        "oi": "ơi",
        "u": "ư",
        "ua": "ưa",
        "ui": "ưi",
        "uo": "ươ",
        "uoi": "ươi",
        "uou": "ươu",
        "uu": "ưu",
    },
}
"""Key → vowels without hat or hook → vowels with it."""

_BARE = str.maketrans("ăâêôơưĂÂÊÔƠƯ", "aaeoouAAEOOU")
_LOWLAND = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_UPLAND = "bh bl br dh dr đr gl gr hl hm hn hr kb kl kp kr mn pl pr tl xt"
_BEGINNINGS = frozenset({"", *_LOWLAND.split(), *_UPLAND.split()})
"""How a syllable begins; in the uplands as in "Krông", "Hrê", "Mnông"."""

_OPEN_HOOK = frozenset({"h", "kh", "th"})
"""Where "uow" at the end of a word is uơ: "huơ", "thuở"."""


def typed(before: str, key: str, after: str = "") -> tuple[str, str]:
    """Give the texts before and behind the cursor after a key. `key`: a letter, upper case for a capital."""
    place = spot(before, after)
    word, cursor = place.word, place.cursor
    word, added = _composed(word, cursor, key)
    # A letter may be exchanged ("ưw" → "w"), never taken away: the cursor keeps its letter.
    word = word[:cursor] + added + word[cursor:]
    return place.sides(settled(_hooked_pair(word)), cursor + len(added))


def _composed(word: str, cursor: int, key: str) -> tuple[str, str]:
    """Give the word changed by the key, and what is to be put at the cursor."""
    low = key.lower()
    syllable = cut(word)
    if not syllable.regular or syllable.begin.lower() not in _BEGINNINGS:
        return word, key
    if low == "w" and not syllable.vowels:
        return word, _like(key, "ư")
    if low == "w" and word.lower() == "ư":
        return _like(word, "w"), ""
    if low == "d":
        return _crossed(word, syllable, key)
    if cursor <= len(syllable.begin):
        return word, key
    if low in _TONE_KEYS:
        return _toned(syllable, TONES[_TONE_KEYS[low]], key)
    if low == "z" and syllable.tone:
        return replace(syllable, tone="").written(), ""
    if low in _SHAPES:
        return _shaped(word, syllable, cursor, key)
    return word, key


def _crossed(word: str, syllable: Syllable, key: str) -> tuple[str, str]:
    first = word[:1]
    if first in ("d", "D") and (syllable.vowels or len(word) == 1):
        return _like(first, "đ") + word[1:], ""
    if word in ("đ", "Đ"):
        return _like(word, "d"), key
    return word, key


def _toned(syllable: Syllable, tone: str, key: str) -> tuple[str, str]:
    if syllable.tone == tone:
        return replace(syllable, tone="").written(), key
    return replace(syllable, tone=tone).written(), ""


def _shaped(word: str, syllable: Syllable, cursor: int, key: str) -> tuple[str, str]:
    low = key.lower()
    vowels = syllable.vowels.lower()
    bare = _bare(vowels)
    shape = _SHAPES[low].get(bare)
    before_cursor = bare[: cursor - len(syllable.begin)]
    if shape is None or (low != "w" and low not in before_cursor):
        return word, key
    if low == "w" and vowels == "uo" and not syllable.end and syllable.begin.lower() in _OPEN_HOOK:
        shape = "uơ"
    if vowels == shape:
        return replace(syllable, vowels=_likewise(syllable.vowels, bare)).written(), key
    return replace(syllable, vowels=_likewise(syllable.vowels, shape)).written(), ""


def _hooked_pair(word: str) -> str:
    """Let the second hook follow the first once a letter comes behind: "thuơng", "thưong" → "thương"."""
    syllable = cut(word)
    vowels = syllable.vowels.lower()
    closed = syllable.end != "" or len(vowels) > 2
    if not syllable.regular or not closed or vowels[:2] not in ("uơ", "ưo"):
        return word
    return replace(syllable, vowels=_likewise(syllable.vowels, "ươ" + vowels[2:])).written()


def _bare(vowels: str) -> str:
    return vowels.lower().translate(_BARE)


def _likewise(model: str, letters: str) -> str:
    return "".join(_like(one, letter) for one, letter in zip(model, letters, strict=True))


def _like(model: str, letter: str) -> str:
    """Give the letter in the case of the model."""
    return letter.upper() if model.isupper() else letter
