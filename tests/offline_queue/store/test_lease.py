"""The right to send: one holder, and a file in its way is named with its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.contract.errors import QueueUnavailableError
from offline_queue.store.lease import Lease


def test_one_at_a_time(tmp_path: Path) -> None:
    first, second = Lease(tmp_path / "q"), Lease(tmp_path / "q")
    assert first.take()
    assert not second.take()
    first.give_back()
    assert second.take()
    second.give_back()


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "q.sender").mkdir()
    with pytest.raises(QueueUnavailableError, match=r"q\.sender: .*remove the file"):
        Lease(tmp_path / "q").take()
