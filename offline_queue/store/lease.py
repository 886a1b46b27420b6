"""Allows one sender at a time, by a kernel lock that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from offline_queue.contract.errors import QueueUnavailableError

_MODE = 0o660


class Lease:
    """The right to send from one queue. It needs no clock and no clean-up."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".sender")
        self._handle: int | None = None

    def take(self) -> bool:
        """Take it if nobody has it. Raises `QueueUnavailableError`, which names the file and its mend."""
        if self._handle is not None:
            return True
        try:
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(self._path, flags, _MODE)
        except OSError as error:
            raise QueueUnavailableError(
                f"{self._path}: cannot be opened ({error.strerror}), so nothing is sent; "
                "remove the file, or give it to the user of kiosk-sync"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if isinstance(error, BlockingIOError):
                return False
            raise
        self._handle = handle
        return True

    @property
    def held(self) -> bool:
        """Whether this process has it."""
        return self._handle is not None

    def give_back(self) -> None:
        """Let another sender go on."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
