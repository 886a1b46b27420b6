"""Gives a dossier a new code when the one it has turns out to be another dossier's."""

from __future__ import annotations

from offline_queue.contract import provisional_code
from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import IllegalTransitionError
from offline_queue.store import audit_log, generation, queries
from offline_queue.store.database import Database
from offline_queue.store.outbox import next_number

_RENEWED_IN = frozenset(
    {DeliveryState.QUEUED, DeliveryState.WAITING, DeliveryState.REJECTED, DeliveryState.DAMAGED}
)


def renew_code(database: Database, reference: str, kiosk_id: str, clock: Clock) -> str:
    """Give the new code. The citizen's slip shows the old one: who renews tells the citizen.

    Its reserved number is not used any more, by nobody. Raises `UnknownDossierError`, and
    `IllegalTransitionError` for a dossier that the portal has, or that is under way.
    """
    with database.reading() as connection:
        record = queries.record(connection, reference)
    with database.writing() as connection:
        (state, portal_id) = connection.execute(
            "SELECT state, portal_id FROM dossier WHERE id = ?", (record.dossier.id,)
        ).fetchone()
        if DeliveryState(state) not in _RENEWED_IN or portal_id:
            raise IllegalTransitionError(
                f"{reference}: is {state}{', known to the portal' if portal_id else ''}; its code stays"
            )
        number = next_number(connection)
        code = provisional_code.make(kiosk_id, number)
        connection.execute(
            "UPDATE dossier SET provisional_code = ?, reserved_code = '', sent_portal = '', "
            "sent_authority = '', sent_number = '' WHERE id = ?",
            (code, record.dossier.id),
        )
        audit_log.append(
            connection,
            dossier_id=record.dossier.id,
            at=clock.now(),
            actor="technician",
            name="code_renewed",
            cause=f"{record.dossier.provisional_code} → {code}",
        )
    generation.given(database.path, database.lineage, number)
    return code
