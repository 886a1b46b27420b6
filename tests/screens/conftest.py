"""One window for all scenes of a module: to make one takes longer than most scenes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from tests.screens.panels import PANELS
from tests.screens.stage import Stage


@pytest.fixture(scope="module")
def panel() -> str:
    """Name of the panel, unless the module names others."""
    return "portrait"


@pytest.fixture(scope="module")
def stage(qapp: QGuiApplication, panel: str) -> Iterator[Stage]:
    """Give the window. `panel`: a name of `PANELS`."""
    del qapp
    made = Stage(*PANELS[panel])
    yield made
    made.close()
