"""Questions on as few pages as fit without scrolling: an estimate, in lines of text.

The screen scrolls where a page turns out longer than it was taken for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk_app.catalogue.model import Field, FieldType

LONG_LIST = 7
"""Answers from which on they stand in a list of their own, behind one button."""
_MARK = 5
"""Letters that the mark of an answer takes, with the space around it."""
_GAP = 0.25
"""Lines between two answers, and between question and answers."""
_HEADING = 1.4
"""Lines that a heading takes."""
_BETWEEN = 0.8
"""Lines between two questions."""
_HINT_SIZE = 0.8
"""Height of a hint's letters, of body text; a line of it holds a fifth more of them."""
_AROUND_ANSWER = 0.6
"""Lines that the frame of an answer adds to its text."""


@dataclass(frozen=True, slots=True)
class PageCapacity:
    """What fits a page. The defaults are a 21.5 inch panel upright, at normal text."""

    lines: float = 23.0
    """Lines of body text one below the other."""
    letters: int = 44
    """Letters of body text in a line."""
    touch: float = 1.8
    """Height of a button, in lines."""


USUAL_CAPACITY = PageCapacity()


def pages_of(
    asked: Sequence[Field],
    preset: Sequence[Field],
    capacity: PageCapacity,
    *,
    taken: float,
    above: Sequence[Field] = (),
    language: str = "vi",
    titles: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[Field, ...], ...]:
    """Lay questions out: those `asked` in their order, then of those `preset` what still fits the last page.

    `taken`: lines that something else takes on the first page; `above`: questions that stand on it already
    and stay there, whether they fit or not; `titles`: of the section that a question stands in, by its
    key. What is preset and fits nowhere stands on no page: the review shows it. There is always one page.
    """

    def height(field: Field) -> float:
        before = pages[-1][-1] if pages[-1] else None
        return height_of(field, capacity, language) + (_HEADING if heading(field, before, titles) else 0.0)

    pages: list[list[Field]] = [[]]
    left = capacity.lines - taken
    for field in above:
        left -= height(field) + _BETWEEN
        pages[-1].append(field)
    for field in asked:
        wanted = height(field)
        if wanted > left and (pages[-1] or (len(pages) == 1 and taken)):
            pages.append([])
            left = capacity.lines
        pages[-1].append(field)
        left -= wanted + _BETWEEN
    for field in preset:
        wanted = height(field)
        if wanted > left:
            break
        pages[-1].append(field)
        left -= wanted + _BETWEEN
    return tuple(tuple(page) for page in pages)


def heading(field: Field, above: Field | None, titles: Mapping[str, str]) -> str:
    """Give the title that stands above a question, "" for none; `above`: the question before it on the page.

    A question in people's words says itself what it is about; an official label may not.
    """
    title = titles.get(field.key, "")
    return "" if field.ask.vi or (above is not None and titles.get(above.key) == title) else title


def height_of(field: Field, capacity: PageCapacity, language: str) -> float:
    """Give the height of a question with its answers, in lines."""
    head = _lines(field.asked(language), capacity.letters) + _HINT_SIZE * _lines(
        field.hint.in_language(language), round(capacity.letters * 1.2)
    )
    return head + _GAP + _entry(field, capacity, language)


def _entry(field: Field, capacity: PageCapacity, language: str) -> float:
    # An address has three boxes below each other; a line more names the boxes, as it does of a date.
    if field.type is FieldType.ADDRESS:
        return 3 * capacity.touch + 1 + 3 * _GAP
    if field.type in (FieldType.DATE, FieldType.PARTIAL_DATE):
        return capacity.touch + 1
    if field.suggest:
        return 2 * capacity.touch + _GAP
    if field.type is not FieldType.CHOICE or len(field.options) > LONG_LIST:
        return capacity.touch
    rows = list(_rows([one.asked(language) for one in field.options], capacity))
    return sum(rows) + _GAP * (len(rows) - 1)


def _rows(answers: Sequence[str], capacity: PageCapacity) -> Iterator[float]:
    """Give the height of each line of answers: two short ones in a row share one (AnswerGrid.qml)."""
    short = [len(answer) <= capacity.letters / 2 - _MARK for answer in answers]
    place = 0
    while place < len(answers):
        yield max(capacity.touch, _lines(answers[place], capacity.letters - _MARK) + _AROUND_ANSWER)
        place += 2 if all(short[place : place + 2]) and place + 1 < len(answers) else 1


def _lines(text: str, letters: int) -> int:
    return math.ceil(len(text) / max(letters, 8))
