"""Backups through SQLite's own interface, while others write. A backup is complete or absent."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from configuration.write import sync_path
from offline_queue.contract.errors import QueueFullError
from offline_queue.store import generation
from offline_queue.store.database import FILE_MODE, Database, free_bytes, typed_errors

_PREFIX, _SUFFIX = "outbox-", ".sqlite"


def back_up(database: Database, folder: Path, now: datetime, *, kept: int) -> Path:
    """Write a backup and drop all but the newest `kept`. Gives its path. Raises `QueueError`."""
    with typed_errors():
        folder.mkdir(parents=True, exist_ok=True)
    name = f"{_PREFIX}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{_SUFFIX}"
    path = folder / name
    for left in folder.glob(f"{_PREFIX}*{_SUFFIX}.unfinished*"):
        # An unfinished file of a backup that was killed.
        with typed_errors():
            left.unlink(missing_ok=True)
    write_copy(database, path)
    # Sorted by name, not by the file's date. The backup just made is never dropped, even if a wrong clock
    # named it.
    older = sorted(one for one in folder.glob(f"{_PREFIX}*{_SUFFIX}") if one != path)
    for one in older[: max(0, len(older) - (kept - 1))]:
        with typed_errors():
            one.unlink(missing_ok=True)
    return path


def write_copy(database: Database, path: Path, *, through: sqlite3.Connection | None = None) -> None:
    """Write a copy of the queue that is whole or not there. Raises `QueueError`.

    `through`: a connection that is open already, also one for looking only, which needs no room on the
    queue's disk; None opens the queue once more, so that its usual connection stays free meanwhile. What
    stands at the place of the unfinished copy is removed, never followed.
    """
    with typed_errors():
        size = database.path.stat().st_size
    if free_bytes(path) < size:
        raise QueueFullError(f"{path.parent}: no room for a backup of {size} bytes; nothing was changed")
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with typed_errors():
            unfinished.unlink(missing_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(unfinished, flags, FILE_MODE)
            os.close(handle)
            with contextlib.closing(sqlite3.connect(unfinished)) as target:
                with contextlib.ExitStack() as stack:
                    source = through
                    if source is None:
                        source = sqlite3.connect(database.path, timeout=10.0, check_same_thread=False)
                        stack.callback(source.close)
                    source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
                generation.mark_as_copy(target)
            sync_path(unfinished)
            unfinished.replace(path)
            sync_path(path.parent)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
