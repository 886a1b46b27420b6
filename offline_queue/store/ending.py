"""Ends a dossier by law: withdrawn by the citizen, erased, or returned because the portal refused it.

Its sealed parts and every word of the portal about it are deleted (SQLite overwrites them), and a record
stays: which dossier by its reference, when, on what ground, and which consent it rested on. Nothing of that
names the citizen.
"""

from __future__ import annotations

import contextlib
from enum import StrEnum

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import IllegalTransitionError, QueueError
from offline_queue.store import queries, transitions
from offline_queue.store.database import Database
from offline_queue.store.sealed_words import forget_words

State = DeliveryState
_UNDELIVERED = frozenset(
    {
        State.QUEUED,
        State.WAITING,
        State.BLOCKED_CREDENTIALS,
        State.BLOCKED_CLOCK,
        State.REJECTED,
        State.DAMAGED,
    }
)


class Ending(StrEnum):
    """How it ends."""

    WITHDRAWN = "withdrawn"
    """The citizen takes it back before the portal has it (docs/domain/data-protection.md)."""
    ERASED = "erased"
    """The citizen's right to erasure, or the end of the purpose."""
    RETURNED = "returned"
    """The portal refused its content; the citizen was told and has the papers."""


class EndingReason(StrEnum):
    """Why: a word of a list, since free text may name people."""

    CITIZEN = "citizen"
    AUTHORITY = "authority"
    EXPIRED = "expired"


_FROM: dict[Ending, frozenset[State]] = {
    Ending.WITHDRAWN: _UNDELIVERED,
    Ending.ERASED: _UNDELIVERED | {State.ACCEPTED, State.PURGED},
    Ending.RETURNED: frozenset({State.REJECTED, State.DAMAGED}),
}


def ended_everywhere(ended: str, accepted_at: str) -> str:
    """Give how a dossier ended; "" for one that goes on at its authority.

    What was erased after its delivery is gone from this kiosk alone: its citizen follows it, supplements and
    withdraws it here as they would at a kiosk that never had it. `accepted_at`: "" for one never delivered.
    """
    return "" if ended == Ending.ERASED.value and accepted_at else ended


def end(
    database: Database, reference: str, ending: Ending, ground: EndingReason, clock: Clock
) -> DeliveryState:
    """End a dossier; gives the state it had. Ending it again changes nothing.

    Raises `UnknownDossierError`, and `IllegalTransitionError` for a dossier that is under way to the portal,
    or that the portal has: there it is withdrawn with the authority.
    """
    with database.reading() as connection:
        found = queries.record(connection, reference)
    with database.writing() as connection:
        (state, ended, portal_id) = connection.execute(
            "SELECT state, ended, portal_id FROM dossier WHERE id = ?", (found.dossier.id,)
        ).fetchone()
        before = State(state)
        if ended:
            return before
        if before not in _FROM[ending]:
            raise IllegalTransitionError(
                f"{reference}: is {before.value} and cannot be {ending.value} here; nothing was changed"
            )
        connection.execute(
            "DELETE FROM blob WHERE part_id IN (SELECT id FROM part WHERE dossier_id = ?)",
            (found.dossier.id,),
        )
        forget_words(connection, found.dossier.id)
        columns = {"ended": ending.value, "ended_at": stamp(clock.now()), "reason": "", "retry_at": ""}
        cause = f"{ending.value}: {ground.value}" + (", known to the portal" if portal_id else "")
        if before is State.PURGED:
            transitions.note(
                connection, found.dossier.id, ending.value, cause, at=clock.now(), columns=columns
            )
        else:
            transitions.move(
                connection,
                found.dossier.id,
                State.PURGED,
                cause,
                at=clock.now(),
                actor="technician",
                columns=columns,
            )
    with contextlib.suppress(QueueError):
        # What was deleted still stands in the log until it is copied back. Where another program reads just
        # now, the daemon's next checkpoint does it.
        database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    return before
