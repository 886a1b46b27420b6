"""Somebody plugs in a keyboard, marks and copies what a citizen typed, and pastes it for the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import assets
from kiosk_app import ui
from kiosk_app.session.kernel.events import Begin, CancelAsked, CancelConfirmed
from tests.screens.scenes_filling import typing
from tests.screens.stage import Stage

NAME = "Lò Thị Bí-Mật"
SOURCES = Path(ui.__file__).parent


@pytest.fixture(scope="module")
def window(qapp: QGuiApplication) -> Iterator[Stage]:
    del qapp
    made = Stage(1080, 1920, 268.0)
    yield made
    made.close()


@pytest.fixture
def stage(window: Stage) -> Stage:
    """On the welcome screen, with nobody before it."""
    window.play(lambda _stage: None)
    return window


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


@pytest.fixture
def field(stage: Stage, qtbot: QtBot) -> QQuickItem:
    """A box in which a citizen is typing."""
    qtbot.waitUntil(stage.window.view.isExposed)
    typing("HoVaTenC")(stage)
    found = stage.window.view.activeFocusItem()
    assert found is not None
    assert found.inherits("QQuickTextInput")
    return found


def _boxes(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every box to type in below an item."""
    for child in item.childItems():
        if child.inherits("QQuickTextInput"):
            yield child
        yield from _boxes(child)


def test_what_an_input_method_composes_reaches_no_box(field: QQuickItem) -> None:
    """Dead keys of a plugged keyboard come this way: straight to the box, past the window."""
    for event in (QInputMethodEvent("", []), QInputMethodEvent(NAME, [])):
        event.setCommitString(NAME)
        QGuiApplication.sendEvent(field, event)
    QTest.qWait(20)
    assert NAME not in field.property("text")
    assert field.property("preeditText") == ""


def test_a_word_that_is_dropped_on_a_box_stays_outside(stage: Stage, field: QQuickItem) -> None:
    data = QMimeData()
    data.setText(NAME)
    view, middle = stage.window.view, field.mapToScene(QPointF(5, 5)).toPoint()
    common = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(middle, *common)
    QGuiApplication.sendEvent(view, entered)
    dropped = QDropEvent(QPointF(middle), *common)
    QGuiApplication.sendEvent(view, dropped)
    assert NAME not in field.property("text")


@pytest.mark.mostly_long("the other button", one_in=2)
@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton])
def test_a_plugged_mouse_pastes_nothing_and_opens_no_menu(
    stage: Stage, field: QQuickItem, button: Qt.MouseButton
) -> None:
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        QGuiApplication.clipboard().setText(NAME, mode)
    before = len(QGuiApplication.topLevelWindows())
    QTest.mouseClick(
        stage.window.view, button, Qt.KeyboardModifier.NoModifier, field.mapToScene(QPointF(5, 5)).toPoint()
    )
    QTest.qWait(20)
    assert NAME not in field.property("text")
    assert len(QGuiApplication.topLevelWindows()) == before


def test_nothing_typed_can_be_taken_back_by_the_next_one(stage: Stage, field: QQuickItem) -> None:
    """What a box and the keyboard remember to undo and to go on from is gone with the visit."""
    keyboard = stage.window.view.rootObject().property("keyboard")
    text = ""
    for letter in "bis":
        text = keyboard.press(text, len(text), len(text), letter, True)["text"]
    field.setProperty("text", text)
    assert field.property("text") == text == keyboard._typed == "bí"
    stage.send(CancelAsked(), CancelConfirmed())
    assert stage.state.step == "welcome"
    assert keyboard._typed == "", "the keyboard still knew the keys"
    left = [one.property("text") for one in _boxes(stage.window.view.contentItem()) if _remembers(one)]
    assert left == []


def _remembers(box: QQuickItem) -> bool:
    return bool(box.property("text")) or bool(box.property("canUndo")) or bool(box.property("canRedo"))


def test_no_key_turns_the_machine_off_or_lets_it_sleep() -> None:
    """Held down or not: a machine that hibernates writes what a citizen said to its disk."""
    lines = (assets.folder("system") / "logind" / "60-kiosk.conf").read_text(encoding="utf-8").splitlines()
    keys = ("PowerKey", "SuspendKey", "HibernateKey", "RebootKey")
    for key in (*keys, *(f"{one}LongPress" for one in keys)):
        assert f"Handle{key}=ignore" in lines, key
    sleep = (assets.folder("system") / "sleep" / "60-kiosk.conf").read_text(encoding="utf-8").splitlines()
    for way in ("Suspend", "Hibernation", "SuspendThenHibernate", "HybridSleep"):
        assert f"Allow{way}=no" in sleep, way


def test_the_screen_has_no_accessibility_bus() -> None:
    """Whoever listened there would hear every word of the screen (AT-SPI)."""
    unit = (Path(__file__).parents[2] / "kiosk.service").read_text(encoding="utf-8")
    lines = [line for line in unit.splitlines() if not line.startswith("#")]
    assert not any("dbus" in line.lower() or "at-spi" in line for line in lines)


def test_no_text_of_the_screen_can_be_marked() -> None:
    """Every field of the screen is a KeyInput, and that one lets nothing be marked."""
    for path in SOURCES.rglob("*.qml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "KeyInput.qml":
            assert "selectByMouse: false" in text
            continue
        assert not re.search(r"^\s*(TextInput|TextEdit|TextField|TextArea)\s*\{", text, re.MULTILINE), path
        assert "selectByMouse: true" not in text, path
