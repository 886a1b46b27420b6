"""An emulated printer for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.printer.emulated_printer import EmulatedPrinter


@pytest.fixture
def emulated(tmp_path: Path) -> Iterator[EmulatedPrinter]:
    """An emulated printer in good order."""
    with EmulatedPrinter(tmp_path) as one:
        yield one
