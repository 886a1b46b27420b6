"""Conditions that procedure files are written in: small, total, without code.

In YAML a condition is one of

- `true`, `false`
- `{field: KEY, equals: VALUE}`, `{field: KEY, in: [VALUE, …]}`, `{filled: KEY}`
- `{before: [DAY, DAY]}`, `{not_after: [DAY, DAY]}`, `{within_days: [DAY, DAY], days: N}` (the second is at
  most N days after the first); a DAY is a field's key, `today` or yyyy-mm-dd
- `{age: KEY, by: DAY, at_least: YEARS}`: who was born on KEY has that age by that day
- `{same: [KEY, KEY]}`: both answers say the same, whatever the case and the spaces
- `{same_surname: [KEY, KEY]}`: two names have a surname in common (`vietnam.names.surnames`)
- `{digits: KEY, count: [N, …]}`: the answer has so many digits and nothing else
- `{id_of: KEY, sex: male}` or `female`: the personal id was given to a man or boy, or to a woman or girl
- `{number: KEY, at_least: N, at_most: N}`
- `{measure: KEY}`: the answer is a number above zero as people write an area, "120,5", "1.200"; no unit
- `{not: C}`, `{all: [C, …]}`, `{any: [C, …]}`

A comparison of what is not answered, or of dates too coarse to tell (1990 and 05/1990), is neither true nor
false: it does not hold, and neither does its `not`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk_app.identity.dates import DateFormatError, parse_iso
from kiosk_app.identity.personal_id import PersonalIdError, parse_personal_id
from vietnam.address_keys import address_keys
from vietnam.names import surnames

_MEASURE = re.compile(
    r"(?=[0., ]*[1-9])(?:[0-9]{1,9}|[0-9]{1,3}(?:[. ][0-9]{3}){1,2})(?:[.,][0-9]{1,3})?",
)
TODAY = "today"
"""The day of the visit: a DAY in conditions, and the key under which answers may carry it (yyyy-mm-dd)."""


@dataclass(frozen=True, slots=True)
class Constant:
    """Always or never."""

    holds: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer under `field` is one of `values`; an empty answer is ""."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The answer under `field` is not blank; of an address, one of its parts."""

    field: str


@dataclass(frozen=True, slots=True)
class Order:
    """`first` comes before `second`, or, unless `strict`, on the same day."""

    first: str
    second: str
    strict: bool


@dataclass(frozen=True, slots=True)
class WithinDays:
    """`second` is at most `days` days after `first`; any day before `first` counts too."""

    first: str
    second: str
    days: int


@dataclass(frozen=True, slots=True)
class Aged:
    """Who was born on `born` is `years` or older on the day `on`."""

    born: str
    on: str
    years: int


@dataclass(frozen=True, slots=True)
class Same:
    """Two answers say the same, whatever the case and the spaces; of names, that they share a surname."""

    first: str
    second: str
    surname: bool = False


@dataclass(frozen=True, slots=True)
class Digits:
    """The answer has one of these numbers of digits and nothing else."""

    field: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IdOf:
    """The personal id is one of a man or of a woman, as its fourth digit tells."""

    field: str
    sex: str
    """ "male" or "female"."""


@dataclass(frozen=True, slots=True)
class Between:
    """The answer is a whole number within limits; None leaves a side open."""

    field: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """The answer is a number above zero, perhaps with a part behind a comma or a full stop."""

    field: str


@dataclass(frozen=True, slots=True)
class Not:
    """The other does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds; true when there is none."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one holds; false when there is none."""

    conditions: tuple[Condition, ...]


_Comparison = Order | WithinDays | Aged | Same | Digits | IdOf | Between | Measure
Condition = Constant | OneOf | Filled | _Comparison | Not | All | AnyOf

ALWAYS = Constant(holds=True)
NEVER = Constant(holds=False)


def holds(condition: Condition, answers: Mapping[str, str]) -> bool:
    """Tell whether the condition holds for these answers."""
    return verdict(condition, answers) is True


def verdict(
    condition: Condition, answers: Mapping[str, str], unanswered: frozenset[str] = frozenset()
) -> bool | None:
    """Tell whether it holds, or None where these answers cannot tell.

    `unanswered`: keys that are still to be asked; while such a one is blank, nothing is concluded from it.
    """
    match condition:
        case Constant(value):
            return value
        case OneOf(field, values):
            if field in unanswered and not answers.get(field, ""):
                return None
            return answers.get(field, "") in values
        case Filled(field):
            found = any(answers.get(key, "").strip() for key in _parts(field))
            return None if field in unanswered and not found else found
        case Not(inner):
            found_inner = verdict(inner, answers, unanswered)
            return None if found_inner is None else not found_inner
        case All(conditions):
            return _all([verdict(inner, answers, unanswered) for inner in conditions])
        case AnyOf(conditions):
            found_any = _all([_negated(verdict(inner, answers, unanswered)) for inner in conditions])
            return _negated(found_any)
        case _:
            return _compared(condition, answers)


def fields_of(condition: Condition) -> frozenset[str]:
    """Name every field that the condition looks at."""
    match condition:
        case Constant():
            return frozenset()
        case OneOf(field, _) | Filled(field) | Digits(field, _) | IdOf(field, _) | Between(field, _, _):
            return frozenset({field})
        case Measure(field):
            return frozenset({field})
        case Order(first, second, _) | WithinDays(first, second, _):
            return frozenset(day for day in (first, second) if not _is_day(day))
        case Aged(born, on, _):
            return frozenset(day for day in (born, on) if not _is_day(day))
        case Same(first, second, _):
            return frozenset({first, second})
        case Not(inner):
            return fields_of(inner)
        case All(conditions) | AnyOf(conditions):
            return frozenset().union(*(fields_of(inner) for inner in conditions))


def _compared(condition: _Comparison, answers: Mapping[str, str]) -> bool | None:
    match condition:
        case Order(first, second, strict):
            return _order(_span(first, answers), _span(second, answers), strict)
        case WithinDays(first, second, days):
            return _order(_span(second, answers), _moved(_span(first, answers), days), strict=False)
        case Aged(born, on, years):
            return _aged(_span(born, answers), _span(on, answers), years)
        case Same(first, second, surname=True):
            ours, theirs = (surnames(answers.get(key, "")) for key in (first, second))
            return bool(ours & theirs) if ours and theirs else None
        case Same(first, second):
            one, other = (_plain(answers.get(key, "")) for key in (first, second))
            return one == other if one and other else None
        case Digits(field, counts):
            text = answers.get(field, "").strip()
            return (text.isascii() and text.isdigit() and len(text) in counts) if text else None
        case IdOf(field, sex):
            try:
                return parse_personal_id(answers.get(field, "").strip()).sex == sex
            except PersonalIdError:
                return None
        case Between(field, least, most):
            text = answers.get(field, "").strip()
            if not (text.isascii() and text.isdigit() and len(text) < 10):
                return None
            return (least is None or int(text) >= least) and (most is None or int(text) <= most)
        case Measure(field):
            text = answers.get(field, "").strip()
            return _MEASURE.fullmatch(text) is not None if text else None


_Span = tuple[date, date]
"""The earliest and the latest day that a date may mean."""


def _span(day: str, answers: Mapping[str, str]) -> _Span | None:
    text = day if _is_iso(day) else answers.get(day, "").strip()
    try:
        parsed = parse_iso(text)
    except DateFormatError:
        return None
    first = date(parsed.year, parsed.month or 1, parsed.day or 1)
    if parsed.day is not None:
        return first, first
    if parsed.month is None or parsed.month == 12:
        return first, date(parsed.year, 12, 31)
    return first, date(parsed.year, parsed.month + 1, 1) - timedelta(days=1)


def _moved(span: _Span | None, days: int) -> _Span | None:
    return (span[0] + timedelta(days), span[1] + timedelta(days)) if span else None


def _order(first: _Span | None, second: _Span | None, strict: bool) -> bool | None:
    if first is None or second is None:
        return None
    if strict:
        return True if first[1] < second[0] else False if first[0] >= second[1] else None
    return True if first[1] <= second[0] else False if first[0] > second[1] else None


def _aged(born: _Span | None, on: _Span | None, years: int) -> bool | None:
    if born is None or on is None:
        return None
    if _birthday(born[1], years) <= on[0]:
        return True
    return None if _birthday(born[0], years) <= on[1] else False


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        # Born on 29 February: the age is reached on 1 March.
        return date(born.year + years, 3, 1)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _parts(key: str) -> tuple[str, ...]:
    return (key, *address_keys(key))


def _all(found: list[bool | None]) -> bool | None:
    return False if False in found else None if None in found else True


def _negated(found: bool | None) -> bool | None:
    return None if found is None else not found


def _is_iso(day: str) -> bool:
    return day[:1].isdigit()


def _is_day(day: str) -> bool:
    return day == TODAY or _is_iso(day)
