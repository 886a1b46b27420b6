"""Divides the tests in two: `make test` is for whoever changes something, `make test-long` the rest.

A test that takes long for what it shows more than its neighbours bears `@pytest.mark.long("why")`.
One that is played with many alike values bears `@pytest.mark.mostly_long("why", one_in=4)`: one in four stays
quick, another each day, and the rest is long; with `kind="panel"`, one in four of each panel.
`.ci/run` runs both. docs/decisions/046-two-tiers-of-tests.md says what each holds.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.support.slices import places

LONG, MOSTLY = "long", "mostly_long"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the rest of what is mostly long, before pytest chooses by marks; refuse one without a reason."""
    alike: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker(LONG) is not None:
            _reason(item, LONG)
        elif item.get_closest_marker(MOSTLY) is not None:
            alike[item.nodeid.partition("[")[0]].append(item)
    for some in alike.values():
        reason = _reason(some[0], MOSTLY)
        mark = some[0].get_closest_marker(MOSTLY)
        assert mark is not None
        kinds = [str(_value(item, mark.kwargs.get("kind"))) for item in some]
        quick = set(places(kinds, mark.kwargs["one_in"]))
        for place, item in enumerate(some):
            if place not in quick:
                item.add_marker(pytest.mark.long(reason))


def _value(item: pytest.Item, argument: str | None) -> object:
    return None if argument is None else item.callspec.params[argument]  # type: ignore[attr-defined]  # of a function


def _reason(item: pytest.Item, name: str) -> str:
    mark = item.get_closest_marker(name)
    assert mark is not None
    if not (mark.args and isinstance(mark.args[0], str) and mark.args[0].strip()):
        raise pytest.UsageError(f"{item.nodeid}: {name} needs a reason")
    return mark.args[0]
