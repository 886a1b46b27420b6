"""A file of somebody else's is read whole or not at all, and keeps nobody waiting."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from configuration.outside_file import check_replaceable, check_writable, read_outside, write_named


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


def test_a_link_is_gone_through_only_where_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "other").symlink_to(tmp_path / "pipe")
    assert read_outside(tmp_path / "link", 100, follow=True) == b"mine"
    with pytest.raises(OSError, match="no plain file"):
        read_outside(tmp_path / "other", 100, follow=True)


def test_what_is_no_file_is_neither_written_nor_written_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/null")):
        for look in (check_writable, check_replaceable, lambda one: write_named(one, b"x")):
            with pytest.raises(OSError, match=r"no plain file|a folder|Is a directory"):
                look(path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["pipe"]


def test_half_a_file_does_not_stay(tmp_path: Path) -> None:
    """A disk that fills in the middle: as with a limit that is smaller than the content."""
    there = tmp_path / "there"
    there.write_bytes(b"before")
    script = (
        "import resource, sys; from pathlib import Path; from configuration.outside_file import write_named\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "for path in map(Path, sys.argv[1:]):\n"
        "    try: write_named(path, bytes(50_000))\n"
        "    except OSError as error: print(error.strerror)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "new"), str(there)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["File too large"] * 2
    assert (sorted(tmp_path.iterdir()), there.read_bytes()) == ([there], b"")


def test_what_was_written_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    write_named(tmp_path / "new", b"for a stick")
    assert len(synced) == 1


def test_looking_at_a_target_leaves_it_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"longer than before")
    check_writable(tmp_path / "there")
    check_writable(tmp_path / "new")
    assert [one.name for one in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_bytes() == b"longer than before"
    write_named(tmp_path / "there", b"short")
    assert (tmp_path / "there").read_bytes() == b"short"
