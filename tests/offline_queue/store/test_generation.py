"""A file that was put back begins a new life: no code and no number of the old one is given out again."""

from __future__ import annotations

import shutil
from pathlib import Path

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.provisional_code import parse
from offline_queue.store import daemon_memory, official_numbers
from offline_queue.store.backup import write_copy
from offline_queue.store.database import Database
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys

KEYS = Keys()


def _open(path: Path) -> Outbox:
    return Outbox.open(path, KEYS.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0)


def _codes(path: Path, count: int) -> list[int]:
    outbox = _open(path)
    found = [parse(outbox.reserve_code()).number for _ in range(count)]
    outbox.close()
    return found


def test_a_queue_that_is_opened_again_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite"
    assert _codes(path, 3) + _codes(path, 2) == [1, 2, 3, 4, 5]


def test_a_backup_that_is_put_back_twice_gives_no_code_again(tmp_path: Path) -> None:
    path, copy = tmp_path / "outbox.sqlite", tmp_path / "copy.sqlite"
    given = _codes(path, 3)
    database = Database.open(path)
    with database.writing() as connection:
        official_numbers.add(connection, "H17.99.01", ["H17.99.01-261124-0001", "H17.99.01-261124-0002"])
        daemon_memory.remember(connection, daemon_memory.NUMBER_REQUEST, "asked")
    write_copy(database, copy)
    database.close()
    given += _codes(path, 150)
    for _ in range(3):
        shutil.copyfile(copy, path)
        fresh = _codes(path, 5)
        assert not set(fresh) & set(given)
        given += fresh
        database = Database.open(path)
        with database.reading() as connection:
            assert official_numbers.free(connection, "H17.99.01") == 0
            assert daemon_memory.recall(connection, daemon_memory.NUMBER_REQUEST) == ""
            names = [row[0] for row in connection.execute("SELECT name FROM event")]
        database.close()
        assert "put_back" in names


def test_a_copy_by_other_means_and_a_file_that_is_gone_are_noticed_too(tmp_path: Path) -> None:
    path, copy = tmp_path / "outbox.sqlite", tmp_path / "copy.sqlite"
    given = _codes(path, 2)
    shutil.copyfile(path, copy)
    given += _codes(path, 200)
    shutil.copyfile(copy, path)
    # The marker beside the file is of the same generation: it knows how far codes may have been given out.
    fresh = _codes(path, 5)
    assert not set(fresh) & set(given)
    path.unlink()
    assert not set(_codes(path, 5)) & {*given, *fresh}


def test_a_marker_that_is_damaged_costs_only_a_jump(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite"
    given = _codes(path, 2)
    path.with_name("outbox.sqlite.generation").write_text("{", encoding="ascii")
    assert not set(_codes(path, 2)) & set(given)
