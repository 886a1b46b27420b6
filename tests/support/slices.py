"""Which of a great many alike cases a run of the tests takes: some of every kind, others each day.

`make test` takes a share that turns with the day; `make test-whole` takes all. A failing run says its number:
`TESTS_SLICE=739947 make test` takes the same cases again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

import pytest

WHOLE, SLICE = "TESTS_WHOLE", "TESTS_SLICE"
Case = TypeVar("Case")


def number() -> int:
    """The number of this run's slice. The workers inherit it, so that all of them collect the same cases."""
    return int(os.environ.setdefault(SLICE, str(datetime.now(UTC).date().toordinal())))


def share(
    cases: Iterable[Case], one_in: int, *, kind: Callable[[Case], Hashable] = lambda _case: None
) -> list[Case]:
    """Give one in `one_in` of each kind, at least one of each; all of them where the whole is asked for.

    Neighbouring kinds begin at different cases, so that what is crossed with them is taken as well.
    """
    every = list(cases)
    if os.environ.get(WHOLE) == "1":
        return every
    return [every[place] for place in places([kind(case) for case in every], one_in)]


def places(kinds: Iterable[Hashable], one_in: int) -> list[int]:
    """Give where today's share stands, in order, by the kind of each case."""
    by_kind: dict[Hashable, list[int]] = {}
    for place, its in enumerate(kinds):
        by_kind.setdefault(its, []).append(place)
    taken: list[int] = []
    for order, alike in enumerate(by_kind.values()):
        first = (number() + order) % min(one_in, len(alike))
        taken += alike[first::one_in]
    return sorted(taken)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which cases these were."""
    whole = os.environ.get(WHOLE) == "1"
    told = "every case" if whole else f"slice {SLICE}={number()}; `make test-whole` takes every case"
    if terminalreporter.config.option.markexpr == "not long":
        told += ", `make test-long` what takes long"
    terminalreporter.write_line(told)
