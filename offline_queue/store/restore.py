"""Puts a backup in the queue's place. What stood there is kept beside it, whole; nothing is deleted.

A backup says of itself that it is one, so the next opening begins a new generation (`generation.py`): no code
that was given out since is given out again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from offline_queue.contract.errors import (
    DamagedDatabaseError,
    QueueError,
    QueueFullError,
    QueueUnavailableError,
)
from offline_queue.store import generation, integrity, queries
from offline_queue.store.database import FILE_MODE, check_version, free_bytes, typed_errors

_BUSY_S = 5.0
_LOG, _INDEX = "-wal", "-shm"
_UNDELIVERED = frozenset(one.value for one in (*queries.OPEN_STATES, *queries.ATTENTION_STATES))


class RestoreRefusedError(QueueError):
    """Something would be missing afterwards, or the file is another kiosk's. Nothing was changed."""

    code = "queue.restore_refused"


class LaterDossiersError(RestoreRefusedError):
    """What was not delivered yet would be missing."""

    code = "queue.restore_later"


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


def restore(
    backup: BinaryIO, place: Path, kiosk_id: str, accepted_loss: int | None, now: datetime
) -> Restored:
    """Put the backup, open for reading, in the queue's place, which no program may have open.

    `accepted_loss`: how many undelivered dossiers of the queue that stands there are not in the backup; it
    must be the number there is. Raises `QueueError`; the queue is then as it was.
    """
    fresh = place.with_name(f"{place.name}.restoring")
    try:
        _copy(backup, fresh)
        coming = _states_of_copy(fresh, kiosk_id)
        standing, unreadable = _states_of_queue(place)
        later = [
            code for uid, (code, state) in standing.items() if uid not in coming and state in _UNDELIVERED
        ]
        if later and accepted_loss != len(later):
            raise LaterDossiersError(
                f"{len(later)} undelivered dossiers are not in the backup ({', '.join(later[:5])}): deliver "
                f"or export them first, or say --lose {len(later)} (they stay in the file that is kept); "
                "nothing was changed"
            )
        kept = _exchange(fresh, place, now)
    finally:
        for suffix in ("", _LOG, _INDEX):
            with contextlib.suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    return Restored(len(coming), kept, unreadable)


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
        with contextlib.closing(sqlite3.connect(fresh)) as connection:
            found = _states(connection)
            with contextlib.suppress(sqlite3.OperationalError):
                # A backup of an old program has no room for the mark; it does not fit the marker either.
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
        _sync(fresh)
    return found


def _states_of_queue(place: Path) -> tuple[dict[str, tuple[str, str]], str]:
    """Give what stands in the queue now, and why that cannot be told."""
    if not place.exists():
        return {}, ""
    try:
        with contextlib.closing(sqlite3.connect(place, timeout=_BUSY_S)) as connection:
            found = _states(connection)
            # So that the file alone is the queue; what stands in its log would be lost without it.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return {}, "a word in it is no text" if isinstance(error, UnicodeDecodeError) else str(error)
    return found, ""


def _states(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute("SELECT reference_uid, provisional_code, state FROM dossier ORDER BY id")
    return {str(uid): (str(code), str(state)) for uid, code, state in rows}


def _exchange(fresh: Path, place: Path, now: datetime) -> Path | None:
    """Move the backup in. Cut off anywhere, the queue that stood there is whole under one of its names."""
    with typed_errors():
        kept = None
        if place.exists():
            kept = place.with_name(f"{place.name}.before-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
            for suffix in _side_files(place):
                os.link(place.with_name(place.name + suffix), kept.with_name(kept.name + suffix))
            _sync(place.parent)
        for suffix in (_LOG, _INDEX):
            # The log of the queue before would be played into the one that comes.
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        fresh.replace(place)
        _sync(place.parent)
    return kept


def _side_files(place: Path) -> Iterator[str]:
    for suffix in ("", _LOG):
        if place.with_name(place.name + suffix).exists():
            yield suffix


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
