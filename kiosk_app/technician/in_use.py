"""Which running programs have a file open, as the kernel tells it."""

from __future__ import annotations

import os
from pathlib import Path

_PROCESSES = Path("/proc")


def holders(path: Path) -> tuple[str, ...]:
    """Give the names of the other programs that have the file open; root sees all of them."""
    try:
        wanted = path.stat()
    except OSError:
        return ()
    names = {
        _name(process)
        for process in _PROCESSES.iterdir()
        if process.name.isdecimal() and int(process.name) != os.getpid() and _holds(process, wanted)
    }
    return tuple(sorted(names))


def _holds(process: Path, wanted: os.stat_result) -> bool:
    try:
        handles = list((process / "fd").iterdir())
    except OSError:
        # It ended meanwhile, or is another user's.
        return False
    return any(_is(handle, wanted) for handle in handles)


def _is(handle: Path, wanted: os.stat_result) -> bool:
    try:
        found = handle.stat()
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino)


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return process.name
