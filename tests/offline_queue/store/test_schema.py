"""Every earlier version comes forward; a newer or foreign file is refused and not touched."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_queue.contract.errors import DamagedDatabaseError, NewerDatabaseError, QueueReadOnlyError
from offline_queue.store import schema
from offline_queue.store.database import Database


def _tables(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, " ".join(sql.split())) for kind, sql in rows}


@pytest.mark.parametrize("version", range(schema.VERSION + 1))
def test_from_every_version(tmp_path: Path, version: int) -> None:
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(fresh)
    path = tmp_path / "queue.sqlite"
    old = sqlite3.connect(path, isolation_level=None)
    schema.migrate(old, until=version)
    assert schema.version_of(old) == version
    if version:
        old.execute("INSERT INTO counter (name, value) VALUES ('kept', 7)")
    old.close()
    database = Database.open(path)
    with database.reading() as connection:
        assert schema.version_of(connection) == schema.VERSION
        assert _tables(connection) == _tables(fresh)
        kept = connection.execute("SELECT value FROM counter WHERE name = 'kept'").fetchone()
    assert (kept is None) is (version == 0)


def test_a_newer_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "queue.sqlite"
    newer = sqlite3.connect(path)
    newer.execute("CREATE TABLE future (x)")
    newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    newer.close()
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(NewerDatabaseError):
        Database.open(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [file.name for file in tmp_path.iterdir()] == ["queue.sqlite"]


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0", b"\0" * 4096])
def test_another_file_is_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "queue.sqlite"
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        Database.open(path)
    assert path.read_bytes() == content


def test_a_failed_migration_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*schema.MIGRATIONS, "CREATE TABLE added (x); CREATE TABLE counter (x);")
    connection = sqlite3.connect(tmp_path / "queue.sqlite", isolation_level=None)
    schema.migrate(connection)
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, until=len(broken))
    assert schema.version_of(connection) == len(broken) - 1
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'added'").fetchall()


def test_a_directory_that_may_not_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(Exception, match="nothing was stored"):
        Database.open(blocked / "queue.sqlite")


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A disk that was mounted read-only; without the right to mount, a directory of that mode."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = False
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
            mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        if not mounted:
            pytest.skip("root may write everywhere, and may not mount here")
    Database.open(place / "queue.sqlite").close()
    if mounted:
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    else:
        place.chmod(0o555)
    yield place
    if mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)
    else:
        place.chmod(0o755)


def test_a_read_only_disk(read_only_folder: Path) -> None:
    with pytest.raises(
        QueueReadOnlyError, match=r"queue\.sqlite: the disk or the directory may not be written"
    ):
        Database.open(read_only_folder / "queue.sqlite")
    assert sorted(file.name for file in read_only_folder.iterdir()) == [
        "queue.sqlite",
        "queue.sqlite.generation",
    ]


def test_a_read_only_file(tmp_path: Path) -> None:
    path = tmp_path / "queue.sqlite"
    Database.open(path).close()
    database = Database.open(path)
    database.run("PRAGMA query_only = ON")
    with pytest.raises(QueueReadOnlyError), database.writing() as connection:
        connection.execute("INSERT INTO counter (name, value) VALUES ('x', 1)")
