"""What the screen tells of visits: whether somebody is there now, and how each errand ended."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from offline_queue.contract.clock import Clock
from offline_queue.contract.messages import ErrandParams
from offline_queue.fleet.errand_statistics import EndedErrand, ErrandCount, ErrandStatistics, messages
from offline_queue.fleet.messages import Value
from offline_queue.store import daemon_memory
from offline_queue.store.database import Database
from vietnam.time_zone import in_vietnam

_HERE_S = 30.0
"""The screen says it every few seconds; one that died says nothing, and keeps nobody waiting for long."""
_FIGURES, _RELEASED = "fleet_errands", "fleet_errands_day"


class VisitCounts:
    """Thread-safe. Counts are kept in the queue's file: a restart or a power cut loses none."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._here_at = float("-inf")

    def here(self) -> None:
        """Somebody stands at the screen now."""
        self._here_at = self._clock.monotonic()

    @property
    def in_visit(self) -> bool:
        """Whether somebody stood there a moment ago."""
        return self._clock.monotonic() - self._here_at < _HERE_S

    def ended(self, params: ErrandParams) -> None:
        """Count it. Raises `QueueError`."""
        one = EndedErrand(params.errand, params.step, params.finished, params.helped, params.seconds)
        with self._lock, self._database.writing() as connection:
            figures = _read(daemon_memory.recall(connection, _FIGURES)).add(one, self._today())
            daemon_memory.remember(connection, _FIGURES, _written(figures))

    def due(self) -> tuple[tuple[str, dict[str, Value]], ...]:
        """Give what is to be told once the day before is over, each once. Raises `QueueError`."""
        today = self._today()
        with self._lock:
            with self._database.reading() as connection:
                if daemon_memory.recall(connection, _RELEASED) >= today.isoformat():
                    return ()
            with self._database.writing() as connection:
                figures = _read(daemon_memory.recall(connection, _FIGURES)).release(today)
                daemon_memory.remember(connection, _FIGURES, _written(figures))
                daemon_memory.remember(connection, _RELEASED, today.isoformat())
        return tuple(messages(figures.told, today))

    def told(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """Give the sums that were told last. Raises `QueueError`."""
        with self._database.reading() as connection:
            figures = _read(daemon_memory.recall(connection, _FIGURES))
        return messages(figures.told, self._today())

    def _today(self) -> date:
        return in_vietnam(self._clock.now()).date()


def _written(figures: ErrandStatistics) -> str:
    return json.dumps(asdict(figures))


def _read(text: str) -> ErrandStatistics:
    """Give the stored counts; unreadable ones start again at zero, as counters may."""
    if not text:
        return ErrandStatistics()
    try:
        found: dict[str, dict[str, dict[str, Any]]] = json.loads(text)
        parts = [{name: _count(count) for name, count in found[part].items()} for part in ("held", "told")]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ErrandStatistics()
    return ErrandStatistics(*parts)


def _count(stored: dict[str, Any]) -> ErrandCount:
    """Raises `ValueError` and others for what is no count: the screen's user can write the queue's file."""
    count = ErrandCount(**stored)
    numbers: tuple[object, ...] = (
        count.begun,
        count.judged,
        count.finished,
        count.helped,
        count.seconds,
        *count.left.values(),
    )
    if not all(isinstance(one, int) and one >= 0 for one in numbers):
        raise ValueError("counts are whole numbers from 0")
    date.fromisoformat(count.since)
    return count
