"""A world with everything in it running."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from tests.journeys.world import World
from tests.support.papers import Paper, draw

SMALL = (540, 960)
"""Pixels of the panel: nobody looks, and less is drawn."""


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, qapp: QGuiApplication) -> Iterator[World]:
    """Portal, printer, scanner, daemon: started once, since starting them takes longer than most journeys."""
    del qapp
    with World(tmp_path_factory.mktemp("world"), panel=SMALL) as made:
        yield made


@pytest.fixture
def world(running: World) -> Iterator[World]:
    """The same world for each journey: what one took away is back for the next, what it filed stays filed."""
    yield running
    running.restore()


@pytest.fixture(scope="session")
def sheet() -> Paper:
    """The earlier certificate."""
    return draw("old-certificate", 20261124)
