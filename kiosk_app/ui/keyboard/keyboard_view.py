"""What the keyboard on the screen asks of Python: its keys, and the text after a key."""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import QObject, Slot

from kiosk_app.ui.keyboard import telex
from kiosk_app.ui.keyboard.layouts import TONE_LABELS, rows_of, units_of
from kiosk_app.ui.keyboard.tones import with_letter, with_tone

_WORD_BREAKS = frozenset(" -'.(/")


class KeyboardView(QObject):
    """Stateless: the text lives in the entry that has the cursor, and nowhere else."""

    @Slot(str, bool, result="QVariantList")
    def rows(self, layout: str, upright: bool) -> list[list[dict[str, Any]]]:
        """Rows of keys: name, label, width in units."""
        return [
            [
                {"name": key.name, "label": TONE_LABELS.get(key.name, key.name), "units": key.width}
                for key in row
            ]
            for row in rows_of(layout, upright=upright)
        ]

    @Slot(str, bool, result=float)
    def units(self, layout: str, upright: bool) -> float:
        """Units of the widest row."""
        return units_of(layout, upright=upright)

    @Slot(str, int, int, str, bool, result="QVariantMap")
    def press(self, text: str, start: int, end: int, key: str, with_telex: bool) -> dict[str, Any]:
        """Give text and cursor after a key. `start`, `end`: selection, both the cursor when there is none."""
        before, after = after_key(text, start, end, key, with_telex=with_telex)
        return {"text": before + after, "cursor": len(before)}

    @Slot(str, int, str, result=bool)
    def wantsCapital(self, text: str, cursor: int, layout: str) -> bool:
        """Whether the next letter is a capital by itself: each word of a name, the first letter of a text."""
        if layout == "name":
            return cursor == 0 or text[cursor - 1] in _WORD_BREAKS
        return layout == "text" and cursor == 0


def after_key(text: str, start: int, end: int, key: str, *, with_telex: bool) -> tuple[str, str]:
    """Give what stands before and behind the cursor after a key, in NFC."""
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    before, after = text[:start], text[end:]
    if key == "backspace":
        before = before[:-1] if start == end else before
    elif key == "space":
        before += " "
    elif key.startswith("tone."):
        before = with_tone(before, key.removeprefix("tone."))
    elif with_telex and len(key) == 1 and key.isalpha() and key.isascii():
        before = telex.typed(before, key)
    else:
        before = with_letter(before, key)
    return unicodedata.normalize("NFC", before), after
