"""The queue in figures: for metrics, for warnings to staff, for the counters sent to the province."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from configuration.delivery_tables import MEGABYTE, QueueSettings
from offline_queue.contract.clock import moment_from
from offline_queue.contract.dossier import DeliveryState

_LEVELS = (80, 50)
"""Per cent of what the kiosk is planned for at which staff are warned."""
LEVELLED = frozenset({"days", "dossiers", "space"})
"""Warnings that tell such a level."""
_UNDELIVERED = (
    DeliveryState.QUEUED,
    DeliveryState.SENDING,
    DeliveryState.UPLOADED,
    DeliveryState.WAITING,
    DeliveryState.BLOCKED_CREDENTIALS,
    DeliveryState.BLOCKED_CLOCK,
    DeliveryState.REJECTED,
    DeliveryState.DAMAGED,
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """At one moment."""

    by_state: Mapping[str, int]
    undelivered: int
    undelivered_bytes: int
    oldest_s: float
    """Age of the oldest undelivered dossier by the wall clock; 0 when there is none or the clock ran back."""
    items: int
    by_sign_in: Mapping[tuple[str, str], int]
    """(`SubmissionKind`, `SignInWay`) → how many were handed in so; of all times, sent or not."""


def count(connection: sqlite3.Connection, now: datetime) -> Statistics:
    """Count the queue."""
    by_state = dict.fromkeys((state.value for state in DeliveryState), 0)
    size = 0
    oldest = ""
    rows = connection.execute(
        "SELECT state, count(*), sum(sealed_bytes), min(made_at) FROM dossier GROUP BY state"
    )
    for state, number, sealed, made_at in rows:
        by_state[state] = number
        if state in _UNDELIVERED:
            size += sealed
            oldest = min(oldest or made_at, made_at)
    (items,) = connection.execute("SELECT count(*) FROM item WHERE state = 'queued'").fetchone()
    ways = connection.execute(
        "SELECT kind, signed_in, count(*) FROM dossier WHERE signed_in <> '' GROUP BY kind, signed_in"
    )
    by_sign_in = {(kind, way): number for kind, way, number in ways}
    since = moment_from(oldest)
    age = (now - since).total_seconds() if since is not None else 0.0
    undelivered = sum(by_state[state.value] for state in _UNDELIVERED)
    return Statistics(by_state, undelivered, size, max(0.0, age), items, by_sign_in)


def warnings(figures: Statistics, limits: QueueSettings, free_bytes: int) -> tuple[str, ...]:
    """Give what staff are warned of, e.g. "days:80"; the highest level of each.

    `free_bytes`: room that is left; what the disk can hold counts where it is less than what was planned.
    """
    room = min(limits.most_mb * MEGABYTE, figures.undelivered_bytes + max(0, free_bytes))
    shares = {
        "days": figures.oldest_s / (limits.most_days * 86_400),
        "dossiers": figures.undelivered / limits.most_dossiers,
        "space": figures.undelivered_bytes / room if room else 1.0,
    }
    found = []
    for name, share in shares.items():
        level = next((level for level in _LEVELS if share * 100 >= level), None)
        if level is not None:
            found.append(f"{name}:{level}")
    return tuple(found)
