"""Names say what a thing does, one word for one thing: folders, modules, classes, folders of tests."""

from __future__ import annotations

import re
from collections import defaultdict

from tests.architecture.test_house import FILES, ROOT, named, tree

SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "shared", "tools", "stuff", "lib"}
"""A folder or module of such a name collects what has no other home."""
ONE_VOCABULARY = ("kiosk_app", "offline_queue", "drivers", "vietnam", "chip_data")
"""Rooms whose classes meet in one process. The sandbox, which is asked over HTTP alone, has words of its own;
a table of the configuration bears the name of what it configures."""
TWICE_ON_PURPOSE = {
    "Sound": "the session knows no device, so it lists its sounds itself; a worker gives the speaker's own",
}
"""Public classes of one name in two modules, and why."""

CLASS = re.compile(r"^class ([A-Za-z]\w*)", re.MULTILINE)
"""A public class of a module."""


SPOKEN = ("kiosk_app/", "configuration/")
"""Whose sentences people read on glass and paper."""
OTHERWISE_SPELT = re.compile(
    r"(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])|(?i:ông/bà)(?<!Ông/Bà)(?<!ÔNG/BÀ)"
)
"""A tone on the second vowel of an open oa, oe, uy ("khoá"), and citizens spoken to without capitals."""
ABOUT_SPELLING = "/keyboard/"


def test_no_folder_or_module_has_a_name_that_says_nothing() -> None:
    places = {path for file in tree(".py", ".qml") for path in (file, *file.parents) if path != ROOT}
    found = {named(path) for path in places if path.is_relative_to(ROOT) and path.stem.lower() in SAY_NOTHING}
    assert found == set()


def class_names() -> dict[str, list[str]]:
    """Give the modules that define each public class."""
    owners: dict[str, list[str]] = defaultdict(list)
    for path in tree(".py"):
        if path.relative_to(ROOT).parts[0] in ONE_VOCABULARY:
            for name in CLASS.findall(FILES[path]):
                owners[name].append(named(path))
    return owners


def test_a_class_name_stands_for_one_thing() -> None:
    """Whoever searches for a class finds one: `Found` was four, `Words` three."""
    owners = class_names()
    assert len(owners) > 1_000
    assert {
        name: places for name, places in owners.items() if len(places) > 1 and name not in TWICE_ON_PURPOSE
    } == {}
    assert {name for name in TWICE_ON_PURPOSE if len(owners[name]) < 2} == set(), (
        "it stands once: take it off the list"
    )


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


def test_what_people_read_is_spelt_one_way() -> None:
    """As their keyboard writes it: "khóa", and "Ông/Bà"; a notice had "khoá" beside the set-up's "khóa"."""
    read = [path for path in tree(".py", ".qml") if named(path).startswith(SPOKEN)]
    read = [path for path in read if ABOUT_SPELLING not in named(path)]
    assert len(read) > 500
    assert OTHERWISE_SPELT.search("Xin mời ông/bà giữ khoá")
    assert not OTHERWISE_SPELT.search("Xin mời Ông/Bà khoanh và giữ chìa khóa quý")
    assert {
        f"{named(path)}: {found[0]}" for path in read for found in OTHERWISE_SPELT.finditer(FILES[path])
    } == set()
