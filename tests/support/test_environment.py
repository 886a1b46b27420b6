"""Tests' folders stand in memory where there is room for them, and where a program may be run from there."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.environment import ENOUGH_BYTES, temporary_root


def _has(monkeypatch: pytest.MonkeyPatch, free: int, flags: int = 0) -> None:
    state = SimpleNamespace(f_flag=flags, f_bavail=free // 4096, f_frsize=4096)
    monkeypatch.setattr(os, "statvfs", lambda _path: state)


def test_they_stand_in_memory_where_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _has(monkeypatch, ENOUGH_BYTES)
    assert temporary_root(tmp_path) == str(tmp_path)


@pytest.mark.parametrize(("free", "flags"), [(ENOUGH_BYTES - 4096, 0), (2 * ENOUGH_BYTES, os.ST_NOEXEC)])
def test_they_stay_on_the_disk_without_room_or_where_nothing_may_be_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, flags: int
) -> None:
    _has(monkeypatch, free, flags)
    assert temporary_root(tmp_path) == ""


def test_they_stay_on_the_disk_where_there_is_no_such_folder(tmp_path: Path) -> None:
    assert temporary_root(tmp_path / "none") == ""
