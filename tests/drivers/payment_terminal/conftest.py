"""A terminal, and the driver that is connected to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.lines import TcpLine


@pytest.fixture
def machine() -> Iterator[TerminalServer]:
    with TerminalServer() as server:
        yield server


@pytest.fixture
def terminal(machine: TerminalServer) -> EcrTerminal:
    return EcrTerminal(lambda: TcpLine("127.0.0.1", machine.port), deadline_s=60.0)
