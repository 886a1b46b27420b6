"""The life of a dossier in the queue: which state may follow which, each change with its event."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import IllegalTransitionError
from offline_queue.store import audit_log

State = DeliveryState
_FROM_NETWORK = frozenset(
    {State.WAITING, State.BLOCKED_CREDENTIALS, State.BLOCKED_CLOCK, State.REJECTED, State.DAMAGED}
)
TRANSITIONS: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.DAMAGED, State.PURGED}),
    State.SENDING: _FROM_NETWORK | {State.SENDING, State.UPLOADED, State.ACCEPTED},
    State.UPLOADED: _FROM_NETWORK | {State.SENDING, State.ACCEPTED},
    State.WAITING: frozenset({State.SENDING, State.QUEUED, State.DAMAGED, State.PURGED}),
    State.BLOCKED_CREDENTIALS: frozenset({State.SENDING, State.QUEUED, State.DAMAGED, State.PURGED}),
    State.BLOCKED_CLOCK: frozenset({State.SENDING, State.QUEUED, State.DAMAGED, State.PURGED}),
    State.REJECTED: frozenset({State.QUEUED, State.PURGED}),
    State.DAMAGED: frozenset({State.QUEUED, State.PURGED}),
    State.ACCEPTED: frozenset({State.PURGED, State.REJECTED}),
    State.PURGED: frozenset(),
}
"""Only a person takes a dossier back out of REJECTED or DAMAGED, never the daemon. Only a person, on a ground
of law, takes one that was not delivered to PURGED (store/ending.py). ACCEPTED becomes REJECTED when the
portal turns out not to have it any more."""


def move(
    connection: sqlite3.Connection,
    dossier_id: int,
    state: State,
    cause: str,
    *,
    at: datetime,
    actor: str,
    attempts: int = 0,
    failures: int = 0,
    columns: Mapping[str, str | int] | None = None,
) -> None:
    """Change the state inside the caller's transaction, with its event. Raises `IllegalTransitionError`."""
    row = connection.execute("SELECT state FROM dossier WHERE id = ?", (dossier_id,)).fetchone()
    before = State(row["state"])
    if state not in TRANSITIONS[before]:
        raise IllegalTransitionError(
            f"dossier {dossier_id}: {before} cannot become {state}; nothing was changed"
        )
    connection.execute(
        "UPDATE dossier SET state = ?, attempts = attempts + ?, failures = failures + ? WHERE id = ?",
        (state, attempts, failures, dossier_id),
    )
    attempt = update_columns(connection, dossier_id, columns or {})
    audit_log.append(
        connection,
        dossier_id=dossier_id,
        at=at,
        actor=actor,
        name=state.value,
        attempt=attempt,
        cause=cause,
    )


def note(
    connection: sqlite3.Connection,
    dossier_id: int,
    name: str,
    cause: str,
    *,
    at: datetime,
    columns: Mapping[str, str | int],
) -> None:
    """Write down what a person did to a dossier whose state stays."""
    attempt = update_columns(connection, dossier_id, columns)
    audit_log.append(
        connection,
        dossier_id=dossier_id,
        at=at,
        actor="technician",
        name=name,
        attempt=attempt,
        cause=cause,
    )


def update_columns(connection: sqlite3.Connection, dossier_id: int, columns: Mapping[str, str | int]) -> int:
    """Write columns (names are the store's own) and give the number of attempts."""
    for name, value in columns.items():
        connection.execute(f"UPDATE dossier SET {name} = ? WHERE id = ?", (value, dossier_id))  # noqa: S608  own names
    return int(connection.execute("SELECT attempts FROM dossier WHERE id = ?", (dossier_id,)).fetchone()[0])
