"""The queues that a restore kept beside the one in use (`….before-…`), and what only they hold."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from offline_queue.contract.errors import QueueError
from offline_queue.store import queries
from offline_queue.store.database import Database, typed_errors
from offline_queue.store.read_only import looking

_MARK = ".before-"
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


def kept_beside(place: Path, known: Collection[str]) -> KeptQueues:
    """Look into every kept queue, the newest first: what it says of a dossier counts.

    `known`: references that the queue in use has, whatever became of them.
    """
    try:
        files = sorted(
            (
                one
                for one in place.parent.glob(f"{place.name}{_MARK}*")
                if not one.name.endswith(_SIDE) and one.is_file() and not one.is_symlink()
            ),
            reverse=True,
        )
    except OSError:
        return KeptQueues()
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
    return KeptQueues(tuple(files), tuple(found), tuple(unreadable))


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
