"""Conditions: total, and the same as a plain reading of their notation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.catalogue.build import condition
from kiosk_app.catalogue.condition import All, AnyOf, Constant, Filled, Not, OneOf, fields_of, holds, verdict

KEYS = st.sampled_from(["a", "b", "c", "d"])
VALUES = st.sampled_from(["", " ", "x", "y", "Đã ly hôn"])
ANSWERS = st.dictionaries(KEYS, VALUES)
LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.fixed_dictionaries({"field": KEYS, "equals": VALUES}),
    st.fixed_dictionaries({"field": KEYS, "in": st.lists(VALUES, max_size=3)}),
    st.fixed_dictionaries({"filled": KEYS}),
)
NOTATION: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"not": inner}),
        st.fixed_dictionaries({"all": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, max_size=3)}),
    ),
    max_leaves=12,
)


def plainly(raw: Any, answers: dict[str, str]) -> bool:
    """Read the notation itself, without the classes."""
    if isinstance(raw, bool):
        return raw
    if "field" in raw:
        wanted = [raw["equals"]] if "equals" in raw else raw["in"]
        return answers.get(raw["field"], "") in wanted
    if "filled" in raw:
        return answers.get(raw["filled"], "").strip() != ""
    if "not" in raw:
        return not plainly(raw["not"], answers)
    inner = [plainly(one, answers) for one in raw.get("all", raw.get("any"))]
    return False not in inner if "all" in raw else True in inner


def keys_in(raw: Any) -> set[str]:
    """Name the fields that the notation mentions."""
    if isinstance(raw, bool):
        return set()
    if "field" in raw or "filled" in raw:
        return {raw.get("field", raw.get("filled"))}
    inner = [raw["not"]] if "not" in raw else raw.get("all", raw.get("any"))
    return {key for one in inner for key in keys_in(one)}


@settings(max_examples=150)
@given(NOTATION, ANSWERS)
def test_holds_as_it_reads(raw: Any, answers: dict[str, str]) -> None:
    assert holds(condition(raw), answers) is plainly(raw, answers)


@settings(max_examples=80)
@given(NOTATION, ANSWERS, ANSWERS)
def test_only_its_own_fields_count(raw: Any, answers: dict[str, str], others: dict[str, str]) -> None:
    built = condition(raw)
    assert fields_of(built) == keys_in(raw)
    mixed = {**others, **{key: answers.get(key, "") for key in keys_in(raw)}}
    assert holds(built, mixed) is holds(built, answers)


@settings(max_examples=80)
@given(NOTATION, NOTATION, ANSWERS)
def test_de_morgan(left: Any, right: Any, answers: dict[str, str]) -> None:
    one, two = condition(left), condition(right)
    assert holds(Not(All((one, two))), answers) is holds(AnyOf((Not(one), Not(two))), answers)


def test_nothing_asked_for() -> None:
    assert holds(All(()), {}) is True
    assert holds(AnyOf(()), {}) is False


def test_a_missing_answer_is_empty() -> None:
    assert holds(OneOf("a", ("", "x")), {}) is True
    assert holds(OneOf("a", ("x",)), {}) is False
    assert holds(Filled("a"), {"a": " \t"}) is False


@pytest.mark.parametrize(
    ("written", "measure"),
    [
        *((one, True) for one in ("1", "120,5", "120.5", "1.200", "1 200", "1.200,5", "85.3")),
        *((one, True) for one in ("0,5", " 60 ", "1.234.567")),
        *(
            (one, False)
            for one in ("0", "0,0", "0.000", "-5", "to lắm", "120 m", "1,2,3", "12a", "１２", "m²")
        ),
        *((one, False) for one in ("120,", ",5", "1.20.3", "1e3", "nan", "60+40")),
        *((one, None) for one in ("", "  ")),
    ],
)
def test_a_measure_is_a_number_above_zero_as_people_write_it(written: str, measure: bool | None) -> None:
    assert verdict(condition({"measure": "a"}), {"a": written}) is measure
    assert fields_of(condition({"measure": "a"})) == {"a"}


@pytest.mark.parametrize(
    "raw", [None, 1, "a", [], {}, {"field": "a"}, {"field": "a", "equals": 1}, {"all": 1}]
)
def test_anything_else_is_no_condition(raw: object) -> None:
    with pytest.raises(ValueError, match="not a condition"):
        condition(raw)


def test_constants_of_yaml() -> None:
    assert condition(True) == Constant(holds=True)
