"""Sends a dossier again that waits for a person, after checking that its parts are intact."""

from __future__ import annotations

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState, sha256_of
from offline_queue.contract.envelope import DamagedError
from offline_queue.store import queries, transitions
from offline_queue.store.database import Database

_ACTOR = "technician"
_GONE = frozenset({404, 410})
"""Answers by which a portal says that it no longer knows what it had registered."""
MAY_RETRY = frozenset(
    {
        DeliveryState.WAITING,
        DeliveryState.BLOCKED_CREDENTIALS,
        DeliveryState.BLOCKED_CLOCK,
        DeliveryState.REJECTED,
        DeliveryState.DAMAGED,
    }
)


def retry(database: Database, reference: str, clock: Clock) -> DeliveryState:
    """Put a dossier back to the start of its way, with its event; gives the state it had.

    What is queued, under way or done is left as it is. Raises `UnknownDossierError`; `DamagedError` when a
    part is still not what was stored: it stays in quarantine. Where the portal no longer knew what it had
    registered, it is registered again, under the same uid; where it was never registered, the authority is
    decided anew. Begun uploads begin anew.
    """
    with database.reading() as connection:
        record = queries.record(connection, reference)
    before, dossier_id = record.dossier.state, record.dossier.id
    gone = before is DeliveryState.REJECTED and record.last_status in _GONE
    if before not in MAY_RETRY:
        return before
    _check_parts(database, dossier_id)
    with database.writing() as connection:
        # The daemon may have begun to send it meanwhile. Then there is nothing to do.
        (now,) = connection.execute("SELECT state FROM dossier WHERE id = ?", (dossier_id,)).fetchone()
        if now != before:
            return DeliveryState(now)
        transitions.move(
            connection,
            dossier_id,
            DeliveryState.QUEUED,
            "sent again by hand" + (", from its registration" if gone else ""),
            at=clock.now(),
            actor=_ACTOR,
            columns={
                "reason": "",
                "retry_at": "",
                "last_status": 0,
                "failures": 0,
                "foreign_records": 0,
                **({"portal_id": ""} if gone else {}),
            },
        )
        connection.execute(
            "UPDATE part SET upload_address = '', upload_failures = 0 WHERE dossier_id = ?", (dossier_id,)
        )
        connection.execute(
            "UPDATE dossier SET sent_authority = '' WHERE id = ? AND portal_id = ''", (dossier_id,)
        )
    return before


def stuck(database: Database) -> list[str]:
    """Give the references of all that `retry` would move."""
    with database.reading() as connection:
        return [one.reference_uid for one in queries.listing(connection) if one.state in MAY_RETRY]


def _check_parts(database: Database, dossier_id: int) -> None:
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT part.position, part.sealed_sha256, blob.sealed FROM part "
            "LEFT JOIN blob ON blob.part_id = part.id WHERE part.dossier_id = ?",
            (dossier_id,),
        )
        found = 0
        for row in rows:
            found += 1
            if row["sealed"] is None or sha256_of(row["sealed"]) != row["sealed_sha256"]:
                raise DamagedError(
                    f"part {row['position']} is still not what was stored; nothing was changed"
                )
        (expected,) = connection.execute("SELECT parts FROM dossier WHERE id = ?", (dossier_id,)).fetchone()
    if found != expected + 1:
        raise DamagedError(f"{expected + 1 - found} parts are missing; nothing was changed")
