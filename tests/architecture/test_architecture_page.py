"""The page about the architecture names the arrows between rooms that exist, and no others."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

from tests.architecture.test_house import FILES, LIBRARIES, ROOT, tree

PAGE = ROOT / "docs" / "ARCHITECTURE.md"
ROW = re.compile(r"^\| `(?P<room>[\w/]+)/` \|[^|]*\| (?P<knows>[^|]*)\|$", re.MULTILINE)
_NAMES = r"[\w.]+(?: as \w+)?(?:, ?[\w.]+(?: as \w+)?)*"
IMPORT = re.compile(
    rf"^[ \t]*(import {_NAMES}|from [\w.]+ import (?:\([^)]*\)|\*|{_NAMES}))[ \t]*(?:#.*)?$", re.MULTILINE
)
"""An import statement at whatever depth, alone on its line or lines; a sentence that begins so goes on."""
WITH_ROOMS = {"kiosk_app", "offline_queue"}
"""Packages whose folders are rooms. Modules directly in them are composition roots, which may know all."""


def room_of(parts: tuple[str, ...]) -> str:
    """Name the room that holds a module, given the parts of its path or name; "" for a composition root."""
    if parts[0] not in LIBRARIES:
        return ""
    if parts[0] not in WITH_ROOMS:
        return parts[0]
    inside = len(parts) > 1 and (ROOT / parts[0] / parts[1]).is_dir()
    return f"{parts[0]}/{parts[1]}" if inside else ""


def imported(text: str) -> set[str]:
    """Give the names of the modules that a module imports; relative imports stay inside a room.

    Its import statements alone are parsed: parsing all modules whole takes seconds.
    """
    found = set()
    for statement in IMPORT.findall(text):
        for node in ast.parse(statement).body:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def existing() -> dict[str, set[str]]:
    """Give the rooms that each room imports."""
    arrows: dict[str, set[str]] = defaultdict(set)
    for path in tree(".py"):
        room = room_of(path.relative_to(ROOT).parts)
        if room:
            rooms = {room_of(tuple(name.split("."))) for name in imported(FILES[path])}
            arrows[room] |= rooms - {room, ""}
    return arrows


def test_the_page_names_the_arrows_that_exist() -> None:
    rooms = existing()
    by_short_name = {room.rpartition("/")[2]: room for room in rooms}
    told = {
        row["room"]: {by_short_name.get(name, name) for name in re.findall(r"`(\w+)`", row["knows"])}
        for row in ROW.finditer(FILES[PAGE])
    }
    assert len(told) > 10
    assert told == dict(rooms)


def test_an_import_is_seen_wherever_it_stands_and_prose_is_none() -> None:
    text = """
import offline_queue.store.queries as queries, json  # why
from kiosk_app.forms import (
    known,  # and why
    other as another,
)
from . import nothing
def late():
    from vietnam import money
    'import nothing of this, it says'
from the queue we import words and more.
"""
    assert imported(text) == {
        *("offline_queue.store.queries", "json", "vietnam.money"),
        *("kiosk_app.forms.known", "kiosk_app.forms.other"),
    }
