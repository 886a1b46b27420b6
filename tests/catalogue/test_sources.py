"""Tests of sources that are not what their name says: told by file, line and field, and at once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport, RemarkKind
from kiosk_app.catalogue.importers.sources import read_source
from tests.catalogue.portal_samples import COMMON

LINE = json.dumps(COMMON[0], ensure_ascii=False)


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.jsonl", "a.jsonl.gz", "a"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(ImportFailedError, match="no plain file"):
        read_source(tmp_path / name, ImportReport())


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    with pytest.raises(ImportFailedError, match="no plain file"):
        read_source(tmp_path, ImportReport())


def test_lines_from_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + f"{LINE}\r\n".encode())
    reading = ImportReport()
    read_source(path, reading)
    assert [one.code for one in reading.entries] == [COMMON[0]["ma_thu_tuc"]]


@pytest.mark.parametrize(
    "line",
    [
        '{"ma_thu_tuc": ' + "9" * 5000 + "}",
        "[" * 100_000,
        "null",
        "[]",
        "{",
        "\0",
        '{"ma_thu_tuc": "1.000001", "ten_thu_tuc": ["x"]}',
    ],
    ids=["huge number", "deep", "null", "list", "half", "nul", "field"],
)
def test_a_line_that_is_wrong_is_told_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{LINE}\n{line}\n", encoding="utf-8")
    reading = ImportReport()
    read_source(path, reading)
    assert len(reading.entries) == 1
    assert [one.place for one in reading.told(RemarkKind.WRONG)] == ["a.jsonl:2"]


def test_a_file_without_any_procedure_tells_what_the_first_lacks(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"ma_thu_tuc": "1.000001", "ten_thu_tuc": "A"}\n', encoding="utf-8")
    with pytest.raises(ImportFailedError, match=r"a\.jsonl:1: 1\.000001: linh_vuc: Field required"):
        read_source(path, ImportReport())


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(ImportFailedError, match="cannot be read: Permission denied"):
        read_source(tmp_path, ImportReport())
