"""Somebody plugs in a keyboard, marks and copies what a citizen typed, and pastes it for the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk_app import ui
from kiosk_app.session.kernel.events import Begin, CancelAsked, CancelConfirmed
from tests.screens.stage import Stage

NAME = "Lò Thị Bí-Mật"
SOURCES = Path(ui.__file__).parent


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(1080, 1920, 268.0)
    yield made
    made.close()


def test_a_plugged_keyboard_does_nothing(stage: Stage, qtbot: QtBot) -> None:
    view = stage.window.view
    qtbot.waitUntil(view.isExposed)
    before = stage.state
    for key in (Qt.Key.Key_A, Qt.Key.Key_F4, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(view, key, modifier)
    QTest.keyClick(view, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(50)
    assert view.isVisible()
    assert stage.state == before


def test_the_clipboard_is_empty_after_a_visit(stage: Stage) -> None:
    QGuiApplication.clipboard().setText(NAME)
    stage.send(Begin(), CancelAsked(), CancelConfirmed())
    assert stage.state.step == "welcome"
    assert QGuiApplication.clipboard().text() == ""


def test_no_text_of_the_screen_can_be_marked() -> None:
    """Every field of the screen is a KeyInput, and that one lets nothing be marked."""
    for path in SOURCES.rglob("*.qml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "KeyInput.qml":
            assert "selectByMouse: false" in text
            continue
        assert not re.search(r"^\s*(TextInput|TextEdit|TextField|TextArea)\s*\{", text, re.MULTILINE), path
        assert "selectByMouse: true" not in text, path
