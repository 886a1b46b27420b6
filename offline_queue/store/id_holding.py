"""Whether this queue may give out codes under the kiosk's id, as the province last said.

Codes are unique because one queue counts them. A second holder of the id (a copied disk, two kiosks
configured alike) counts the same numbers: the one that the province refuses gives out none until staff have
found out which of the two goes on.
"""

from __future__ import annotations

import sqlite3

from offline_queue.contract.clock import Clock
from offline_queue.contract.errors import IdInUseError
from offline_queue.store import audit_log, daemon_memory, generation
from offline_queue.store.database import Database

_STARTS = "starts"
_IN_USE = "id_in_use"


def begin_start(database: Database) -> int:
    """Count the daemon's starts under this generation; durable before the province is told.

    While the id is disputed the count stands still: starting again must not win the dispute.
    """
    with database.writing() as connection:
        known, _, count = daemon_memory.recall(connection, _STARTS).partition(":")
        number = (daemon_memory.whole_number(count) or 0) if known == database.lineage else 0
        if not in_use(connection):
            number += 1
            daemon_memory.remember(connection, _STARTS, f"{database.lineage}:{number}")
    return number


def in_use(connection: sqlite3.Connection) -> str:
    """Give why another holds the id, "" while nobody does."""
    return daemon_memory.recall(connection, _IN_USE)


def check(connection: sqlite3.Connection, kiosk_id: str) -> None:
    """Raise `IdInUseError` when no code may be given out."""
    why = in_use(connection)
    if why:
        raise IdInUseError(
            f"{kiosk_id}: the province knows another holder of this id ({why}); no code is given out, "
            "what was stored is kept and sent; see `kioskctl queue claim-id`"
        )


def dispute(database: Database, why: str, clock: Clock) -> bool:
    """Keep that the province refused this holder; gives whether that is news."""
    with database.writing() as connection:
        if in_use(connection) == why:
            return False
        daemon_memory.remember(connection, _IN_USE, why, clock.now())
        _note(connection, clock, "id_in_use", why)
    return True


def settle(database: Database, clock: Clock) -> bool:
    """Keep that the province knows this holder; gives whether there was a dispute."""
    with database.reading() as connection:
        if not in_use(connection):
            return False
    with database.writing() as connection:
        daemon_memory.forget(connection, _IN_USE)
        _note(connection, clock, "id_settled", "")
    return True


def claim(database: Database, clock: Clock) -> None:
    """Let this queue begin a new life under the id, at the next opening: a staff member decided so.

    Its counter jumps and its free numbers are dropped, as after a restored backup; the province takes the new
    generation for the one that goes on and refuses the old one from then on, whoever has it.
    """
    with database.writing() as connection:
        generation.let_begin_anew(connection)
        daemon_memory.forget(connection, _IN_USE)
        _note(connection, clock, "id_claimed", "", actor="technician")


def _note(
    connection: sqlite3.Connection, clock: Clock, name: str, cause: str, *, actor: str = "sync"
) -> None:
    audit_log.append(connection, dossier_id=None, at=clock.now(), actor=actor, name=name, cause=cause)
