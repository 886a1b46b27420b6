"""Parts of a linked group: what each authority has told of its own part."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offline_queue.contract.dossier import LinkedAuthority
from offline_queue.contract.messages import LinkedNews
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.stages import Stage
from offline_queue.store.receipt_columns import doubt_about_part

_NOT_BEGUN = ("", str(int(Stage.REGISTERED)))
_TOLD = ("official_code", "received_at", "due_at", "stage")


def keep(connection: sqlite3.Connection, dossier_id: int, parts: Sequence[LinkedAuthority]) -> None:
    """Write down the parts of a new dossier; nothing of them names the citizen."""
    connection.executemany(
        "INSERT INTO linked_part (dossier_id, position, code, name, authority, waits_for) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (dossier_id, position, one.code, one.name, one.authority, one.waits_for)
            for position, one in enumerate(parts)
        ],
    )


@dataclass(frozen=True, slots=True)
class PartsTold:
    """What became of the parts."""

    changes: str = ""
    """In words; "" for nothing."""
    doubt: str = ""
    """What staff read of the first part whose due date cannot be; "" where none is wrong."""


def told(connection: sqlite3.Connection, dossier_id: int, records: Mapping[str, PortalRecord]) -> PartsTold:
    """Take over what the authorities tell of their parts."""
    changes, doubt = [], ""
    for one in news(connection, dossier_id):
        record = records.get(one.code)
        if record is None:
            continue
        doubt = doubt or doubt_about_part(one.code, record)
        # An answer that leaves something out does not take back what was told before.
        fresh = {name: getattr(record, name) or getattr(one, name) for name in _TOLD}
        if fresh == {name: getattr(one, name) for name in _TOLD}:
            continue
        connection.execute(
            "UPDATE linked_part SET official_code = :official_code, received_at = :received_at, "
            "due_at = :due_at, stage = :stage WHERE dossier_id = :dossier AND code = :code",
            {**fresh, "dossier": dossier_id, "code": one.code},
        )
        changes.append(" ".join(word for word in (one.code, record.status, record.official_code) if word))
    return PartsTold("; ".join(changes), doubt)


def news(connection: sqlite3.Connection, dossier_id: int) -> tuple[LinkedNews, ...]:
    """Give the parts in the group's order; empty for a single procedure."""
    rows = connection.execute(
        "SELECT code, name, authority, waits_for, official_code, received_at, due_at, stage "
        "FROM linked_part WHERE dossier_id = ? ORDER BY position",
        (dossier_id,),
    ).fetchall()
    return tuple(
        LinkedNews(**{**dict(row), "waits_for": row["waits_for"] if row["stage"] in _NOT_BEGUN else ""})
        for row in rows
    )
