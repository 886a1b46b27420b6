"""The sandbox's files: adding one costs the same, however many the dossier has."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_sandbox.store import Store

_PER_CALL = 50
"""Steps of SQLite's virtual machine between two calls of the counter."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    made.create("dossier", {})
    return made


def test_a_file_costs_the_same_in_a_dossier_of_any_size(store: Store) -> None:
    """A dossier of 3,000 files took minutes, because each file had all earlier ones listed."""
    calls = 0

    def counted() -> int:
        nonlocal calls
        calls += 1
        return 0

    store._connection.set_progress_handler(counted, _PER_CALL)
    costs = []
    for number in range(400):
        before = calls
        assert store.file("dossier", str(number)) is None
        assert store.put_file("dossier", str(number), {"n": "1"}, b"%PDF").file_uid == str(number)
        costs.append(calls - before)
    assert sum(costs[-50:]) <= sum(costs[:50]) + 50
    store.files("dossier")
    assert calls - before > costs[-1] + 50, "the counter counts what a listing reads"


def test_a_file_with_the_same_uid_replaces_the_first(store: Store) -> None:
    first = store.put_file("dossier", "a", {"n": "1"}, b"first")
    store.put_file("dossier", "b", {"n": "2"}, b"second")
    again = store.put_file("dossier", "a", {"n": "3"}, b"third time")
    assert (again.file_id, again.size, again.fields) == (first.file_id, 10, {"n": "3"})
    assert store.file("dossier", "a") == again
    assert store.file("another", "a") is None
    assert [one.file_uid for one in store.files("dossier")] == ["a", "b"]
    store.close()
