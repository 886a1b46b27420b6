"""Queue numbers of the counter: one row a day and letter, raised in the transaction that gives one out."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pydantic_core

from offline_queue.contract.errors import CheckedInError

KIND, CHECK_IN_KIND = "queue_tickets", "check_ins"
"""As `ItemKind` has them."""

_JUMP = 2520
"""More numbers of one letter than a commune gives out in a day, and a multiple of every step that can be
configured: two kiosks of one hall do not come into each other's numbers."""
_EVERY_LETTER = "*"


def next_number(connection: sqlite3.Connection, day: date, letter: str, *, first: int, step: int) -> int:
    """Give the next number of that letter inside the caller's transaction.

    A clock that was set back must not give out a number twice: the highest one of that day and of every later
    day counts.
    """
    highest = _highest(connection, day, letter)
    # Kiosks of one hall share the numbers in turns: after a jump, go on to the next that is this kiosk's.
    number = first if highest < first else highest + step - (highest - first) % step
    _put(connection, day, letter, number)
    return number


def jump(connection: sqlite3.Connection, today: date) -> None:
    """Leave out what may have been given out since the copy was made that was put back.

    For every letter: the copy may be from before the first number of one.
    """
    (highest,) = connection.execute(
        "SELECT coalesce(max(value), 0) FROM counter WHERE name LIKE 'ticket %' AND name >= ?",
        (f"ticket {today.isoformat()}",),
    ).fetchone()
    _put(connection, today, _EVERY_LETTER, int(highest) + _JUMP)


def _highest(connection: sqlite3.Connection, day: date, letter: str) -> int:
    row = connection.execute(
        "SELECT max(value) FROM counter WHERE name LIKE 'ticket %' AND name >= ? "
        "AND substr(name, -1) IN (?, ?)",
        (f"ticket {day.isoformat()}", letter, _EVERY_LETTER),
    ).fetchone()
    return int(row[0] or 0)


def _put(connection: sqlite3.Connection, day: date, letter: str, number: int) -> None:
    connection.execute(
        "INSERT INTO counter (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (f"ticket {day.isoformat()} {letter}", number),
    )


@dataclass(frozen=True, slots=True)
class IssuedQueueTicket:
    """A number that is given out."""

    letter: str
    number: int
    at: datetime
    kiosk_id: str
    appointment: str = ""
    """Code of the appointment that is checked in by it."""
    priority: bool = False


def refuse_second(connection: sqlite3.Connection, appointment: str) -> None:
    """Raise `CheckedInError` for an appointment that has a number, inside the caller's transaction."""
    name = _appointment(appointment)
    row = connection.execute("SELECT value FROM counter WHERE name = ?", (name,)).fetchone()
    if appointment and row is not None:
        raise CheckedInError(int(row[0]))


def tell(connection: sqlite3.Connection, given: IssuedQueueTicket, made_at: str) -> None:
    """Keep the small facts that tell of it, inside the caller's transaction."""
    words, at = queue_ticket_words(given.letter, given.number), given.at.isoformat(timespec="seconds")
    payload = {
        "day": given.at.date().isoformat(),
        "number": words,
        "letter": given.letter,
        "priority": given.priority,
        "issued_at": at,
        "kiosk_id": given.kiosk_id,
    }
    _item(connection, KIND, payload, made_at)
    if given.appointment:
        kept = (_appointment(given.appointment), given.number)
        connection.execute("INSERT INTO counter (name, value) VALUES (?, ?)", kept)
        told = {"code": given.appointment, "number": words, "at": at, "kiosk_id": given.kiosk_id}
        _item(connection, CHECK_IN_KIND, told, made_at)


def queue_ticket_words(letter: str, number: int) -> str:
    """E.g. "A012"."""
    return f"{letter}{number:03d}"


def _item(connection: sqlite3.Connection, kind: str, payload: Mapping[str, object], made_at: str) -> None:
    connection.execute(
        "INSERT INTO item (uid, kind, payload, made_at) VALUES (?, ?, ?, ?)",
        (secrets.token_hex(16), kind, pydantic_core.to_json(payload).decode(), made_at),
    )


def _appointment(code: str) -> str:
    return f"appointment {code}"
