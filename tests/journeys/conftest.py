"""A world for each test, with everything in it running."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.journeys.world import World
from tests.support.papers import Paper, draw


@pytest.fixture
def world(tmp_path: Path, qapp: QGuiApplication) -> Iterator[World]:
    """Portal, printer, scanner, daemon."""
    del qapp
    with World(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def sheet() -> Paper:
    """The earlier certificate."""
    return draw("old-certificate", 20261124)
