"""Whether the files that are open are still those that stand in the folder."""

from __future__ import annotations

import os
from pathlib import Path

_SUFFIXES = ("", "-wal", "-shm")
_Inode = tuple[int, int]


class FileIdentity:
    """The inodes of the queue's file, its log and the log's index, as they were when it was opened.

    While a connection is open nobody takes the log or its index away lawfully. Somebody who removes, moves or
    swaps one of them leaves this process writing into a file that nobody will find again.
    """

    def __init__(self, path: Path) -> None:
        self._places = [str(path.with_name(path.name + suffix)) for suffix in _SUFFIXES]
        self._known = [_inode(place) for place in self._places]

    def same(self) -> bool:
        """Whether they are still the same; one that was not there yet is taken over."""
        for number, place in enumerate(self._places):
            found = _inode(place)
            if self._known[number] is None:
                self._known[number] = found
            elif found != self._known[number]:
                return False
        return True


def _inode(place: str) -> _Inode | None:
    """Give it, None where nothing is. Asked at each commit: with plain text it takes a third of the time."""
    try:
        found = os.stat(place)  # noqa: PTH116  see above
    except OSError:
        return None
    return found.st_dev, found.st_ino
