"""The portal's ceiling for one file as its answers showed it, kept over a restart."""

from __future__ import annotations

from offline_queue.contract.clock import Clock
from offline_queue.store import daemon_memory
from offline_queue.store.database import Database

_OLDEST_S = 7 * 86_400.0
"""The screen keeps files below a limit once learnt, so that nothing would ever show that it was raised."""


class FileLimit:
    """Only the sender's thread learns; any may ask."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take over what was learnt before. Raises `QueueError`."""
        self._database = database
        self._clock = clock
        with database.reading() as connection:
            text = daemon_memory.recall(connection, daemon_memory.FILE_LIMIT, clock.now(), _OLDEST_S)
        self._bytes = daemon_memory.whole_number(text)

    @property
    def bytes(self) -> int | None:
        """The ceiling; None when none is known."""
        return self._bytes

    def learn(self, limit_bytes: int) -> None:
        """The portal refused a file and named its limit."""
        self._bytes = min(limit_bytes, self._bytes or limit_bytes)
        with self._database.writing() as connection:
            now = self._clock.now()
            daemon_memory.remember(connection, daemon_memory.FILE_LIMIT, str(self._bytes), now)

    def outgrow(self, size: int) -> None:
        """Forget it when the portal took a larger file: its limit was raised."""
        if self._bytes is None or size <= self._bytes:
            return
        self._bytes = None
        with self._database.writing() as connection:
            daemon_memory.forget(connection, daemon_memory.FILE_LIMIT)
