"""Reads a file that somebody else may have made: on a stick, or in a folder that others write."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_outside(path: Path, most: int) -> bytes:
    """Give the content of a plain file of at most `most` bytes.

    Neither a link (it may lead to a file that only this user may read) nor a pipe or device (they keep
    whoever opens them waiting, or never end) is read. Raises `OSError` with a reason: `ELOOP` for a link,
    `EINVAL` for what is no plain file, `EFBIG` for what is too large.
    """
    # Without O_NONBLOCK a pipe that nobody writes would hold this process up already at the opening.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no plain file", str(path))
        pieces, left = [], most + 1
        while left and (piece := os.read(handle, min(left, 1 << 20))):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(handle)
    if not left:
        raise OSError(errno.EFBIG, f"more than {most} bytes", str(path))
    return b"".join(pieces)
