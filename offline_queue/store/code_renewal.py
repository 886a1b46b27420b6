"""Gives a dossier another code, or a number, when its own is another dossier's or there is none."""

from __future__ import annotations

import sqlite3

from offline_queue.contract import provisional_code
from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import IllegalTransitionError
from offline_queue.store import audit_log, generation, id_holding, official_numbers, queries
from offline_queue.store.database import Database
from offline_queue.store.outbox import next_number

_RENEWED_IN = frozenset(
    {DeliveryState.QUEUED, DeliveryState.WAITING, DeliveryState.REJECTED, DeliveryState.DAMAGED}
)


def renew_code(database: Database, reference: str, kiosk_id: str, clock: Clock) -> str:
    """Give the new code. The citizen's slip shows the old one: who renews tells the citizen.

    Its reserved number is not used any more, by nobody. Raises `UnknownDossierError`, and
    `IllegalTransitionError` for a dossier that the portal has, or that is under way, and `IdInUseError` while
    another holder of the kiosk's id is known: it may have given out the next code already.
    """
    with database.reading() as connection:
        record = queries.record(connection, reference)
    with database.writing() as connection:
        _check_unknown_to_portal(connection, record.dossier.id, reference)
        id_holding.check(connection, kiosk_id)
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


def give_number(database: Database, reference: str, number: str, clock: Clock) -> None:
    """Let a dossier be known by an official number that the one-stop counter gave it.

    For a portal whose records need one and that hands out none. Raises `UnknownDossierError`, and
    `IllegalTransitionError` for what is no official number, for another dossier's, and for a dossier that
    has one or that the portal has.
    """
    if not official_numbers.is_official(number):
        raise IllegalTransitionError(f"{number!r} is no official number; nothing was changed")
    with database.reading() as connection:
        record = queries.record(connection, reference)
    with database.writing() as connection:
        _check_unknown_to_portal(connection, record.dossier.id, reference)
        others = connection.execute(
            "SELECT 1 FROM dossier WHERE ?1 IN (official_code, reserved_code, sent_number) AND id <> ?2 "
            "UNION ALL SELECT 1 FROM number WHERE value = ?1 AND dossier_id IS NOT ?2",
            (number, record.dossier.id),
        ).fetchone()
        (before,) = connection.execute(
            "SELECT sent_number FROM dossier WHERE id = ?", (record.dossier.id,)
        ).fetchone()
        if others is not None or before:
            why = "it has a number already" if before else f"{number} is another dossier's"
            raise IllegalTransitionError(f"{reference}: {why}; nothing was changed")
        connection.execute(
            "UPDATE dossier SET reserved_code = ?1, sent_number = ?1 WHERE id = ?2",
            (number, record.dossier.id),
        )
        audit_log.append(
            connection,
            dossier_id=record.dossier.id,
            at=clock.now(),
            actor="technician",
            name="numbered",
            cause=number,
        )


def _check_unknown_to_portal(connection: sqlite3.Connection, dossier_id: int, reference: str) -> None:
    (state, portal_id) = connection.execute(
        "SELECT state, portal_id FROM dossier WHERE id = ?", (dossier_id,)
    ).fetchone()
    if DeliveryState(state) not in _RENEWED_IN or portal_id:
        raise IllegalTransitionError(
            f"{reference}: is {state}{', known to the portal' if portal_id else ''}; its code stays"
        )
