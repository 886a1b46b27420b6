"""Questions on as few pages as fit without scrolling: an estimate, in lines of text.

The screen scrolls where a page turns out longer than it was taken for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk_app.catalogue.model import Field, FieldType

SHORT = 22
"""Letters of an answer up to which two stand side by side."""
LONG_LIST = 7
"""Answers from which on they stand in a list of their own, behind one button."""
_GAP = 0.5
"""Lines between two answers, and between question and answers."""
_BETWEEN = 1.0
"""Lines between two questions."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a page has room for. The defaults are a 21.5 inch panel upright, at normal text."""

    lines: float = 23.0
    """Lines of body text one below the other."""
    letters: int = 44
    """Letters of body text in a line."""
    touch: float = 1.8
    """Height of a button, in lines."""


ROOM = Room()


def pages_of(
    asked: Sequence[Field], preset: Sequence[Field], room: Room, *, taken: float, language: str = "vi"
) -> tuple[tuple[Field, ...], ...]:
    """Lay questions out: those `asked` in their order, then of those `preset` what still fits the last page.

    `taken`: lines that something else takes on the first page. What is preset and fits nowhere stands on no
    page: the review shows it. There is always one page.
    """
    pages: list[list[Field]] = [[]]
    left = room.lines - taken
    for field in asked:
        wanted = height_of(field, room, language)
        if wanted > left and (pages[-1] or (len(pages) == 1 and taken)):
            pages.append([])
            left = room.lines
        pages[-1].append(field)
        left -= wanted + _BETWEEN
    for field in preset:
        wanted = height_of(field, room, language)
        if wanted > left:
            break
        pages[-1].append(field)
        left -= wanted + _BETWEEN
    return tuple(tuple(page) for page in pages)


def height_of(field: Field, room: Room, language: str) -> float:
    """Give the height of a question with its answers, in lines."""
    head = _lines(field.asked(language), room.letters) + 0.8 * _lines(
        field.hint.in_language(language), round(room.letters * 1.2)
    )
    return head + _GAP + _entry(field, room, language)


def side_by_side(field: Field, language: str) -> bool:
    """Whether the answers of a choice are short enough to stand two in a line."""
    return all(len(option.asked(language)) <= SHORT for option in field.options)


def _entry(field: Field, room: Room, language: str) -> float:
    if field.type is FieldType.ADDRESS:
        return 3 * room.touch + 1 + 3 * _GAP
    if field.suggest:
        return 2 * room.touch + _GAP
    if field.type is not FieldType.CHOICE or len(field.options) > LONG_LIST:
        return room.touch
    rows = [max(room.touch, _lines(one.asked(language), room.letters - 6) + 0.6) for one in field.options]
    if side_by_side(field, language):
        rows = rows[::2]
    return sum(rows) + _GAP * (len(rows) - 1)


def _lines(text: str, letters: int) -> int:
    return math.ceil(len(text) / max(letters, 8))
