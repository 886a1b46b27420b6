"""What a view gives its page is read there: the rest is work at every event, and may tell of a person."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.ui import screens

VIEWS = sorted(
    path for path in Path(screens.__path__[0]).rglob("view.py") if any(path.parent.glob("*Screen.qml"))
)


def given(view: Path) -> Iterator[str]:
    """Names that a view's `project` gives, those of its lists' entries among them."""
    for node in ast.walk(ast.parse(view.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == "project":
            for literal in ast.walk(node):
                if isinstance(literal, ast.Dict):
                    yield from (str(key.value) for key in literal.keys if isinstance(key, ast.Constant))


def test_views_are_found() -> None:
    assert len(VIEWS) > 30
    assert "errands" in set(given(next(path for path in VIEWS if path.parent.name == "welcome")))


@pytest.mark.parametrize("view", VIEWS, ids=lambda path: path.parent.name)
def test_the_page_reads_all_that_its_view_gives(view: Path) -> None:
    page = "".join(path.read_text(encoding="utf-8") for path in sorted(view.parent.glob("*.qml")))
    assert [name for name in given(view) if not re.search(rf"\.{name}\b", page)] == []
