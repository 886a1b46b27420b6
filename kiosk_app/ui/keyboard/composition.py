"""From keys to Vietnamese words, for Telex and VNI: hats, hooks and tones, undone by the same key once more.

Only what can be one syllable is composed, so that "Facebook" or "Ksor" stay as typed. The marks may come
when the word is whole ("duongdwf" → "đường"). A word that turns out to be no syllable gets the keys back that
it was typed with ("Dẽt" + "e" → "Dexte"); the text in front of the cursor remembers them. So does one in
which a mark was undone by a letter that names have twice ("Jes" + "i" → "Jessi").
Rules: docs/domain/language.md#typing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from kiosk_app.ui.keyboard.input_method import HAT, InputMethod
from kiosk_app.ui.keyboard.spelling import (
    BEGINNINGS,
    HIGHLAND_ENDS,
    bare,
    begins_as_in_highlands,
    can_be_syllable,
    is_of_lowlands,
    is_whole_syllable,
)
from kiosk_app.ui.keyboard.tones import Spot, Syllable, cut, is_vowel, settled, split_tone, spot

_OFTEN_TWICE = frozenset("dfrs")
"""Keys of marks that foreign names have twice: "Jessica", "Larry", "Jeffrey", "Daddy"."""
_TWICE_BEFORE = re.compile(r"(?:(?:dd|ff).|rr[aeiouy]|ss[aeiouyln])\Z", re.IGNORECASE)
"""Such a key, its double and the next one are letters. Before others it was undone: "tesst" is "test"."""
_THRICE = re.compile(r"(\w)\1(?=\1)", re.IGNORECASE)
_OPEN_HOOK = frozenset({"h", "kh", "th"})
"""Where "uo" with a hook at the end of a word is uơ: "huơ", "thuở"."""
_HAT_BEHIND_TONE = re.compile(r"([aeo])[sfrxj]\1|a[sfrxj]za", re.IGNORECASE)
"""Keys of a tone and, right behind it, of a hat: in names of the highlands and the Chăm both are letters."""
_TWO_W = re.compile("ww", re.IGNORECASE)
"""A hook that was undone at once, as for "Wil": the word shall not have both."""
_TAKEN_BACK = re.compile("a[sfrxj]za", re.IGNORECASE)
"""A tone, its taking back and a hat: "Garza", "Tarzana". An open â is no syllable; "Lefze" is "Lê"."""
_DOUBLE = {"ee": "êê", "êe": "êê", "oo": "ôô", "ôo": "ôô", "ơo": "ơơ"}
"""Two letters → with a mark on both, as in the communes La Dêê and Tà Pơơ."""
_NAMES_ABROAD = frozenset(
    name
    for first in (
        "brook brooks brown browns",
        "cook cooke cooks crook crown",
        "green greens greer grown",
        "wong yoo yoon yow",
        "ajay hajat haran hasan masan rajan rajat sajan sarang tarzan",
    )
    for name in first.split()
)
"""Names and words that could be of the highlands, or have a hat behind a tone, by their letters.

They are far more often of elsewhere. None is a common name in Vietnam: "Trafan" is "Trần".
"""
_FORE_SYLLABLE = "(a|ê|ơ|[bcđhkprstz]ơ|[đkprt]a)"
_FORE = re.compile(_FORE_SYLLABLE + "(?=[bcdđghklmnpqrstvxz]{1,3}[aăâeêioôơuưy])", re.IGNORECASE)
_FORE_BEGUN = re.compile(_FORE_SYLLABLE + "[bcdđghklmnpqrstvxz]{1,3}", re.IGNORECASE)


class TypedText(str):
    """A text in front of the cursor that remembers the keys by which its last word was typed."""

    __slots__ = ("keys", "undone")
    keys: str
    undone: bool

    def __new__(cls, text: str, keys: str, *, undone: bool = False) -> TypedText:
        """`keys`: those of the last word, all of them; `undone`: whether the last one undid a mark."""
        made = super().__new__(cls, text)
        made.keys, made.undone = keys, undone
        return made


def typed(method: InputMethod, before: str, key: str, after: str = "") -> tuple[str, str]:
    """Give the texts before and behind the cursor after a key.

    `key`: a letter, upper case for a capital, or a digit. The first text is a `TypedText` while the keys of
    its last word are known: give it back with the next key.
    """
    if not key.isalnum():
        return ended(before) + key, after
    place = spot(before, after)
    word, cursor = place.word, place.cursor
    fore = _fore_syllable(word, cursor)
    last, at = word[fore:], cursor - fore
    known = _keys(before, cursor)
    if isinstance(before, TypedText) and before.undone and known:
        return _behind_undone(place, known, key)
    if known and key.lower() == known[-1:].lower() == "r" and cursor == len(word) and _closes(last[:-1], key):
        # "Kmarr": who sees no tone to undo has typed the second r all the same.
        head, tail = place.sides(word, cursor)
        return TypedText(head, known + key), tail
    double = _doubled(method, last, at, key, known or "")
    if double:
        return place.sides(word[:fore] + double, fore + len(double))
    if known and cursor == len(word) and _is_letter_after_all(method, cut(last), key, known):
        head, tail = place.sides(known + key, len(known) + 1)
        return TypedText(head, known + key), tail
    if fore and _is_letter_of_two_syllables(method, last, at, key):
        changed, added = last, key
    elif known and cursor == len(word) and _crossed_from_afar(method, word, known, key):
        changed, added = _like(word[0], "d") + word[1:], key
    else:
        # A "ư" that was typed as "uw" becomes "uw" again; one that was typed as "w" alone becomes "w".
        by_both = known is not None and known.lower().endswith(f"u{method.hook_alone}")
        changed, added = _composed(replace(method, hook_alone="") if by_both else method, last, at, key)
    # A letter may be exchanged ("ưw" → "w"), never taken away: the cursor keeps its letter.
    made = changed[:at] + added + changed[at:]
    made = word[:fore] + settled(_hooked_pair(made, (known or "") + key))
    undone = added != "" and changed != last
    if known is None or cursor != len(word) or (not word and not key.isalpha()):
        return place.sides(made, cursor + len(added))
    keys = known + key
    if undone:
        return _undone(method, place, made, keys)
    if key.lower() in method.tones and _is_marked(made) and (not _can_be_word(made) or _closes(last, key)):
        # With a tone it would be no word, so the key is a letter: the r of "Đakrông".
        made = word + key
    if made != keys and (_is_marked(made) or not _TWO_W.search(keys)) and not _can_be_word(made):
        made = _as_two_syllables(method, word, keys) or keys
    if method.follows_letter and _HAT_BEHIND_TONE.search(keys) and _is_of_highlands(made):
        # "Krajan", "Sarah": nobody asks for a hat right behind a tone there.
        made = keys
    head, tail = place.sides(made, len(made))
    return TypedText(head, keys), tail


def ended(before: str) -> str:
    """Give the text when its last word is left: what is no whole syllable gets its keys back."""
    if not isinstance(before, TypedText):
        return before
    place = spot(before, "")
    fore = _fore_syllable(place.word, place.cursor)
    last = place.word[fore:]
    if place.word and (before.keys.lower() in _NAMES_ABROAD or _TAKEN_BACK.search(before.keys[-4:])):
        return place.head + before.keys
    if not place.word or not _is_marked(last) or is_whole_syllable(cut(last)):
        return str(before)
    closed = _closed_by_r(last, before.keys)
    return place.head + (place.word[:fore] + closed if closed else before.keys)


def _doubled(method: InputMethod, last: str, cursor: int, key: str, keys: str) -> str:
    """Give "Dêê" for "Dee" whose hat was undone and is asked for once more, or for "Dêe"; else "".

    In Telex the second o puts a hat over a horn: "Powow" and "Pooow" are "Pơơ".
    """
    syllable, low = cut(last), key.lower()
    if method.follows_letter and low == "w" and cursor == len(last) and not syllable.end:
        if syllable.vowels.lower() == "ô" and keys.lower().endswith("owo") and not syllable.tone:
            return syllable.begin + _like(syllable.vowels, "ơ") + _like(keys[-1], "ơ")
        if syllable.vowels.lower() == "oo" and not syllable.tone:
            return syllable.begin + _likewise(syllable.vowels, "ơơ")
    double = _DOUBLE.get(syllable.vowels.lower(), "")
    if not double or cursor != len(last) or syllable.end or syllable.tone or low not in method.shapes:
        return ""
    if syllable.vowels.isascii() and not (method.follows_letter and low == syllable.vowels[0].lower()):
        return ""
    if bare(double[0]) not in method.shapes[low]:
        return ""
    return syllable.begin + _likewise(syllable.vowels, double)


def _closed_by_r(word: str, keys: str) -> str:
    """Give a word whose last key was no tone but the letter that closes it, "Xiêr" for "Xiể"; else ""."""
    syllable = cut(word)
    letter = keys[-1:]
    closed = replace(syllable, tone="", end=letter)
    open_so = letter in ("r", "R") and not syllable.end and syllable.tone
    return closed.written() if open_so and is_whole_syllable(closed) else ""


def _undone(method: InputMethod, place: Spot, made: str, keys: str) -> tuple[str, str]:
    """Give the word whose mark the last key undid; if a hat undone leaves none, its keys: "Reese"."""
    no_word = (_is_marked(made) and not _can_be_word(made)) or _TAKEN_BACK.search(keys) is not None
    if keys[-1].lower() not in method.tones and no_word:
        fore = _fore_syllable(keys, len(keys))
        # "Araats" is "Arất": the r and the a that were taken for marks are letters of the second syllable.
        made = keys[:fore] + _retyped(method, keys[fore:]) if fore else keys
    elif keys[-1].lower() not in _OFTEN_TWICE:
        return place.sides(made, len(made))
    head, tail = place.sides(made, len(made))
    return TypedText(head, keys, undone=keys[-1].lower() in _OFTEN_TWICE), tail


def _retyped(method: InputMethod, keys: str) -> str:
    text = ""
    for key in keys:
        text, _ = typed(method, text, key)
    return str(text)


def _behind_undone(place: Spot, known: str, key: str) -> tuple[str, str]:
    """Go on behind an undone mark: "Jes" + "i" → "Jessi". Who sees "Jes" and types a third s means two."""
    keys, made = known + key, place.word + key
    again = known[-1].lower() == key.lower()
    if not again:
        keys = _THRICE.sub(r"\1", keys)
        if _can_be_word(made) or not _TWICE_BEFORE.search(keys):
            return place.sides(made, len(made))
        made = keys
    head, tail = place.sides(made, len(made))
    return TypedText(head, keys, undone=again), tail


def _is_letter_after_all(method: InputMethod, syllable: Syllable, key: str, keys: str) -> bool:
    """Whether a key that would mark the word is one of its letters: the last of "Laura", "Asus", "Paris".

    Nobody asks for a hat by a vowel right behind a tone, takes a tone back with letters between, or exchanges
    it behind the vowel that followed it.
    """
    low, last, before_last = key.lower(), keys[-1].lower(), keys[-2:-1].lower()
    if low in method.tones:
        tone = method.tones[low]
        behind_tone = low.isalpha() and before_last in method.tones and is_vowel(last)
        if behind_tone and syllable.tone:
            # In "Perez" and "Hafiz" the z is a letter: a tone is taken back when one sees it, or at the end.
            return True
        return bool(tone) and syllable.tone == tone and last != low
    if not (method.follows_letter and low in HAT and last in method.tones and syllable.tone):
        return False
    vowels = bare(syllable.vowels)
    if vowels == "ieu":
        # "Hieuse" is "Hiếu": no names end as "Laura" does behind these three.
        return False
    return vowels in method.shapes[low] and low in vowels[:-1] and not syllable.end


def _is_letter_of_two_syllables(method: InputMethod, last: str, cursor: int, key: str) -> bool:
    """Whether a key is a letter of a name of two syllables: "Alex", "Tanaka".

    Such a name takes a tone on a vowel with hat or hook only ("Arất"), and a hat by the very next key.
    """
    low = key.lower()
    if low in method.tones:
        return last.isascii()
    return method.follows_letter and low in HAT and last[cursor - 1 : cursor].lower() != low


def _as_two_syllables(method: InputMethod, word: str, keys: str) -> str:
    """Give a name of two syllables whose second begins with what was taken for a tone: "Zở" + "a" → "Zơra".

    `word`: before the last of the keys. "" where it is none.
    """
    begin, key = keys[-2:-1], keys[-1]
    if not begin.isalpha() or begin.lower() not in method.tones:
        return ""
    made = replace(cut(word), tone="").written() + begin + key
    return made if _fore_syllable(made, len(made)) and _can_be_word(made) else ""


def _crossed_from_afar(method: InputMethod, word: str, keys: str, key: str) -> bool:
    """Whether a d comes right behind the one that crossed the first: "Dad" was "Đa", and is "Dad" again."""
    both_d = key.lower() == keys[-1].lower() == method.crosses
    return key.isalpha() and both_d and word[0] in "đĐ" and len(word) > 1 and word[1:] == keys[1:-1]


def _closes(word: str, key: str) -> bool:
    """Whether an r closes a syllable of the highlands, where no tone is asked for: "Kbuôr", "Glar"."""
    syllable = cut(word)
    return key.lower() == "r" and not syllable.tone and not syllable.end and begins_as_in_highlands(syllable)


def _can_be_word(word: str) -> bool:
    if _FORE_BEGUN.fullmatch(word):
        return True
    fore = _fore_syllable(word, len(word))
    if any(split_tone(letter)[1] for letter in word[:fore]):
        # Such a first syllable has no tone: "Páha" is "Pasha".
        return False
    return can_be_syllable(cut(word[fore:]), second=fore > 0)


def _is_of_highlands(word: str) -> bool:
    """Whether one syllable begins or ends as none of Vietnamese does."""
    return not _fore_syllable(word, len(word)) and not is_of_lowlands(cut(word))


def _fore_syllable(word: str, cursor: int) -> int:
    """Give the length of a first syllable that is written together with the next: "Alăng"."""
    found = _FORE.match("".join(split_tone(letter)[0] for letter in word))
    return len(found.group(1)) if found and cursor > len(found.group(1)) else 0


def _keys(before: str, cursor: int) -> str | None:
    """Give the keys of the word that ends here, "" where none does, None where they are not known."""
    if cursor == 0:
        return ""
    if not isinstance(before, TypedText):
        return None
    if len(before.keys) > cursor and before.endswith(before.keys):
        # Digits that were given back part the word: of "Nguye64nV" only "nV" goes on.
        return before.keys[-cursor:]
    return before.keys


def _is_marked(word: str) -> bool:
    return not word.isascii()


def _composed(method: InputMethod, word: str, cursor: int, key: str) -> tuple[str, str]:
    """Give the word changed by the key, and what is to be put at the cursor."""
    low = key.lower()
    if low == method.crosses:
        crossed = _crossed(word, cursor, key)
        if crossed is not None:
            return crossed
    syllable = cut(word)
    regular = syllable.regular or (syllable.begins_well and _may_mark_before_end(method, syllable, low))
    if not regular or syllable.begin.lower() not in BEGINNINGS:
        return word, key
    if low == method.hook_alone:
        alone = _hook_alone(word, syllable, cursor, key)
        if alone is not None:
            return alone
    if cursor <= len(syllable.begin):
        return word, key
    if low in method.tones:
        return _toned(syllable, method.tones[low], key)
    if low in method.shapes:
        return _shaped(method, word, syllable, cursor, key)
    return word, key


def _may_mark_before_end(method: InputMethod, syllable: Syllable, key: str) -> bool:
    """Whether a mark may come behind what closes syllables of the highlands only: "Tohs" → "Tóh".

    Digits are no letters of names; letters might be ("Behr", "Ralf").
    """
    end = syllable.end.lower()
    if not method.follows_letter:
        return end in HIGHLAND_ENDS
    return (key == "w" and end in HIGHLAND_ENDS) or (end == "h" and key in ("s", "f", "j"))


def _crossed(word: str, cursor: int, key: str) -> tuple[str, str] | None:
    """Make đ of the d in front of the cursor, or of the syllable's first letter; once more undoes."""
    syllable = cut(word)
    adjacent = word[cursor - 1 : cursor]
    # Words without vowels are abbreviations: "QĐST", "HNGĐ", "SĐT". "Êđê" has a first syllable.
    begins = not syllable.vowels or _FORE_BEGUN.fullmatch(word) is not None
    if begins and adjacent in ("d", "D"):
        return word[: cursor - 1] + _like(adjacent, "đ") + word[cursor:], ""
    if begins and adjacent in ("đ", "Đ"):
        return word[: cursor - 1] + _like(adjacent, "d") + word[cursor:], key
    if not syllable.vowels or not syllable.regular:
        return None
    if word[:1] in ("d", "D"):
        return _like(word[0], "đ") + word[1:], ""
    if word[:1] in ("đ", "Đ") and not key.isalpha():
        return _like(word[0], "d") + word[1:], key
    return None


def _hook_alone(word: str, syllable: Syllable, cursor: int, key: str) -> tuple[str, str] | None:
    if not syllable.vowels and not syllable.begin.lower().endswith(key.lower()):
        return word, _like(key, "ư")
    if syllable.vowels.lower() == "ư" and not syllable.end and not syllable.tone and cursor == len(word):
        return syllable.begin + _like(syllable.vowels, key.lower()), ""
    return None


def _toned(syllable: Syllable, tone: str, key: str) -> tuple[str, str]:
    word = syllable.written()
    if not tone:
        return (replace(syllable, tone="").written(), "") if syllable.tone else (word, key)
    if syllable.tone == tone:
        return replace(syllable, tone="").written(), key
    return replace(syllable, tone=tone).written(), ""


def _shaped(method: InputMethod, word: str, syllable: Syllable, cursor: int, key: str) -> tuple[str, str]:
    low = key.lower()
    vowels = syllable.vowels.lower()
    plain = bare(vowels)
    shape = method.shapes[low].get(plain)
    before_cursor = plain[: cursor - len(syllable.begin)]
    if shape is None or (method.follows_letter and low in HAT and low not in before_cursor):
        return word, key
    if method.follows_letter and low in HAT and syllable.end and _is_y_and_vowel(syllable):
        # "Yông" gets its hat by the very next key: "Yana" and "Yoko" are names as well.
        return word, key
    if shape == "ưa" and syllable.end:
        shape = "uă"
    if shape == "ươ" and vowels == "uo" and not syllable.end and syllable.begin.lower() in _OPEN_HOOK:
        shape = "uơ"
    if vowels == shape:
        return replace(syllable, vowels=_likewise(syllable.vowels, plain)).written(), key
    return replace(syllable, vowels=_likewise(syllable.vowels, shape)).written(), ""


def _is_y_and_vowel(syllable: Syllable) -> bool:
    return syllable.begin.lower() == "y" and len(syllable.vowels) == 1


def _hooked_pair(word: str, keys: str) -> str:
    """Let the second hook follow the first once a letter comes behind: "thuơng", "thưong" → "thương".

    A horn that a closed "ua" cannot have becomes a breve: "Kuawng" was "Kưa" and is "Kuăng", not so "Swan".
    """
    syllable = cut(word)
    vowels = syllable.vowels.lower()
    closed = syllable.end != "" or len(vowels) > 2
    if syllable.regular and syllable.end and vowels == "ưa" and "uaw" in keys.lower():
        return replace(syllable, vowels=_likewise(syllable.vowels, "uă")).written()
    if not syllable.regular or not closed or vowels[:2] not in ("uơ", "ưo"):
        return word
    return replace(syllable, vowels=_likewise(syllable.vowels, "ươ" + vowels[2:])).written()


def _likewise(model: str, letters: str) -> str:
    return "".join(_like(one, letter) for one, letter in zip(model, letters, strict=True))


def _like(model: str, letter: str) -> str:
    """Give the letter in the case of the model."""
    return unicodedata.normalize("NFC", letter.upper() if model.isupper() else letter)
