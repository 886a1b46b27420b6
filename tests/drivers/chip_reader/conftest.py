"""pcscd with a virtual reader, once for each process of the tests."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.chip_reader.emulator.smart_card_service import SOCKET_VARIABLE, SmartCardService
from tests.drivers.chip_reader.cards import CardSlot, Country


@pytest.fixture(scope="session")
def service() -> Iterator[SmartCardService]:
    """The library reads the variable once, so one service serves all tests of a process."""
    # A socket's path is short; pytest's folders are not.
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder:
        running = SmartCardService(Path(folder))
        os.environ[SOCKET_VARIABLE] = str(running.socket)
        try:
            yield running
        finally:
            running.close()


@pytest.fixture(scope="session")
def _slot(service: SmartCardService) -> Iterator[CardSlot]:
    slot = CardSlot(service.port)
    yield slot
    slot.clear()


@pytest.fixture
def slot(_slot: CardSlot) -> CardSlot:
    """Where cards are laid."""
    return _slot


@pytest.fixture(scope="session")
def country() -> Country:
    """The country that the cards are of."""
    return Country()
