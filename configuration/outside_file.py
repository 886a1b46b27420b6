"""Opens files that somebody else may have made or named: on a stick, in a folder that others write."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

# Without O_NONBLOCK a pipe that nobody holds at its other end would keep this process waiting already at the
# opening; without O_NOCTTY a terminal would become this process's own.
_HOW = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_outside(path: Path, most: int, *, follow: bool = False) -> bytes:
    """Give the content of a plain file of at most `most` bytes.

    Neither a link (it may lead to a file that only this user may read) nor a pipe or device (they keep
    whoever opens them waiting, or never end) is read. `follow`: a link is gone through, for what this
    machine's administrator named; it still has to lead to a plain file. Raises `OSError` with a reason:
    `ELOOP` for a link, `EISDIR` for a folder, `EINVAL` for what else is no plain file, `EFBIG` for what is
    too large.
    """
    handle = os.open(path, os.O_RDONLY | _HOW | (0 if follow else os.O_NOFOLLOW))
    try:
        _refuse_unless_plain(path, os.fstat(handle).st_mode)
        pieces, left = [], most + 1
        while left and (piece := os.read(handle, min(left, 1 << 20))):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(handle)
    if not left:
        raise OSError(errno.EFBIG, f"more than {most} bytes", str(path))
    return b"".join(pieces)


def check_readable(path: Path) -> None:
    """Look whether a file is plain and can be opened, for who hands its name on. Raises `OSError`."""
    handle = os.open(path, os.O_RDONLY | _HOW)
    try:
        _refuse_unless_plain(path, os.fstat(handle).st_mode)
    finally:
        os.close(handle)


def write_named(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file that was named: a plain one, or one that is not there yet. Raises `OSError`.

    `replace`: what a file there holds may be lost; otherwise only an empty one is written (`EEXIST`).
    It is on the disk when this returns: a stick is pulled out as soon as the command has ended. Half a file
    does not stay: a new one is removed again, one that was there is left empty.
    """
    new = not os.path.lexists(path)
    handle = _opened_to_write(path, replace=replace)
    try:
        os.ftruncate(handle, 0)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            if new:
                path.unlink()
        raise
    finally:
        os.close(handle)


def check_writable(path: Path, *, replace: bool = True) -> None:
    """Look whether a file can be written there, before any work is done for it. Leaves all as it was.

    `replace`: as for `write_named`. Raises `OSError`.
    """
    new = not os.path.lexists(path)
    os.close(_opened_to_write(path, replace=replace))
    if new:
        path.unlink()


def check_replaceable(path: Path) -> None:
    """Look at what a new file would be moved over: moving would take away a device that stands there.

    Raises `OSError`.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    _refuse_unless_plain(path, mode)


def _opened_to_write(path: Path, *, replace: bool) -> int:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | _HOW, 0o666)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        # A pipe that nobody reads; the system speaks of a device that is missing.
        raise OSError(errno.EINVAL, "no plain file", str(path)) from error
    try:
        there = os.fstat(handle)
        _refuse_unless_plain(path, there.st_mode)
        if there.st_size and not replace:
            raise FileExistsError(errno.EEXIST, "there already", str(path))
    except OSError:
        os.close(handle)
        raise
    return handle


def _refuse_unless_plain(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, "a folder, no file", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "no plain file", str(path))
