"""The queues that a restore kept beside the one in use (`….before-…`), and what only they hold."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from offline_queue.contract.errors import QueueError
from offline_queue.store import queries
from offline_queue.store.database import Database, typed_errors
from offline_queue.store.read_only import looking

_MARK = ".before-"
_STAMP = "%Y%m%dT%H%M%SZ"
_SIDE = ("-wal", "-shm", "-journal")
_UNDELIVERED = frozenset(one.value for one in (*queries.OPEN_STATES, *queries.ATTENTION_STATES))


@dataclass(frozen=True, slots=True)
class KeptDossier:
    """An undelivered dossier that the queue in use does not have."""

    reference_uid: str
    code: str
    exported: bool
    file: Path


@dataclass(frozen=True, slots=True)
class KeptQueues:
    """What lies beside a queue."""

    files: tuple[Path, ...] = ()
    dossiers: tuple[KeptDossier, ...] = ()
    unreadable: tuple[Path, ...] = ()
    """Of the files, those of which nobody can tell what stands in them."""

    def days(self, now: datetime) -> int:
        """Give how long the oldest has been kept, by its name; 0 for none."""
        return max((_days(file, now) for file in self.files), default=0)


def name_of_kept(place: Path, now: datetime) -> Path:
    """Give the name under which a queue is kept."""
    return place.with_name(f"{place.name}{_MARK}{now.astimezone(UTC):{_STAMP}}")


def kept_days(place: Path, now: datetime) -> int:
    """Give how many days the oldest kept queue has lain beside this one, without opening any; 0 for none."""
    return KeptQueues(_files(place)).days(now)


def kept_beside(place: Path, known: Collection[str]) -> KeptQueues:
    """Look into every kept queue, the newest first: what it says of a dossier counts.

    `known`: references that the queue in use has, whatever became of them.
    """
    files = _files(place)
    seen = set(known)
    found: list[KeptDossier] = []
    unreadable: list[Path] = []
    for file in files:
        try:
            with looking(file) as database, database.reading() as connection, typed_errors():
                rows = connection.execute(
                    "SELECT reference_uid, provisional_code, state, exported_at <> '' FROM dossier "
                    "ORDER BY id"
                ).fetchall()
        except (QueueError, OSError):
            unreadable.append(file)
            continue
        for uid, code, state, exported in rows:
            if uid not in seen and state in _UNDELIVERED:
                found.append(KeptDossier(uid, code, bool(exported), file))
            seen.add(uid)
    return KeptQueues(files, tuple(found), tuple(unreadable))


def _files(place: Path) -> tuple[Path, ...]:
    try:
        found = [
            one
            for one in place.parent.glob(f"{place.name}{_MARK}*")
            if not one.name.endswith(_SIDE) and one.is_file() and not one.is_symlink()
        ]
    except OSError:
        return ()
    return tuple(sorted(found, reverse=True))


def _days(file: Path, now: datetime) -> int:
    """A name that tells no moment counts as it was written last. A clock that ran back counts no day."""
    try:
        since = datetime.strptime(file.name.partition(_MARK)[2], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        try:
            since = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        except OSError:
            return 0
    return max(0, (now - since).days)


def kept_beside_queue(database: Database) -> KeptQueues:
    """As `kept_beside`, for a queue that is open."""
    with database.reading() as connection:
        known = {str(row[0]) for row in connection.execute("SELECT reference_uid FROM dossier")}
    return kept_beside(database.path, known)


def forget_kept(found: KeptQueues) -> int:
    """Delete the kept queues with their logs; gives how many there were. Raises `QueueError`."""
    with typed_errors():
        for file in found.files:
            for suffix in (*_SIDE, ""):
                with contextlib.suppress(FileNotFoundError):
                    file.with_name(file.name + suffix).unlink()
    return len(found.files)
