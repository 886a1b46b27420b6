"""Whether the files that are open are still those that stand in the folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

_SUFFIXES = ("", "-wal", "-shm")
_Inode = tuple[int, int]
_Moment = tuple[int, int, int]
_TICK_NS = 100_000_000
"""Longer than a tick of the clock that Linux stamps files with (10 ms at most)."""


class FileIdentity:
    """The inodes of the queue's file, its log and the log's index, as they were when it was opened.

    While a connection is open nobody takes the log or its index away lawfully. Somebody who removes, moves or
    swaps one of them leaves this process writing into a file that nobody will find again.
    """

    def __init__(self, path: Path) -> None:
        self._folder = str(path.parent)
        self._places = [str(path.with_name(path.name + suffix)) for suffix in _SUFFIXES]
        self._known = [_inode(place) for place in self._places]
        self._unchanged: _Moment | None = None
        """The folder, when all three were last seen to be the same."""

    def same(self) -> bool:
        """Whether they are still the same; one that was not there yet is taken over.

        Asked twice at each commit. Nothing in a folder is made, taken away or renamed without the time of the
        folder's last change moving, so that while that stands still one question does for three.
        """
        folder = _moment(self._folder)
        if folder is not None and folder == self._unchanged:
            return True
        self._unchanged = None
        for number, place in enumerate(self._places):
            found = _inode(place)
            if self._known[number] is None:
                self._known[number] = found
            elif found != self._known[number]:
                return False
        if folder is not None and None not in self._known and _long_ago(folder):
            self._unchanged = folder
        return True


def _moment(folder: str) -> _Moment | None:
    """Give which folder stands there and when it was last changed; None where there is none."""
    try:
        found = os.stat(folder)  # noqa: PTH116  asked at each commit: with plain text it takes a third of the time
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_ctime_ns


def _long_ago(folder: _Moment) -> bool:
    """Whether a further change would get another time: Linux stamps files by a clock that goes in ticks."""
    return time.time_ns() - folder[2] > _TICK_NS


def _inode(place: str) -> _Inode | None:
    """Give it, None where nothing is."""
    try:
        found = os.stat(place)  # noqa: PTH116  see above
    except OSError:
        return None
    return found.st_dev, found.st_ino
