"""Telex for those who know it: aa → â, dd → đ, w → ư, s f r x j → tones, z → none; twice the key undoes."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.ui.keyboard.tones import TONES, Syllable, cut_word, syllable_of, with_letter

_TONE_KEYS = {"s": "sac", "f": "huyen", "r": "hoi", "x": "nga", "j": "nang", "z": "none"}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HOOKS = {"a": "ă", "o": "ơ", "u": "ư"}
_CAPITALS = {"â": "Â", "ê": "Ê", "ô": "Ô", "ă": "Ă", "ơ": "Ơ", "ư": "Ư", "đ": "Đ"}


def typed(text: str, key: str) -> str:
    """Give the text after a letter was pressed at its end. `key`: one letter, upper case for capitals."""
    before, word = cut_word(text)
    changed = _changed(word, key)
    return with_letter(text, key) if changed is None else before + changed


def _changed(word: str, pressed: str) -> str | None:
    key = pressed.lower()
    if key == "d":
        return _crossed(word)
    syllable = syllable_of(word)
    if not syllable.vietnamese:
        return None
    if key == "w":
        return _hooked(syllable, word, pressed)
    if not syllable.vowels:
        return None
    if key in _TONE_KEYS:
        return _toned(syllable, _TONE_KEYS[key])
    if key in _HATS:
        return _hatted(syllable, key)
    return None


def _crossed(word: str) -> str | None:
    if not word:
        return None
    first = word[0]
    if first in "dD" and (len(word) == 1 or syllable_of(word).vowels):
        return _like(first, "đ") + word[1:]
    if first in "đĐ" and len(word) == 1:
        return _like(first, "d") + "d"
    return None


def _toned(syllable: Syllable, tone: str) -> str | None:
    mark = TONES[tone]
    if tone == "none":
        return replace(syllable, tone="").written() if syllable.tone else None
    if syllable.tone == mark:
        # The same tone again: the letter itself was meant.
        key = next(key for key, name in _TONE_KEYS.items() if name == tone)
        return replace(syllable, tone="").written() + key
    return replace(syllable, tone=mark).written()


def _hatted(syllable: Syllable, key: str) -> str | None:
    hat = _HATS[key]
    vowels = syllable.vowels
    if vowels.lower().endswith(key):
        return replace(syllable, vowels=vowels[:-1] + _like(vowels[-1], hat)).written()
    if vowels.lower().endswith(hat) and not syllable.end:
        last = vowels[-1]
        return replace(syllable, vowels=vowels[:-1] + _like(last, key)).written() + key
    return None


def _hooked(syllable: Syllable, word: str, pressed: str) -> str | None:
    vowels = syllable.vowels
    low = vowels.lower()
    if low == "ư" and word == vowels:
        return _like(vowels, "w")
    if low.endswith("ư") and not syllable.end:
        return replace(syllable, vowels=vowels[:-1] + _like(vowels[-1], "u")).written() + "w"
    pair = low.find("uo")
    # "thuở" has its hook on the o alone until something follows.
    if pair >= 0 and (syllable.end or len(vowels) > pair + 2):
        shaped = vowels[:pair] + _like(vowels[pair], "ư") + _like(vowels[pair + 1], "ơ") + vowels[pair + 2 :]
        return replace(syllable, vowels=shaped).written()
    for place in range(len(low) - 1, -1, -1):
        if low[place] in _HOOKS:
            shaped = vowels[:place] + _like(vowels[place], _HOOKS[low[place]]) + vowels[place + 1 :]
            return replace(syllable, vowels=shaped).written()
    return word + _like(pressed, "ư") if not vowels else None


def _like(model: str, letter: str) -> str:
    """Give the letter in the case of the model."""
    if not model.isupper():
        return letter
    return _CAPITALS.get(letter, letter.upper())
