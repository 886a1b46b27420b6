"""Whether the files that are open are still those that stand in the folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

_SUFFIXES = ("", "-wal", "-shm")
_Inode = tuple[int, int]


class FileIdentity:
    """The inodes of the queue's file, its log and the log's index, as they were when it was opened.

    While a connection is open nobody takes the log or its index away lawfully. Somebody who removes, moves or
    swaps one of them leaves this process writing into a file that nobody will find again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = {suffix: self._inode(suffix) for suffix in _SUFFIXES}

    def same(self) -> bool:
        """Whether they are still the same; one that was not there yet is taken over."""
        for suffix in _SUFFIXES:
            found = self._inode(suffix)
            if self._known[suffix] is None:
                self._known[suffix] = found
            elif found != self._known[suffix]:
                return False
        return True

    def _inode(self, suffix: str) -> _Inode | None:
        with contextlib.suppress(OSError):
            found = self._path.with_name(self._path.name + suffix).stat()
            return found.st_dev, found.st_ino
        return None
