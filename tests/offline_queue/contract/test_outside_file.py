"""A file of somebody else's is read whole or not at all, and keeps nobody waiting."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from offline_queue.contract.outside_file import read_outside


def test_a_plain_file_is_read_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 3_000_000)
    assert read_outside(path, 3_000_000) == b"x" * 3_000_000
    path.write_bytes(b"")
    assert read_outside(path, 0) == b""


def test_a_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    with pytest.raises(OSError, match="more than 4 bytes") as refused:
        read_outside(path, 4)
    assert refused.value.errno == errno.EFBIG


def test_links_pipes_folders_and_devices_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "file").write_bytes(b"mine")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "link", tmp_path / "pipe", tmp_path, Path("/dev/zero"), tmp_path / "none"):
        with pytest.raises(OSError, match=r"."):
            read_outside(path, 100)


def test_no_file_stays_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(OSError, match="no plain file"):
            read_outside(tmp_path / "pipe", 1)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
