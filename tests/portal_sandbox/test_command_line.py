"""A sandbox that cannot start says why in one line."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from portal_sandbox.__main__ import main


def _ends(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("portal-sandbox: ")
    return line


def test_a_port_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "65535" in _ends(["--port", "99999", "--state", str(tmp_path)], capsys)


def test_a_port_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"127.0.0.1:{port}" in _ends(["--port", str(port), "--state", str(tmp_path)], capsys)


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    assert str(file) in _ends(["--port", "0", "--state", str(file / "state")], capsys)
