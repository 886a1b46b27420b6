"""What holds for every test: unexpected errors and QML warnings fail it."""

from __future__ import annotations

import gc
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import cheap_parts, environment
from tests.support.compiled import compiled_catalogue
from tests.support.environment import pytest_sessionstart
from tests.support.error_watch import (
    pytest_configure,
    pytest_runtest_call,
    pytest_runtest_setup,
    pytest_runtest_teardown,
)
from tests.support.forked import fork_programs
from tests.support.slices import pytest_terminal_summary
from tests.support.tiers import pytest_collection_modifyitems
from tests.support.workers import pytest_addoption, pytest_runtestloop

__all__ = [
    "compiled_catalogue",
    "environment",
    "pytest_addoption",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_runtest_call",
    "pytest_runtest_protocol",
    "pytest_runtest_setup",
    "pytest_runtest_teardown",
    "pytest_runtestloop",
    "pytest_sessionstart",
    "pytest_terminal_summary",
]

# The same examples in every run; a busy machine is no reason to fail.
settings.register_profile(
    "house", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")

# Programs that many tests start are imported once.
fork_programs()

cheap_parts.use()

# What is imported and collected stays until the end: walking it again and again finds nothing to free.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is collected, among what the tests themselves make."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """At the end of each file, what is still there is kept as well: caches, and fixtures of the session.

    The daemon collects garbage whenever it is idle. In a process that had run thousands of tests this took
    most of a second each time, ten times as long as the test around it.
    """
    result = yield
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()
    return result
