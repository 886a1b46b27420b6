"""Comparisons that cannot all hold at once are told, and only those."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.catalogue.agreement import possible
from kiosk_app.catalogue.condition import Aged, All, AnyOf, Condition, Not, Order, WithinDays, verdict

KEYS = ("a", "b", "c", "today")
FIRST = date(1990, 1, 1)
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Order, st.sampled_from(KEYS), st.sampled_from(KEYS), st.booleans()),
    st.builds(WithinDays, st.sampled_from(KEYS), st.sampled_from(KEYS), st.integers(0, 40)),
    st.builds(Aged, st.sampled_from(KEYS), st.sampled_from(KEYS), st.integers(0, 3)),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
days = st.fixed_dictionaries({key: st.integers(0, 1500) for key in KEYS})


@given(conditions, days)
def test_what_some_days_fulfil_is_never_told_to_be_impossible(
    condition: Condition, apart: dict[str, int]
) -> None:
    answers = {key: (FIRST + timedelta(days=number)).isoformat() for key, number in apart.items()}
    if verdict(condition, answers):
        assert possible(condition, lambda _: None)


def test_a_circle_of_days_is_impossible() -> None:
    circle = All((Order("a", "b", strict=True), Order("b", "c", strict=False), Order("c", "a", strict=False)))
    assert not possible(circle, lambda _: None)
    assert possible(AnyOf((circle, Order("a", "b", strict=True))), lambda _: None)


def test_what_is_decided_needs_no_day() -> None:
    assert possible(Order("a", "a", strict=True), lambda _: True)
    assert not possible(Order("a", "b", strict=True), lambda _: False)
