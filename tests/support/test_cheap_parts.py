"""A part made light for the tests is the one that ships, in all but its price."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from offline_queue.store import database
from offline_queue.store.database import Database
from tests.support import cheap_parts


def _told(path: Path) -> tuple[list[str], list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        settings = ("user_version", "page_size", "auto_vacuum", "journal_mode", "encoding", "application_id")
        values = [connection.execute(f"PRAGMA {name}").fetchone() for name in settings]
        return list(connection.iterdump()), values


def test_a_copied_queue_is_one_that_migrations_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, copied = tmp_path / "made" / "queue.sqlite", tmp_path / "copied" / "queue.sqlite"
    for path, make in ((made, cheap_parts.make_queue), (copied, cheap_parts.copy_queue)):
        make(path)
    assert (made.stat().st_size, copied.stat().st_size > 0) == (0, True)
    modes = [(path.stat().st_mode, path.parent.stat().st_mode) for path in (made, copied)]
    assert modes[0] == modes[1]
    for path, make in ((made, cheap_parts.make_queue), (copied, cheap_parts.copy_queue)):
        monkeypatch.setattr(database, "_create", make)
        Database.open(path).close()
    # Each has a name of its own, which is given when it is first opened.
    (dump, settings), (other_dump, other_settings) = _told(made), _told(copied)
    assert settings == other_settings
    differ = [pair for pair in zip(dump, other_dump, strict=True) if pair[0] != pair[1]]
    assert all("INSERT INTO" in line for pair in differ for line in pair)
    assert len({line for pair in differ for line in pair}) == 2 * len(differ)


def test_it_leaves_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "queue.sqlite"
    path.write_bytes(b"somebody's")
    cheap_parts.copy_queue(path)
    assert path.read_bytes() == b"somebody's"
    assert list(tmp_path.iterdir()) == [path]
