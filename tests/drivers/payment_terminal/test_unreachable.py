"""Switched off, or no such device: nothing was asked of it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.lines import SerialLine, TcpLine
from drivers.payment_terminal.port import TerminalUnreachableError
from tests.drivers.payment_terminal.citizen import stays


def test_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(TerminalUnreachableError):
        EcrTerminal(lambda: TcpLine("127.0.0.1", port)).pay(8_000, "one", stays)


def test_no_such_device(tmp_path: Path) -> None:
    with pytest.raises(TerminalUnreachableError):
        EcrTerminal(lambda: SerialLine(tmp_path / "ttyUSB9", 115_200)).pay(8_000, "one", stays)
