"""One SQLite file, opened the same way by screen, daemon and technician."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from offline_queue.contract.errors import (
    DamagedDatabaseError,
    NewerDatabaseError,
    QueueBusyError,
    QueueError,
    QueueFullError,
    QueueReadOnlyError,
    QueueReplacedError,
    QueueUnavailableError,
)
from offline_queue.store import generation, schema
from offline_queue.store.file_identity import FileIdentity

DIRECTORY_MODE = 0o2770
FILE_MODE = 0o660
_PAGE_BYTES = 8_192
"""Bytes of a page of the file. A scan fills many pages, which are written faster when they are large; a small
commit writes a whole page for a few bytes, which is faster when they are small."""
_LOG_BYTES = 67_108_864
"""64 MB that the log keeps between checkpoints: syncing a file that grows takes longer."""
_CHECKPOINT_PAGES = 1_024
"""8 MB: small commits go over the same places of the log again, which syncs faster than a log that grows."""
_REPLACED = (
    "{}: the file, its -wal or its -shm was removed, moved or swapped while it was open; nothing more is "
    "stored, put the right files back and start the kiosk and kiosk-sync again"
)
_LEAST_ROOM = 65_536
"""Bytes: the index of the log and its first page."""
_PRIMARY_CODE = 0xFF
"""The low byte of SQLite's extended error codes."""
_ERRORS: dict[int, tuple[type[QueueError], str]] = {
    sqlite3.SQLITE_FULL: (QueueFullError, "the disk has no room left; nothing was stored, make room"),
    sqlite3.SQLITE_READONLY: (
        QueueReadOnlyError,
        "the queue may not be written; check owner, mode and mount",
    ),
    sqlite3.SQLITE_BUSY: (QueueBusyError, "another program holds the queue; nothing was stored, try again"),
    sqlite3.SQLITE_LOCKED: (QueueBusyError, "another program holds the queue; nothing was stored, try again"),
    sqlite3.SQLITE_CORRUPT: (DamagedDatabaseError, "SQLite finds the queue damaged; it is left as it is"),
    sqlite3.SQLITE_NOTADB: (DamagedDatabaseError, "the file is not a queue; it is left as it is"),
    sqlite3.SQLITE_CANTOPEN: (QueueUnavailableError, "the queue cannot be opened; check the directory"),
}


class Database:
    """A connection that several threads of one process may share; each transaction holds it alone."""

    def __init__(self, connection: sqlite3.Connection, path: Path, lineage: str = "") -> None:
        """`lineage`: the file's generation; "" for one that is only read."""
        self._connection = connection
        self.path = path
        self.lineage = lineage
        self._identity = FileIdentity(path)
        self._lock = threading.RLock()
        self._copies_back = True
        """Whether a commit copies the log back into the file when it has grown long (a checkpoint)."""

    @classmethod
    def open(cls, path: Path, *, busy_s: float = 5.0) -> Database:
        """Open or make the file and bring it to this program's version.

        Raises `NewerDatabaseError` and `DamagedDatabaseError` without touching the file, else a `QueueError`.
        """
        check_version(path, busy_s)
        try:
            with typed_errors():
                _create(path)
                connection = _connect(path, busy_s)
                try:
                    lineage = generation.settle(connection, path, datetime.now(UTC))
                except BaseException:
                    connection.close()
                    raise
        except QueueUnavailableError as error:
            if free_bytes(path) < _LEAST_ROOM:
                # SQLite calls it an input/output error when its log's index finds no room.
                raise QueueFullError(
                    f"{path}: the disk is full; nothing was changed: take away what is not the kiosk's, "
                    "or copies that are no longer needed, then do it again"
                ) from error
            if _may_be_written(path):
                raise
            # SQLite's message does not tell more than that the log's index cannot be opened.
            raise QueueReadOnlyError(
                f"{path}: the disk or the directory may not be written; nothing was changed, "
                "check mount, owner and mode"
            ) from error
        return cls(connection, path, lineage)

    def same_file(self) -> bool:
        """Whether what is open still is the file that stands there."""
        return self._identity.same()

    @contextlib.contextmanager
    def writing_quickly(self) -> Iterator[sqlite3.Connection]:
        """As `writing`, but without a checkpoint: a later, smaller transaction copies the log back."""
        with self._lock:
            if self._copies_back:
                self.run("PRAGMA wal_autocheckpoint = 0")
                self._copies_back = False
            with self._transaction() as connection:
                yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One short transaction: all of it or nothing."""
        with self._lock:
            self._copy_back_again()
            with self._transaction() as connection:
                yield connection

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with typed_errors():
            self._check_file()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._check_lineage()
                yield self._connection
                self._connection.execute("COMMIT")
                # Only now: a file that was taken away meanwhile has taken the commit with it.
                self._check_file()
            except BaseException:
                # After a full disk SQLite may have rolled back already, so that this fails. The first error
                # is the one to report.
                with contextlib.suppress(sqlite3.Error):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read in one transaction, so that all statements see the same state."""
        with self._lock, typed_errors():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")

    def run(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        """Run one statement outside a transaction (pragmas, checkpoints)."""
        with self._lock, typed_errors():
            return self._connection.execute(statement, parameters).fetchall()

    def put(self, statement: str, parameters: tuple[Any, ...]) -> None:
        """Run one statement as a transaction of its own, with the least overhead."""
        with self._lock:
            self._copy_back_again()
            try:
                self._connection.execute(statement, parameters)
            except (sqlite3.Error, OSError) as error:
                _raise_typed(error)
            self._check_file()

    def _copy_back_again(self) -> None:
        """Copy the log back if it is long: an earlier transaction left that out, to return sooner."""
        if not self._copies_back:
            self.run(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
            self._copies_back = True

    def _check_lineage(self) -> None:
        """Notice another file's contents under the same inode."""
        if self.lineage and not generation.same(self._connection, self.lineage):
            raise QueueReplacedError(_REPLACED.format(self.path))

    def _check_file(self) -> None:
        if not self._identity.same():
            raise QueueReplacedError(_REPLACED.format(self.path))

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for SQLite's backup interface."""
        return self._connection

    def close(self) -> None:
        """Close the file."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._connection.close()


@contextlib.contextmanager
def typed_errors() -> Iterator[None]:
    """Turn SQLite's and the system's errors into the queue's."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        _raise_typed(error)
    except UnicodeDecodeError as error:
        # SQLite's own sentence quotes the file, which a damaged disk or somebody else wrote.
        raise DamagedDatabaseError(
            "the queue is damaged, a word in it is no text; it is left as it is"
        ) from error


def _raise_typed(error: sqlite3.Error | OSError) -> NoReturn:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
        kind, text = _ERRORS.get(
            code, (QueueUnavailableError, "the queue cannot be used now; nothing was stored")
        )
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError) and code not in _ERRORS:
            raise error
        raise kind(f"{text} ({error})") from error
    kind = {28: QueueFullError, 122: QueueFullError, 30: QueueReadOnlyError, 13: QueueReadOnlyError}.get(
        error.errno or 0, QueueUnavailableError
    )
    raise kind(f"{error.filename or 'the queue'}: {error.strerror}; nothing was stored") from error


def free_bytes(path: Path) -> int:
    """Give the bytes that this user may still write on the file's disk."""
    with typed_errors():
        figures = os.statvfs(path.parent)
    return figures.f_bavail * figures.f_frsize


def check_version(path: Path, busy_s: float) -> None:
    """Look at the file before SQLite may write a byte.

    Through SQLite, never through `open`: closing any other handle of the file drops the locks that this
    process's connections hold on it (POSIX), and another process would then take away the log they use.
    """
    with typed_errors():
        if not path.exists():
            return
        found = path.stat()
    # SQLite would wait for ever for somebody who writes into a pipe.
    if not stat.S_ISREG(found.st_mode):
        raise DamagedDatabaseError(f"{path}: no plain file, left untouched; move it away")
    if found.st_size == 0:
        return
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=busy_s)) as connection:
            version = schema.version_of(connection)
    except sqlite3.OperationalError:
        # Busy or not readable: the real opening that follows reports that with its own error.
        return
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DamagedDatabaseError(
            f"{path}: not a queue, left untouched; put the right file there or move it away"
        ) from error
    if version > schema.VERSION:
        raise NewerDatabaseError(
            f"{path}: written by a newer program (version {version}, this one knows {schema.VERSION}); "
            "left untouched, install the newer program"
        )


def _create(path: Path) -> None:
    """Make directory and file with the modes that two users of one group need; the log inherits them."""
    try:
        path.parent.mkdir(parents=True)
    except FileExistsError:
        pass
    else:
        path.parent.chmod(DIRECTORY_MODE)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    except FileExistsError:
        return
    try:
        if stat.S_IMODE(os.fstat(handle).st_mode) != FILE_MODE:
            os.fchmod(handle, FILE_MODE)
        os.fsync(handle)
    finally:
        os.close(handle)
    directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _connect(path: Path, busy_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_s, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        _configure(connection)
        schema.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _may_be_written(path: Path) -> bool:
    return all(os.access(one, os.W_OK) for one in (path.parent, path) if one.exists())


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
