"""A world with everything in it running: for each test, or shared by those that leave no trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.journeys.world import World
from tests.support.papers import Paper, draw

SMALL = (540, 960)
"""Pixels of the panel: nobody looks, and less is drawn."""


@pytest.fixture
def world(tmp_path: Path, qapp: QGuiApplication) -> Iterator[World]:
    """Portal, printer, scanner, daemon."""
    del qapp
    with World(tmp_path, panel=SMALL) as running:
        yield running


@pytest.fixture(scope="module")
def shared_world(tmp_path_factory: pytest.TempPathFactory, qapp: QGuiApplication) -> Iterator[World]:
    """One world for several tests that leave it as they found it, and file nothing."""
    del qapp
    with World(tmp_path_factory.mktemp("world"), panel=SMALL) as running:
        yield running


@pytest.fixture(scope="session")
def sheet() -> Paper:
    """The earlier certificate."""
    return draw("old-certificate", 20261124)
