"""What became of the queue tickets of one campaign: no number twice, and each shown one booked once."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from pathlib import Path

from tests.faults.side_verdict import SideVerdict
from tests.offline_queue.support.portal_server import PortalServer


def judge(told: Path, database: Path, portal: PortalServer, *, complete: bool) -> SideVerdict:
    """Compare the numbers that people saw with the portal's bookings.

    A number that was stored and not shown (the power went between) may be booked: nobody has it.
    `complete`: whether all that was shown must be booked; not where an older queue was put back.
    """
    shown = Counter(numbers_shown(told))
    booked = Counter((row["bookingDate"], row["codeNumber"]) for row in portal.bookings)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        waiting = connection.execute(
            "SELECT payload FROM item WHERE kind = 'queue_tickets' AND state <> 'sent'"
        ).fetchall()
    verdict = SideVerdict(submitted=len(shown))
    verdict.doubled = [f"{_named(one)} given out {times} times" for one, times in shown.items() if times > 1]
    verdict.doubled += [f"{_named(one)} booked {times} times" for one, times in booked.items() if times > 1]
    verdict.stuck = [f"ticket not booked: {payload}" for (payload,) in waiting]
    missing = sorted(set(shown) - set(booked)) if complete and not waiting else []
    verdict.lost = [f"{_named(one)} shown and not booked" for one in missing]
    verdict.accepted_once = len(shown) - len(missing)
    return verdict


def numbers_shown(told: Path) -> list[tuple[str, str]]:
    """Give (day, number) of each ticket that came out, in order."""
    lines = told.read_text().splitlines() if told.exists() else []
    return [(line.split()[1], line.split()[2]) for line in lines if line.startswith("ticket ")]


def _named(one: tuple[str, str]) -> str:
    return f"ticket {one[1]} of {one[0]}"
