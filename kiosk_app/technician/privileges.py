"""What a command run as root may do in a folder that the screen writes: no more than its owner may.

A link that somebody put there leads root nowhere: the queue is opened as the user that owns its folder, and
nothing but the queue is ever written into it.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_ROOT = 0


class UnsafeFolderError(Exception):
    """The folder or file is one that another user could have prepared; nothing was read or written."""


@contextlib.contextmanager
def as_owner_of(folder: Path) -> Iterator[None]:
    """Act as the owner of the folder while inside; files opened there stay usable afterwards.

    Does nothing for anybody but root. Raises `UnsafeFolderError` when the folder itself is a link, or
    belongs to root and may be written by others.
    """
    if os.geteuid() != _ROOT:
        yield
        return
    found = _plain_folder(folder)
    if found.st_uid == _ROOT:
        if _others_write(found):
            raise UnsafeFolderError(
                f"{folder}: của root mà người khác ghi được; chạy systemd-tmpfiles --create"
            )
        yield
        return
    groups = os.getgroups()
    os.setgroups([found.st_gid])
    os.setegid(found.st_gid)
    os.seteuid(found.st_uid)
    try:
        yield
    finally:
        os.seteuid(_ROOT)
        os.setegid(_ROOT)
        os.setgroups(groups)


def check_target(path: Path) -> None:
    """Refuse a file to be written in a folder where another user could have put a link in its place.

    Raises `UnsafeFolderError`. Does nothing for anybody but root.
    """
    if os.geteuid() != _ROOT:
        return
    try:
        folder = _plain_folder(path.parent)
    except OSError as error:
        raise UnsafeFolderError(f"{path.parent}: không dùng được ({error.strerror}); chưa ghi gì") from error
    if _others_write(folder) and not folder.st_mode & stat.S_ISVTX:
        raise UnsafeFolderError(
            f"{path.parent}: người khác ghi được vào đây; chọn thư mục của root, hoặc USB"
        )
    if path.is_symlink():
        raise UnsafeFolderError(f"{path}: là liên kết; chưa ghi gì")


def _plain_folder(folder: Path) -> os.stat_result:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise UnsafeFolderError(f"{folder}: không phải thư mục thật; nêu thư mục mà liên kết dẫn tới")
    return found


def _others_write(found: os.stat_result) -> bool:
    by_group = bool(found.st_mode & stat.S_IWGRP) and found.st_gid != _ROOT
    return by_group or bool(found.st_mode & stat.S_IWOTH) or found.st_uid != _ROOT
