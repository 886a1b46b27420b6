"""Conditions that procedure files are written in: small, total, without code.

In YAML a condition is `true`, `false`, `{field: KEY, equals: VALUE}`, `{field: KEY, in: [VALUE, …]}`,
`{filled: KEY}`, `{not: C}`, `{all: [C, …]}` or `{any: [C, …]}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
    """The answer under `field` is not blank."""

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


Condition = Constant | OneOf | Filled | Not | All | AnyOf

ALWAYS = Constant(holds=True)
NEVER = Constant(holds=False)


def holds(condition: Condition, answers: Mapping[str, str]) -> bool:
    """Tell whether the condition holds for these answers."""
    match condition:
        case Constant(value):
            return value
        case OneOf(field, values):
            return answers.get(field, "") in values
        case Filled(field):
            return bool(answers.get(field, "").strip())
        case Not(inner):
            return not holds(inner, answers)
        case All(conditions):
            return all(holds(inner, answers) for inner in conditions)
        case AnyOf(conditions):
            return any(holds(inner, answers) for inner in conditions)


def fields_of(condition: Condition) -> frozenset[str]:
    """Name every field that the condition looks at."""
    match condition:
        case Constant():
            return frozenset()
        case OneOf(field, _) | Filled(field):
            return frozenset({field})
        case Not(inner):
            return fields_of(inner)
        case All(conditions) | AnyOf(conditions):
            return frozenset().union(*(fields_of(inner) for inner in conditions))
