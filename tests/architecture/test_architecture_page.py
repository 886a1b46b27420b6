"""The page about the architecture names the arrows between rooms that exist, and no others."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

from tests.architecture.test_house import FILES, LIBRARIES, ROOT, parsed, tree

PAGE = ROOT / "docs" / "ARCHITECTURE.md"
ROW = re.compile(r"^\| `(?P<room>[\w/]+)/` \|[^|]*\| (?P<knows>[^|]*)\|$", re.MULTILINE)
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


def imported(path: Path) -> set[str]:
    """Give the names of the modules that a module imports; relative imports stay inside a room."""
    found = set()
    for node in ast.walk(parsed(path)):
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
            rooms = {room_of(tuple(name.split("."))) for name in imported(path)}
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
