"""Whether comparisons can agree with each other: days in order, ages, and a thing with its contrary."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date

from kiosk_app.catalogue.condition import Aged, All, AnyOf, Condition, Constant, Not, Order, WithinDays

MOST_WAYS = 2_000
"""Ways to fulfil a condition that are looked at; where there are more, it is taken to be possible."""
_SHORTEST_YEAR, _LONGEST_YEAR = 365, 366
_ORIGIN = ""
"""The day that constant days are counted from."""

Told = tuple[Condition, bool]
"""A comparison, and whether it must hold or must not."""
Bound = tuple[str, str, int]
"""The first day is at most so many days after the second."""


def possible(condition: Condition, known: Callable[[Condition], bool | None]) -> bool:
    """Tell whether some days and texts fulfil the condition.

    `known`: what a comparison comes to with the answers that are decided; None: that it is still open.
    """
    for number, way in enumerate(_ways(condition, known, wanted=True)):
        if number == MOST_WAYS or _agrees(way):
            return True
    return False


def _ways(
    condition: Condition, known: Callable[[Condition], bool | None], *, wanted: bool
) -> Iterator[tuple[Told, ...]]:
    """Give each set of open comparisons that makes the condition come out as wanted."""
    match condition:
        case Not(inner):
            yield from _ways(inner, known, wanted=not wanted)
        case Constant(holds):
            if holds == wanted:
                yield ()
        case All(parts) | AnyOf(parts):
            each = (_ways(part, known, wanted=wanted) for part in parts)
            if isinstance(condition, All) != wanted:
                yield from itertools.chain.from_iterable(each)
                return
            # One more than the limit is enough to see that there are too many.
            lists = (tuple(itertools.islice(one, MOST_WAYS + 1)) for one in each)
            for chosen in itertools.product(*lists):
                yield tuple(itertools.chain.from_iterable(chosen))
        case _:
            found = known(condition)
            if found is None:
                yield ((condition, wanted),)
            elif found == wanted:
                yield ()


def _agrees(way: tuple[Told, ...]) -> bool:
    told = set(way)
    if any((condition, not holds) in told for condition, holds in told):
        return False
    bounds = [bound for condition, holds in told if (bound := _bound(condition, holds=holds)) is not None]
    days = {day for first, second, _ in bounds for day in (first, second)}
    for day in sorted(days):
        if day[:1].isdigit():
            number = date.fromisoformat(day).toordinal()
            bounds += [(day, _ORIGIN, number), (_ORIGIN, day, -number)]
    return not _contradict(bounds)


def _bound(condition: Condition, *, holds: bool) -> Bound | None:
    """Say a comparison of days as a bound; a year is taken at the length that excludes least."""
    match condition:
        case Order(first, second, strict):
            return (first, second, -1 if strict else 0) if holds else (second, first, 0 if strict else -1)
        case WithinDays(first, second, days):
            return (second, first, days) if holds else (first, second, -days - 1)
        case Aged(born, on, years):
            if holds:
                return (born, on, -years * _SHORTEST_YEAR)
            return (on, born, years * _LONGEST_YEAR)
        case _:
            return None


def _contradict(bounds: list[Bound]) -> bool:
    """Tell whether following bounds leads back to a day that lies before itself (Floyd and Warshall)."""
    days = sorted({day for first, second, _ in bounds for day in (first, second)})
    apart: dict[tuple[str, str], int] = {}
    for first, second, most in bounds:
        apart[first, second] = min(most, apart.get((first, second), most))
    for by, first, second in itertools.product(days, days, days):
        if (first, by) in apart and (by, second) in apart:
            way = apart[first, by] + apart[by, second]
            apart[first, second] = min(way, apart.get((first, second), way))
    return any(apart.get((day, day), 0) < 0 for day in days)
