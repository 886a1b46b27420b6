"""Prints which tests cost most processor time, their child processes counted.

`python -m tests.bench.costly tests/scanning`; without a folder every test, one by one. What stands far up
and is quick is the next to be made cheaper, or to be marked (docs/decisions/046-two-tiers-of-tests.md).
"""

from __future__ import annotations

import os
import resource
import sys
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.tiers import LONG

_TICKS = os.sysconf("SC_CLK_TCK")
_SHOWN = 40
_cost: dict[tuple[str, bool], list[float]] = defaultdict(list)


def _alive(pid: int) -> float:
    """Give the seconds of its descendants, and of those that they have outlived."""
    used = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            try:
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                used += sum(map(int, fields[11:15])) / _TICKS + _alive(int(child))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return used


def _used() -> float:
    """Give the processor time of this process and all below it, in seconds."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both) + _alive(os.getpid())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure it with its fixtures: what the first of several shares is counted with the first."""
    before = _used()
    result = yield
    _cost[item.nodeid.partition("[")[0], item.get_closest_marker(LONG) is not None].append(_used() - before)
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    tell = terminalreporter.write_line
    tell(f"{'seconds':>8} {'tests':>6} {'ms each':>8}  tier   test")
    for (name, is_long), times in sorted(_cost.items(), key=lambda one: -sum(one[1]))[:_SHOWN]:
        each = 1_000 * sum(times) / len(times)
        tell(f"{sum(times):8.2f} {len(times):6} {each:8.0f}  {'long ' if is_long else 'quick'}  {name}")
    for is_long in (False, True):
        times = [one for (_, its), some in _cost.items() if its is is_long for one in some]
        tell(f"{sum(times):8.1f} {len(times):6} {'':8}  {'long' if is_long else 'quick'}, together")


if __name__ == "__main__":
    sys.exit(pytest.main(["-n", "0", "-p", "tests.bench.costly", *sys.argv[1:]]))
