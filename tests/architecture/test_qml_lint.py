"""The QML linter of this project finds each kind of mistake that it is meant to find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.qml_lint import QML, files_of, lint

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
