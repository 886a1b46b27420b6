"""Puts a backup in the queue's place. What stood there is kept beside it, whole; nothing is deleted.

A backup says of itself that it is one, so the next opening begins a new generation (`generation.py`): no code
that was given out since is given out again. What the queue that stood there knows of the backup's dossiers is
carried into it (`carrying_over.py`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from configuration.write import sync_path
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import (
    DamagedDatabaseError,
    QueueBusyError,
    QueueError,
    QueueFullError,
    QueueReadOnlyError,
    QueueUnavailableError,
)
from offline_queue.store import generation, integrity, kept_queues, queries, schema
from offline_queue.store.carrying_over import Carried, Standing, carry_over
from offline_queue.store.database import FILE_MODE, check_version, free_bytes, typed_errors
from offline_queue.store.lease import Lease

_BUSY_S = 5.0
_LOG, _INDEX = "-wal", "-shm"
_PURGED = DeliveryState.PURGED.value
_UNDELIVERED = frozenset(one.value for one in (*queries.OPEN_STATES, *queries.ATTENTION_STATES))


class RestoreRefusedError(QueueError):
    """Something would be missing afterwards, or the file is another kiosk's. Nothing was changed."""

    code = "queue.restore_refused"


class LaterDossiersError(RestoreRefusedError):
    """What was not delivered yet would be missing."""

    code = "queue.restore_later"


class DoubtfulDossiersError(RestoreRefusedError):
    """Nobody can tell what became of the backup's dossiers since."""

    code = "queue.restore_doubtful"


class OtherKiosksBackupError(RestoreRefusedError):
    """The file is another kiosk's."""

    code = "queue.restore_other"


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands there now."""

    dossiers: int
    kept: Path | None
    """The queue that stood there before; None when there was none."""
    unreadable: str = ""
    """Why nobody could tell what stood in it, "" when somebody could."""
    carried: int = 0
    """Of the dossiers, those whose newer state was taken over from it."""
    done: int = 0
    """Beside them, those that only it had and that are done: they came along."""


def restore(
    backup: BinaryIO,
    place: Path,
    kiosk_id: str,
    accepted_loss: int | None,
    now: datetime,
    *,
    accepted_again: int | None = None,
) -> Restored:
    """Put the backup, open for reading, in the queue's place, which no program may have open.

    `accepted_loss`: how many undelivered dossiers of the queue that stands there, or was kept before, are not
    in the backup; `accepted_again`: how many dossiers of the backup are alive in it while nobody can tell
    what became of them since. Each must be the number there is. Raises `QueueError`; the queue is then as it
    was.
    """
    fresh = place.with_name(f"{place.name}.restoring")
    lease = Lease(place)
    try:
        alone = lease.take()
    except QueueUnavailableError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EROFS:
            raise QueueReadOnlyError(f"{place}: the disk may not be written; nothing was changed") from error
        raise
    if not alone:
        raise QueueBusyError(f"{place}: kiosk-sync runs; stop it first; nothing was changed")
    try:
        _copy(backup, fresh)
        coming = _states_of_copy(fresh, kiosk_id)
        with _held(place) as (standing, unreadable):
            known, told = _carried(standing, fresh, now)
            _check_loss(place, known, coming, accepted_loss)
            alive = _states_of_file(fresh)
            doubtful = [
                code
                for uid, (code, state) in alive.items()
                if state != _PURGED and uid not in {*told.both, *told.done}
            ]
            if doubtful and accepted_again != len(doubtful):
                raise DoubtfulDossiersError(
                    f"{len(doubtful)} dossiers of the backup ({', '.join(doubtful[:5])}) may have been "
                    "delivered, withdrawn or erased since, and what stands there cannot tell: the "
                    "portal knows one again by its reference, but where staff gave it another number since "
                    "it would stand there twice, and one that was withdrawn is handed in; look them up at "
                    f"the portal first, then say --resend {len(doubtful)}; nothing was changed"
                )
            kept = _exchange(fresh, place, now)
    finally:
        lease.give_back()
        for suffix in ("", _LOG, _INDEX):
            with contextlib.suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    return Restored(len(coming), kept, unreadable, len(told.both), len(told.done))


def _check_loss(
    place: Path,
    known: dict[str, tuple[str, str]],
    coming: dict[str, tuple[str, str]],
    accepted_loss: int | None,
) -> None:
    later = [code for uid, (code, state) in known.items() if uid not in coming and state in _UNDELIVERED]
    later += [one.code for one in kept_queues.kept_beside(place, {*known, *coming}).dossiers]
    if later and accepted_loss != len(later):
        raise LaterDossiersError(
            f"{len(later)} undelivered dossiers are not in the backup ({', '.join(later[:5])}): deliver "
            f"or export them first, or say --lose {len(later)} (they stay in the file that is kept, "
            "`kioskctl queue list` counts them); nothing was changed"
        )


def _carried(
    standing: Standing | None, fresh: Path, now: datetime
) -> tuple[dict[str, tuple[str, str]], Carried]:
    """Give what stands there, and of which dossiers it told surely what became of them."""
    if standing is None:
        return {}, Carried()
    version = schema.version_of(standing.connection)
    if version != schema.VERSION:
        raise RestoreRefusedError(
            f"the queue that stands there is of another program (version {version}, this one writes "
            f"{schema.VERSION}): start kiosk-sync once and stop it, then restore; nothing was changed"
        )
    known = _states(standing.connection)
    try:
        with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            carried = carry_over(standing, connection, now)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if standing.sound:
            raise RestoreRefusedError(
                f"what is known of the backup's dossiers does not fit into it ({error}); nothing was changed"
            ) from error
        carried = Carried()
    with typed_errors():
        sync_path(fresh)
    # A damaged file may tell an older state: of what it calls alive nobody knows.
    return known, carried if standing.sound else Carried(done=carried.done)


def _copy(backup: BinaryIO, fresh: Path) -> None:
    """Copy it beside the queue, on the queue's own disk: a stick may be pulled out."""
    with typed_errors():
        size = os.fstat(backup.fileno()).st_size
        fresh.unlink(missing_ok=True)
    if not size:
        raise DamagedDatabaseError("the backup is an empty file; nothing was changed")
    if free_bytes(fresh) < size:
        raise QueueFullError(f"{fresh.parent}: no room for a backup of {size} bytes; nothing was changed")
    with typed_errors():
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(fresh, flags, FILE_MODE), "wb") as target:
            for piece in _pieces(backup):
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        # Whatever the umask of the command's user is: screen and daemon both write it.
        fresh.chmod(FILE_MODE)


def _pieces(backup: BinaryIO) -> Iterator[bytes]:
    while True:
        try:
            piece = backup.read(1 << 20)
        except OSError as error:
            raise QueueUnavailableError(
                f"the backup cannot be read to its end ({error.strerror}): is the stick still in? "
                "nothing was changed"
            ) from error
        if not piece:
            return
        yield piece


def _states_of_copy(fresh: Path, kiosk_id: str) -> dict[str, tuple[str, str]]:
    """Look whether it is a whole queue of this kiosk, and mark it as a copy. Raises `QueueError`."""
    check_version(fresh, _BUSY_S)
    integrity.check_structure(fresh)
    try:
        with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            _states(connection)
            # What the standing queue knows is carried into this program's columns.
            schema.migrate(connection)
            found = _states(connection)
            generation.mark_as_copy(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DamagedDatabaseError(
            f"the backup is no queue of a kiosk ({error}); nothing was changed"
        ) from error
    codes = [code for code, _ in found.values() if code]
    if codes and not any(code.startswith(f"TAM-{kiosk_id}-") for code in codes):
        raise OtherKiosksBackupError(
            f"the backup is another kiosk's (its first code is {codes[0]}, this kiosk is {kiosk_id}): "
            "`kioskctl queue import` takes over another kiosk's dossiers; nothing was changed"
        )
    with typed_errors():
        sync_path(fresh)
    return found


@contextlib.contextmanager
def _held(place: Path) -> Iterator[tuple[Standing | None, str]]:
    """Hold the queue that stands there so that nobody else opens it; tells why it cannot be read.

    Only a connection that is alone may leave the log: that is the lock, whoever runs the command.
    """
    if not place.exists():
        yield None, ""
        return
    with contextlib.closing(sqlite3.connect(place, timeout=_BUSY_S, isolation_level=None)) as connection:
        try:
            standing, unreadable = _standing(connection, place)
            yield standing, unreadable
        finally:
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
                connection.execute("PRAGMA locking_mode = NORMAL").fetchone()
                connection.execute("PRAGMA journal_mode = WAL").fetchone()


def _standing(connection: sqlite3.Connection, place: Path) -> tuple[Standing | None, str]:
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        # So that the file alone is the queue, too; what stands in its log would be lost without it.
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        # In this mode the first transaction takes the lock, and keeps it.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        _states(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise QueueBusyError(
                f"{place}: another program has it open; stop kiosk and kiosk-sync; nothing was changed"
            ) from error
        return None, "a word in it is no text" if isinstance(error, UnicodeDecodeError) else str(error)
    try:
        complaints = integrity.complaints(connection)
    except sqlite3.DatabaseError as error:
        # Its rows may still be read, one by one.
        complaints = (str(error),)
    return Standing(connection, sound=not complaints), complaints[0] if complaints else ""


def _states_of_file(path: Path) -> dict[str, tuple[str, str]]:
    with typed_errors(), contextlib.closing(sqlite3.connect(path)) as connection:
        return _states(connection)


def _states(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute("SELECT reference_uid, provisional_code, state FROM dossier ORDER BY id")
    return {str(uid): (str(code), str(state)) for uid, code, state in rows}


def _exchange(fresh: Path, place: Path, now: datetime) -> Path | None:
    """Move the backup in. Cut off anywhere, the queue that stood there is whole under one of its names."""
    with typed_errors():
        kept = None
        if place.exists():
            kept = kept_queues.name_of_kept(place, now)
            for suffix in _side_files(place):
                os.link(place.with_name(place.name + suffix), kept.with_name(kept.name + suffix))
            sync_path(place.parent)
        for suffix in (_LOG, _INDEX):
            # The log of the queue before would be played into the one that comes.
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        fresh.replace(place)
        sync_path(place.parent)
    return kept


def _side_files(place: Path) -> Iterator[str]:
    for suffix in ("", _LOG):
        if place.with_name(place.name + suffix).exists():
            yield suffix
