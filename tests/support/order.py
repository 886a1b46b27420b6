"""Begins what takes longest first, so that no worker is still at it when the others have nothing left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Protocol, TypeVar

FIRST = (
    "tests/security/test_memory_after_every_errand.py",
    "tests/security/test_memory_after_a_visit.py",
    "tests/technician/test_named_paths.py",
    "tests/journeys/",
    "tests/faults/test_slice.py",
    "tests/security/test_memory_of_the_daemon.py",
    "tests/appliance/test_fleet_role.py",
    "tests/fleet_page/",
    "tests/scanning/test_any_picture.py",
    "tests/scanning/test_defects.py",
    "tests/runtime/test_messages_of_every_procedure.py",
    "tests/runtime/test_file_ceiling.py",
    "tests/runtime/test_fed_sides.py",
    "tests/session/test_form_pages.py",
    "tests/catalogue/test_compile.py",
)
"""Files and folders with a test of some seconds, the longest first (`python -m tests.bench.costly`)."""


class Named(Protocol):
    """A test."""

    @property
    def nodeid(self) -> str:
        """Its file and name."""


Test = TypeVar("Test", bound=Named)


def longest_first(tests: Sequence[Test], workers: int) -> list[Test]:
    """Give the tests in another order: each worker's share begins with some of the files of `FIRST`.

    xdist gives each worker an equal share of the order (`--dist worksteal`), and who has done theirs takes
    from the end of another's. A file stays together, with what its tests share.
    """
    early: dict[tuple[int, str], list[Test]] = {}
    rest: list[Test] = []
    for test in tests:
        file = test.nodeid.partition("::")[0]
        rank = next((place for place, name in enumerate(FIRST) if file.startswith(name)), None)
        (rest if rank is None else early.setdefault((rank, file), [])).append(test)
    heads: list[list[Test]] = [[] for _ in range(workers)]
    for _, some in sorted(early.items(), key=lambda one: one[0]):
        min(heads, key=len).extend(some)
    ordered: list[Test] = []
    for number, head in enumerate(heads):
        size = (len(tests) - len(ordered)) // (workers - number)
        more = max(0, size - len(head))
        ordered += [*head, *rest[:more]]
        del rest[:more]
    return ordered + rest


def workers() -> int:
    """Give the number of workers; 1 where there are none."""
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
