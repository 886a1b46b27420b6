"""How many dossiers were filed on a day, by procedure."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time, timedelta

from offline_queue.contract.clock import stamp
from vietnam.time_zone import VIETNAM


def filed_on(connection: sqlite3.Connection, day: date) -> dict[str, int]:
    """Count by the code of the procedure; the day is Vietnam's. Delivered and purged ones count too."""
    begin = datetime.combine(day, time(), tzinfo=VIETNAM)
    rows = connection.execute(
        "SELECT service_code, count(*) FROM dossier WHERE kind = 'dossier' AND made_at >= ? AND made_at < ? "
        "GROUP BY service_code",
        (stamp(begin), stamp(begin + timedelta(days=1))),
    )
    return {str(code): int(number) for code, number in rows}
