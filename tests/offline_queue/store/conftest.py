"""The store's tests make a queue as it ships: by its migrations (elsewhere one is copied)."""

from __future__ import annotations

import pytest

from offline_queue.store import database
from tests.support import cheap_parts


@pytest.fixture(autouse=True)
def _by_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_create", cheap_parts.make_queue)
