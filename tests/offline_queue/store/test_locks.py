"""No process takes the log away from another that still uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from offline_queue.contract.errors import QueueError
from offline_queue.store.database import Database

OTHER = """
import sys
from pathlib import Path
from offline_queue.store.database import Database
database = Database.open(Path(sys.argv[1]))
with database.writing() as connection:
    connection.execute("INSERT INTO counter (name, value) VALUES (?, 1)", (sys.argv[2],))
database.close()
"""


def _other_process(path: Path, name: str) -> None:
    subprocess.run([sys.executable, "-c", OTHER, str(path), name], check=True)


def test_opening_twice_keeps_the_locks_of_the_first(tmp_path: Path) -> None:
    """POSIX drops a process's locks on a file when any handle of it is closed.

    The other process would then close as the last one, and delete the log.
    """
    path = tmp_path / "queue.sqlite"
    first, second = Database.open(path), Database.open(path)
    with first.writing() as connection:
        connection.execute("INSERT INTO counter (name, value) VALUES ('first', 1)")
    log = path.with_name(path.name + "-wal")
    before = log.stat().st_ino
    _other_process(path, "other")
    assert log.stat().st_ino == before
    with second.reading() as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM counter")}
    assert names == {"first", "other"}


@pytest.mark.long("programs are started")
def test_two_processes_make_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "queue.sqlite"
    command = [sys.executable, "-c", OTHER, str(path)]
    others = [subprocess.Popen([*command, f"p{number}"]) for number in range(3)]
    try:
        assert [other.wait(30) for other in others] == [0, 0, 0]
    finally:
        for other in others:
            other.kill()
    database = Database.open(path)
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM counter").fetchone()[0] == 3


def test_errors_name_what_happened() -> None:
    assert {kind.code for kind in QueueError.__subclasses__()} >= {"queue.newer", "queue.full", "queue.busy"}
