"""Whether a condition can ever hold, and whether fields wait for each other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from kiosk_app.catalogue.agreement import possible
from kiosk_app.catalogue.condition import (
    NEVER,
    Aged,
    All,
    AnyOf,
    Between,
    Condition,
    Filled,
    Not,
    OneOf,
    Order,
    WithinDays,
    fields_of,
    verdict,
)
from kiosk_app.catalogue.model import Field

MOST_CASES = 5_000
"""Combinations of answers that are tried; where there are more, it is taken to be possible."""
_SOMETHING = "x"


def can_hold(condition: Condition, fields: Mapping[str, Field]) -> bool:
    """Tell whether some answers fulfil it.

    An answer counts only where its question is asked: what other answers hide is blank.
    """
    asked = _asked(condition, fields)
    involved = [condition, *(fields[key].visible for key in asked)]
    choices = {
        key: values
        for key in asked
        if (values := _values(fields[key], [leaf for one in involved for leaf in leaves(one)]))
    }
    cases = itertools.islice(itertools.product(*choices.values()), MOST_CASES + 1)
    open_keys = (frozenset(asked) - choices.keys()) | (fields_of(condition) - fields.keys())
    by_day = any(isinstance(leaf, Order | WithinDays | Aged) for leaf in leaves(condition))
    still_open = by_day or bool(fields_of(condition) & open_keys)
    for number, case in enumerate(cases):
        if number == MOST_CASES:
            return True
        given = _shown(dict(zip(choices, case, strict=True)), fields, open_keys)
        found = verdict(condition, given, open_keys)
        # Undecided by these answers: it is possible if some value of the open fields makes it hold.
        if found or (found is None and still_open and possible(condition, _decided(given, open_keys))):
            return True
    return False


def _decided(given: Mapping[str, str], open_keys: frozenset[str]) -> Callable[[Condition], bool | None]:
    return lambda leaf: verdict(leaf, given, open_keys)


def leaves(condition: Condition) -> Iterator[Condition]:
    """Give the comparisons that it is made of."""
    match condition:
        case Not(inner):
            yield from leaves(inner)
        case All(conditions) | AnyOf(conditions):
            for inner in conditions:
                yield from leaves(inner)
        case _:
            yield condition


def circles(fields: Mapping[str, Field]) -> Iterator[str]:
    """Name fields that are shown, or copied, only after themselves."""
    kinds: tuple[tuple[str, Callable[[Field], frozenset[str]]], ...] = (
        ("visible", lambda one: fields_of(one.visible)),
        ("copies_from", lambda one: frozenset({one.copies_from} - {""})),
    )
    for name, next_of in kinds:
        told: set[str] = set()
        for key in fields:
            circle = _circle(key, fields, next_of)
            if circle and not told & set(circle):
                told |= set(circle)
                yield f"field {key}: {name} leads back to itself: {' → '.join((*circle, key))}"


def _circle(
    start: str, fields: Mapping[str, Field], next_of: Callable[[Field], frozenset[str]]
) -> tuple[str, ...]:
    """Give a way from a field back to it; () where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        for key in sorted(next_of(fields[way[-1]])):
            if key == start:
                return way
            if key in fields and key not in seen:
                seen.add(key)
                ways.append((*way, key))
    return ()


def _asked(condition: Condition, fields: Mapping[str, Field]) -> list[str]:
    """Name the fields that it looks at, and those that decide whether these are asked."""
    found: list[str] = []
    todo = sorted(fields_of(condition))
    while todo:
        key = todo.pop(0)
        if key in fields and key not in found:
            found.append(key)
            todo += sorted(fields_of(fields[key].visible))
    return found


def _values(field: Field, compared: list[Condition]) -> list[str]:
    """Give the answers that make a difference; none where they cannot be listed."""
    own = [one for one in compared if field.key in fields_of(one)]
    if field.options:
        # The values that are named come first: most conditions hold for them at once.
        named = [value for one in own if isinstance(one, OneOf) for value in one.values]
        return list(dict.fromkeys([*named, "", *(option.value for option in field.options)]))
    if all(isinstance(one, Filled) for one in own):
        return [_SOMETHING, ""]
    if all(isinstance(one, Between) for one in own):
        ends = [end for one in own if isinstance(one, Between) for end in (one.least, one.most)]
        return [str(number) for end in ends if end is not None for number in (end - 1, end, end + 1)]
    return []


def _shown(given: dict[str, str], fields: Mapping[str, Field], open_keys: frozenset[str]) -> dict[str, str]:
    """Blank what these answers hide. A field that follows from others is hidden and has an answer."""
    for _ in given:
        hidden = [
            key
            for key, value in given.items()
            if value
            and not fields[key].follows
            and fields[key].visible != NEVER
            and verdict(fields[key].visible, given, open_keys) is False
        ]
        if not hidden:
            break
        given = given | dict.fromkeys(hidden, "")
    return given
