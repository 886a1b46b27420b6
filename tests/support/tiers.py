"""Divides the tests in two: `make test` is for whoever changes something, `make test-long` is the rest.

A test that takes long for what it shows more than its neighbours bears `@pytest.mark.long("why")`; `.ci/run`
runs both. docs/decisions/046-two-tiers-of-tests.md says what each holds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import pytest
from _pytest.mark.structures import ParameterSet

from tests.support.slices import places

MARK = "long"
Case = TypeVar("Case")


def rest_is_long(
    cases: Iterable[Case],
    one_in: int,
    reason: str,
    *,
    kind: Callable[[Case], Hashable] = lambda _case: None,
) -> list[ParameterSet]:
    """Mark all as long but one in `one_in` of each kind, others each day (`tests.support.slices`).

    For `parametrize`; a case that is a tuple is as many values.
    """
    every = list(cases)
    quick = set(places([kind(case) for case in every], one_in))
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=() if place in quick else pytest.mark.long(reason),
        )
        for place, case in enumerate(every)
    ]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Refuse a mark that does not say why."""
    mark = item.get_closest_marker(MARK)
    if mark is not None and not (mark.args and isinstance(mark.args[0], str) and mark.args[0].strip()):
        raise pytest.UsageError(f"{item.nodeid}: {MARK} needs a reason")
