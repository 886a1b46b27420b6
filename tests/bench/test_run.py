"""The bench says what a program that failed has said: a missing one of its helpers is told by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.bench import run


def test_a_table_that_fails_repeats_what_its_program_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure() -> dict[str, object]:
        raise subprocess.CalledProcessError(3, ["ocrmypdf"], stderr=b"Could not find program 'pngquant'\n")

    monkeypatch.setitem(sys.modules, "tests.bench.qr", SimpleNamespace(measure=measure))
    monkeypatch.setattr(sys, "argv", ["run", str(tmp_path / "bench.json"), "--only", "qr"])
    assert run.main() == 1
    assert "Could not find program 'pngquant'" in capsys.readouterr().err
