"""Names say what a thing does, one word for one thing: folders, modules, classes, folders of tests."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.architecture.test_glossary import promised
from tests.architecture.test_house import ROOT, named, parsed, tree

SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "shared", "tools", "stuff", "lib"}
"""A folder or module of such a name collects what has no other home."""
ONE_VOCABULARY = ("kiosk_app", "offline_queue", "vietnam")
"""Rooms that speak to each other. Drivers and the sandbox know nothing of them and have words of their own;
a table of the configuration bears the name of what it configures."""


def test_no_folder_or_module_has_a_name_that_says_nothing() -> None:
    places = {path for file in tree(".py", ".qml") for path in (file, *file.parents) if path != ROOT}
    found = {named(path) for path in places if path.is_relative_to(ROOT) and path.stem.lower() in SAY_NOTHING}
    assert found == set()


def test_a_word_of_the_glossary_names_one_thing() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for path in tree(".py"):
        if path.relative_to(ROOT).parts[0] in ONE_VOCABULARY:
            for node in parsed(path).body:
                if isinstance(node, ast.ClassDef):
                    owners[node.name].append(named(path))
    assert {name: owners[name] for name in promised() if len(owners[name]) > 1} == {}


def test_every_room_has_its_tests() -> None:
    of_rooms = {"kiosk_app", "drivers", "offline_queue"}
    places = [ROOT, *(ROOT / package for package in of_rooms)]
    packages = {path.parent for path in tree(".py") if path.name == "__init__.py"}
    rooms = {
        folder.name
        for folder in packages
        if folder.parent in places and folder.name not in {*of_rooms, "assets", "tests"}
    }
    tested = {path.parent.name for path in tree(".py") if path.name.startswith("test_")}
    assert len(rooms) > 10
    assert rooms - tested == set()
