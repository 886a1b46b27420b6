"""The QML linter of this project finds each kind of mistake that it is meant to find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.qml_lint import QML, files_of, lint

PAGES = files_of(QML)
KEYS = ("Return", "Enter")
HEAD = "pragma ComponentBehavior: Bound\n\nimport QtQuick\n"


def kinds(folder: Path, body: str, head: str = HEAD) -> list[str]:
    """Kinds of the findings in a file of the kiosk's folder layout."""
    path = folder / "Page.qml"
    path.write_text(head + body, encoding="utf-8")
    return [finding.kind for finding in lint([path], QML)]


def test_a_sound_file_has_no_findings(tmp_path: Path) -> None:
    assert kinds(tmp_path, "Item {\n    id: page\n\n    width: page.height\n}\n") == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Item {\n    id: page\n\n    wdith: 3\n}\n", "missing-property"),
        ("Item {\n    width: nobody.height\n}\n", "unqualified"),
        ("Itme {}\n", "import"),
        ("Item {\n", "syntax"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, body: str, kind: str) -> None:
    assert kind in kinds(tmp_path, body)


def test_an_unused_import_is_found(tmp_path: Path) -> None:
    assert kinds(tmp_path, "Item {}\n", HEAD + "import QtQml\n") == ["unused-imports"]


def test_every_screen_is_looked_at() -> None:
    names = {path.name for path in files_of(QML)}
    assert {"Theme.qml", "WelcomeScreen.qml", "TouchButton.qml"} <= names
    assert lint([], QML) == ()


TOGGLED = re.compile(r"chosen: (?P<what>[\w.]+)\n(?:.*\n)*?\s*onClicked: .*!(?P=what)\b")
"""A tile that is chosen by itself: touched again it is chosen no more."""


def tiles(text: str) -> list[str]:
    """What stands in each `ChoiceTile` of a file."""
    return [one.split("\n\n", 1)[0] for one in text.split("ChoiceTile {")[1:]]


def test_what_the_enter_key_does_that_of_the_number_pad_does() -> None:
    """Qt has two keys with that name."""
    texts = {path.name: path.read_text("utf-8") for path in PAGES}
    handled = {name: [text.count(f"Keys.on{key}Pressed") for key in KEYS] for name, text in texts.items()}
    assert any(main for main, _ in handled.values())
    assert {name: counts for name, counts in handled.items() if len(set(counts)) > 1} == {}


def test_a_tile_that_is_taken_back_by_a_touch_is_a_check_box() -> None:
    """A screen reader says of a radio button that another one must be chosen instead."""
    toggles = [one for path in PAGES for one in tiles(path.read_text("utf-8")) if TOGGLED.search(one)]
    assert toggles
    assert [one for one in toggles if "Accessible.CheckBox" not in one] == []
