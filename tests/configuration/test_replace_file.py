"""A file is replaced in one step: the old one or the new one stands there, and never half of one beside."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from configuration import write
from configuration.write import replace_file

HOUSE = Path(write.__file__).parents[1]


def test_it_is_whole_and_of_the_mode_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    before = os.umask(0o077)
    try:
        replace_file(path, b"first")
        replace_file(path, b"second", 0o600)
    finally:
        os.umask(before)
    assert path.read_bytes() == b"second"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("failing", ["fsync", "fchmod", "open"])
def test_a_full_disk_keeps_the_old_one_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(f"configuration.write.os.{failing}", full)
        with pytest.raises(OSError, match="No space"):
            replace_file(path, b"after")
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_no_link_that_waits_there_is_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"words")
    (tmp_path / "file.new").symlink_to(other)
    replace_file(tmp_path / "file", b"after")
    assert (other.read_bytes(), (tmp_path / "file").read_bytes()) == (b"words", b"after")


def test_nobody_else_replaces_a_file_by_hand() -> None:
    by_hand = [
        str(path.relative_to(HOUSE))
        for room in ("configuration", "kiosk_app", "offline_queue")
        for path in sorted((HOUSE / room).rglob("*.py"))
        if re.search(r"with_name\([^()]*\+ \"\.new\"\)", path.read_text(encoding="utf-8"))
    ]
    assert by_hand == ["configuration/write.py"]
