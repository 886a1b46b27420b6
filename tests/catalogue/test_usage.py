"""Tests of counting what a counter files: numbers by code, whatever stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_app.catalogue.usage import MOST_COUNTED, counted, read_usage, write_usage


def test_counts_come_back(tmp_path: Path) -> None:
    path = tmp_path / "usage.json"
    write_usage(path, counted(counted({}, "1.001193"), "1.001193"))
    assert read_usage(path) == {"1.001193": 2}
    assert [one.name for one in tmp_path.iterdir()] == ["usage.json"]


def test_count_stands_still_at_its_most() -> None:
    assert counted({"1.001193": MOST_COUNTED}, "1.001193") == {"1.001193": MOST_COUNTED}


@pytest.mark.parametrize(
    "content", ["", "[1]", '{"1.001193": "3"}', '{"1.001193": true}', '{"Nguyễn Văn An": 3}', "\x00"]
)
def test_anything_else_counts_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "usage.json"
    path.write_text(content, encoding="utf-8")
    assert read_usage(path) == {}
    assert read_usage(tmp_path / "absent") == {}
