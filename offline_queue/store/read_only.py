"""Opens the queue for looking only, also where nothing can be written: a disk that is full or read-only."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from offline_queue.contract.errors import QueueUnavailableError
from offline_queue.store import schema
from offline_queue.store.database import Database, check_version, typed_errors

_BUSY_S = 5.0


@contextlib.contextmanager
def looking(path: Path) -> Iterator[Database]:
    """Open the queue; not one byte is written beside it. Raises `QueueError`.

    SQLite wants an index of the log even for reading. Where it cannot make one and there is no log, the file
    is read as it stands; where there is one, file and log are copied to the system's temporary folder.
    """
    check_version(path, _BUSY_S)
    with contextlib.ExitStack() as stack:
        with typed_errors():
            connection = _connected(path, stack)
            connection.row_factory = sqlite3.Row
        stack.callback(connection.close)
        with typed_errors():
            version = schema.version_of(connection)
        if version < schema.VERSION:
            raise QueueUnavailableError(
                f"{path}: written by an older program; start kiosk-sync once, which brings it forward"
            )
        yield Database(connection, path)


def _connected(path: Path, stack: contextlib.ExitStack) -> sqlite3.Connection:
    with contextlib.suppress(sqlite3.OperationalError):
        return _open(path, "mode=ro")
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return _open(path, "mode=ro&immutable=1")
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-queue-")))
    for one in (path, log):
        shutil.copyfile(one, folder / one.name)
    return _open(folder / path.name, "mode=rw")


def _open(path: Path, how: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
    )
    try:
        # SQLite opens the log's files with the first question.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
