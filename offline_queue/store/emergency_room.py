"""Keeps some room by a file that is let go when the disk is full: the daemon can then still work."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_MODE = 0o660
MOST_BYTES = 8_000_000
"""Enough for the log while what waits is delivered and purged."""


class EmergencyRoom:
    """Room beside the queue's file."""

    def __init__(self, database: Path, size: int) -> None:
        """`size`: bytes to keep; 0 keeps none."""
        self._path = database.with_name(database.name + ".room")
        self._size = min(size, MOST_BYTES)

    def let_go(self) -> bool:
        """Give the room to the disk. Gives whether there was any."""
        try:
            # The screen's user can put a link here, or a pipe that would keep its reader waiting.
            handle = os.open(self._path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                had = os.fstat(handle).st_size > 0
                # Shortened, not removed: removing changes the folder, for which a full disk may have no room.
                os.ftruncate(handle, 0)
            finally:
                os.close(handle)
        except OSError:
            return False
        return had

    def keep(self, free: int) -> None:
        """Take the room again when the disk has plenty (`free`: bytes that are left)."""
        with contextlib.suppress(OSError):
            if not self._size or free < 4 * self._size:
                return
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            handle = os.open(self._path, flags, _MODE)
            try:
                if os.fstat(handle).st_size < self._size:
                    os.posix_fallocate(handle, 0, self._size)
            finally:
                os.close(handle)
