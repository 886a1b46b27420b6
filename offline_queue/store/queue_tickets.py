"""Queue numbers of the counter: one row a day and letter, raised in the transaction that gives one out."""

from __future__ import annotations

import sqlite3
from datetime import date

_JUMP = 2520
"""More numbers of one letter than a commune gives out in a day, and a multiple of every step that can be
configured: two kiosks of one hall do not come into each other's numbers."""


def next_number(connection: sqlite3.Connection, day: date, letter: str, *, first: int, step: int) -> int:
    """Give the next number of that letter inside the caller's transaction.

    A clock that was set back must not give out a number twice: the highest one of that day and of every later
    day counts.
    """
    highest = _highest(connection, day, letter)
    number = first if highest < first else highest + step
    _put(connection, day, letter, number)
    return number


def jump(connection: sqlite3.Connection, today: date) -> None:
    """Leave out what may have been given out since the copy was made that was put back."""
    rows = connection.execute("SELECT DISTINCT substr(name, -1) FROM counter WHERE name LIKE 'ticket %'")
    for (letter,) in rows.fetchall():
        _put(connection, today, letter, _highest(connection, today, letter) + _JUMP)


def _highest(connection: sqlite3.Connection, day: date, letter: str) -> int:
    row = connection.execute(
        "SELECT max(value) FROM counter WHERE name LIKE 'ticket %' AND name >= ? AND substr(name, -1) = ?",
        (f"ticket {day.isoformat()}", letter),
    ).fetchone()
    return int(row[0] or 0)


def _put(connection: sqlite3.Connection, day: date, letter: str, number: int) -> None:
    connection.execute(
        "INSERT INTO counter (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (f"ticket {day.isoformat()} {letter}", number),
    )
