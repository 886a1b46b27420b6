"""Which dossiers are not sent now: those that a person must see to, and a backlog spread over time."""

from __future__ import annotations

import json
from dataclasses import dataclass

from offline_queue.store.database import Database

LEFT_ALONE = "id NOT IN (SELECT value FROM json_each(?)) AND (id <= ? OR id > ?)"
"""Condition of a row that may be taken, with the `parameters` below."""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Ids that nothing is done about."""

    ids: frozenset[int] = frozenset()
    above: int = 0
    """Those above this one and up to the next are left alone too."""
    up_to: int = 0

    def __contains__(self, dossier_id: int) -> bool:
        return dossier_id in self.ids or self.above < dossier_id <= self.up_to

    @property
    def parameters(self) -> tuple[str, int, int]:
        """For `LEFT_ALONE`."""
        return json.dumps(sorted(self.ids)), self.above, self.up_to


NONE = LeftAlone()


def undelivered(database: Database) -> list[int]:
    """Give the ids of what waits for the portal, oldest first. Raises `QueueError`."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM dossier WHERE state IN ('queued', 'sending', 'uploaded', 'waiting') ORDER BY id"
        )
        return [row[0] for row in rows]
