"""Looking into the queue writes nothing: on a read-only disk, with a log or without, from a copy at worst."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from offline_queue.contract.errors import QueueUnavailableError
from offline_queue.store import queries
from offline_queue.store.backup import write_copy
from offline_queue.store.integrity import check
from offline_queue.store.read_only import looking
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission

KEYS = Keys()


def _tree(folder: Path) -> dict[str, tuple[int, int]]:
    return {one.name: (one.stat().st_mtime_ns, one.stat().st_size) for one in folder.iterdir()}


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A queue of one dossier that nobody has open."""
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    return tmp_path / "queue" / "outbox.sqlite"


def _seen(path: Path) -> list[str]:
    with looking(path) as database, database.reading() as connection:
        return [one.provisional_code for one in queries.listing(connection)]


def test_what_a_running_kiosk_has_is_seen(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    assert len(_seen(tmp_path / "queue" / "outbox.sqlite")) == 1


def test_nothing_can_be_written(closed: Path) -> None:
    with looking(closed) as database, pytest.raises(Exception, match=r"read-?only|may not be written"):  # noqa: SIM117  one block
        with database.writing() as connection:
            connection.execute("DELETE FROM item")


def test_a_folder_that_gives_no_room_for_the_index(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _tree(closed.parent)
    honest = sqlite3.connect

    def connect(target: str, *rest: object, **more: object) -> sqlite3.Connection:
        if str(target).endswith("?mode=ro"):
            raise sqlite3.OperationalError("unable to open database file")
        return honest(target, *rest, **more)  # type: ignore[call-overload, no-any-return]  # as it was called

    monkeypatch.setattr("offline_queue.store.read_only.sqlite3.connect", connect)
    assert len(_seen(closed)) == 1
    assert _tree(closed.parent) == before


def test_a_log_that_was_left_is_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: Path
) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code(), seed=2))
    cut = tmp_path / "cut"
    cut.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{closed}{suffix}", cut / f"outbox.sqlite{suffix}")
    honest = sqlite3.connect

    def connect(target: str, *rest: object, **more: object) -> sqlite3.Connection:
        if str(target).endswith("?mode=ro"):
            raise sqlite3.OperationalError("unable to open database file")
        return honest(target, *rest, **more)  # type: ignore[call-overload, no-any-return]  # as it was called

    monkeypatch.setattr("offline_queue.store.read_only.sqlite3.connect", connect)
    assert len(_seen(cut / "outbox.sqlite")) == 2
    assert sorted(os.listdir(cut)) == ["outbox.sqlite", "outbox.sqlite-wal"]  # noqa: PTH208  names


def test_checking_and_backing_up_need_no_more(closed: Path, tmp_path: Path) -> None:
    with looking(closed) as database:
        assert check(database).sound
        write_copy(database, tmp_path / "copy.sqlite")
    assert len(_seen(tmp_path / "copy.sqlite")) == 1


def test_a_queue_that_vanished_is_an_error_of_the_queue(closed: Path) -> None:
    with looking(closed) as database:
        closed.unlink()
        with pytest.raises(QueueUnavailableError):
            write_copy(database, closed.with_name("copy.sqlite"), through=database.connection)
