"""What a key does to a text with a cursor. The text goes in and comes out; none of it is kept."""

from __future__ import annotations

import unicodedata

from kiosk_app.ui.keyboard.composition import TypedText, ended, typed
from kiosk_app.ui.keyboard.input_method import InputMethod
from kiosk_app.ui.keyboard.telex import TELEX
from kiosk_app.ui.keyboard.tones import cut, settled, spot, with_other_place, with_tone
from kiosk_app.ui.keyboard.vni import VNI

_NAME_BREAKS = frozenset(" -'’ʼ.(/")
METHODS: dict[str, InputMethod | None] = {"": None, "telex": TELEX, "vni": VNI}
"""Ways to type; "" for none."""


def after_key(method: str, text: str, start: int, end: int, key: str) -> tuple[str, str]:
    """Give what stands before and behind the cursor after a key, in NFC.

    `method`: a name of `METHODS`. `text`: if it is the first text of the last answer, a word that turns out
    to be no syllable gets the keys back that it was typed with. `start`, `end`: the selection, which the key
    replaces; both the cursor when nothing is selected. `key`: a letter or sign as it shall appear, or
    "backspace", "clear", "space", "tone.sac" … "tone.none", "tone.move".
    """
    if key == "clear":
        return "", ""
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    # A tone replaces nothing: what is selected is the word it is meant for.
    start = end if key.startswith("tone.") else start
    before, after = _composed_sides(text[:start], text[end:])
    if isinstance(text, TypedText) and start == end == len(text) and before == text:
        before = text
    how = METHODS[method]
    if key == "backspace":
        made = (before, after) if start != end else _without_last(before, after)
    elif key == "space":
        made = ended(before) + " ", after
    elif key == "tone.move":
        made = with_other_place(before, after)
    elif key.startswith("tone."):
        made = with_tone(before, key.removeprefix("tone."), after)
    elif how is not None and len(key) == 1 and key.isascii():
        made = typed(how, before, key, after)
    else:
        place = spot(before + key, after)
        made = place.sides(settled(place.word), place.cursor)
    if isinstance(made[0], TypedText):
        return made
    return _composed_sides(*made)


def wants_capital(text: str, cursor: int, layout: str) -> bool:
    """Whether the next letter is a capital by itself: each word of a name, the first letter of a text."""
    if layout == "name":
        return cursor == 0 or text[cursor - 1 : cursor] in _NAME_BREAKS
    return layout == "text" and cursor == 0


def _without_last(before: str, after: str) -> tuple[str, str]:
    """Take the whole character away, hat and tone with it; the tone of the rest moves back: "hoàn", "hòa"."""
    place = spot(before, after)
    if place.cursor == 0:
        return before[:-1], after
    cursor = place.cursor - 1
    rest = place.word[:cursor] + place.word[cursor + 1 :]
    # What was spelt another way when it came (a name from the card) is not ours to change.
    if cut(place.word).regular and settled(place.word) == place.word:
        # "hoàn" → "hòa", yet "Hoàx" → "Hoà".
        rest = settled(rest, keep_modern=cut(place.word).modern)
    return place.sides(rest, cursor)


def _composed_sides(before: str, after: str) -> tuple[str, str]:
    """Bring both sides to NFC; a mark that the cursor cut from its letter goes back to it."""
    marks = 0
    while marks < len(after) and unicodedata.combining(after[marks]):
        marks += 1
    return (
        unicodedata.normalize("NFC", before + after[:marks]),
        unicodedata.normalize("NFC", after[marks:]),
    )
