"""What a key does to a text with a cursor. The text goes in and comes out; none of it is kept."""

from __future__ import annotations

import unicodedata

from kiosk_app.ui.keyboard import telex
from kiosk_app.ui.keyboard.tones import cut, settled, spot, with_tone

_NAME_BREAKS = frozenset(" -'.(/")


def after_key(text: str, start: int, end: int, key: str, *, with_telex: bool) -> tuple[str, str]:
    """Give what stands before and behind the cursor after a key, in NFC.

    `start`, `end`: the selection, which the key replaces; both the cursor when nothing is selected. `key`: a
    letter or sign as it shall appear, or "backspace", "space", "tone.sac" … "tone.none".
    """
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    # A tone replaces nothing: what is selected is the word it is meant for.
    start = end if key.startswith("tone.") else start
    before, after = _composed_sides(text[:start], text[end:])
    if key == "backspace":
        made = (before, after) if start != end else _without_last(before, after)
    elif key == "space":
        made = before + " ", after
    elif key.startswith("tone."):
        made = with_tone(before, key.removeprefix("tone."), after)
    elif with_telex and len(key) == 1 and key.isascii() and key.isalpha():
        made = telex.typed(before, key, after)
    else:
        place = spot(before + key, after)
        made = place.sides(settled(place.word), place.cursor)
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
        rest = settled(rest)
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
