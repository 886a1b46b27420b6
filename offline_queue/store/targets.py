"""Which dossier a request is about, where it went through this queue."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from offline_queue.contract.dossier import DeliveryState
from offline_queue.store.ending import ended_everywhere


@dataclass(frozen=True, slots=True)
class Target:
    """The dossier that a request is about."""

    state: DeliveryState
    reference_uid: str
    portal_id: str
    ended: str
    """How it ended, at the portal too; "" when it did not."""


def target(connection: sqlite3.Connection, wanted: str) -> Target | None:
    """Give a dossier by its uid or one of its codes; None when it is not one of this queue's."""
    row = connection.execute(
        "SELECT state, reference_uid, portal_id, ended, accepted_at FROM dossier WHERE kind = 'dossier' AND "
        # "" is no code: it would find the first dossier without a number.
        "?1 <> '' AND ?1 IN (reference_uid, provisional_code, official_code, reserved_code)",
        (wanted,),
    ).fetchone()
    if row is None:
        return None
    ended = ended_everywhere(row["ended"], row["accepted_at"])
    return Target(DeliveryState(row["state"]), row["reference_uid"], row["portal_id"], ended)


def waiting_for(connection: sqlite3.Connection, dossier_id: int) -> list[int]:
    """Give the requests that wait until this dossier is delivered."""
    rows = connection.execute(
        "SELECT request.id FROM dossier AS request JOIN dossier AS meant ON request.target IN "
        "(meant.reference_uid, meant.provisional_code, meant.official_code, meant.reserved_code) "
        "WHERE meant.id = ? AND request.target <> '' AND request.state = 'waiting'",
        (dossier_id,),
    )
    return [row[0] for row in rows]
