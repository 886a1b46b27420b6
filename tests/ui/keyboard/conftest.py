"""An offscreen window with the keyboard, new for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk_app.ui.window import load_fonts
from tests.ui.keyboard.rig import KeyboardRig


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> None:
    """Be Vietnam Pro, as on the kiosk."""
    load_fonts()


@pytest.fixture
def rig(fonts: None) -> Iterator[KeyboardRig]:
    """An upright panel with normal text."""
    made = KeyboardRig()
    yield made
    made.close()
