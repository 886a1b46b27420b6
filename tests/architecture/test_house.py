"""Rules of the house that no other tool holds."""

from __future__ import annotations

import ast
import configparser
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = (
    *(
        "assets",
        "chip_data",
        "configuration",
        "drivers",
        "kiosk_app",
        "offline_queue",
        "portal_sandbox",
        "vietnam",
    ),
)
MOST_LINES = 450
GENERATED = {"build", "__pycache__", "node_modules"}
"""Folders of generated files; hidden ones are left out as well (but for `.ci`)."""
TEXT = {
    *(".cfg", ".conf", ".css", ".html", ".js", ".json", ".lock", ".md", ".py", ".qml", ".rules", ".service"),
    *(".sh", ".svg", ".toml", ".ts", ".txt", ".yaml", ".yml", ""),
}
# Written in pieces, so that this file does not break its own rule.
HOSTS = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org", "crates" + ".io")
SAYS_ITS_JOB = re.compile(r'(?:#[^\n]*\n|\s)*[rR]?"""[ \t]*[^\s"]')
"""A module that begins with its docstring, whose first line is not empty."""
MACHINE = re.compile(r"(?<![\w.~$}])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/[a-z]+|tmp/(?:brief|bash))\b")


@cache
def everything(folder: Path = ROOT) -> tuple[Path, ...]:
    """Give the repository's files, sorted, without what tools put there."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name != ".ci"
            if not hidden and path.name not in GENERATED and path.suffix != ".egg-info":
                found += everything(path)
        elif not path.name.startswith("."):
            found.append(path)
    return tuple(found)


def tree(*suffixes: str) -> list[Path]:
    """Give the repository's files with these endings."""
    return [path for path in everything() if path.suffix in suffixes]


def named(path: Path) -> str:
    """Give the path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


class Texts(Mapping[Path, str]):
    """The text of each file, read when it is first looked at: every worker collects, few need the texts."""

    def __init__(self, paths: list[Path]) -> None:
        self._read: dict[Path, str | None] = dict.fromkeys(paths)

    def __getitem__(self, path: Path) -> str:
        text = self._read[path]
        if text is None:
            text = self._read[path] = path.read_text(encoding="utf-8", errors="replace")
        return text

    def __iter__(self) -> Iterator[Path]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


FILES = Texts(tree(*TEXT))


def test_the_tree_is_looked_at() -> None:
    names = {named(path) for path in FILES}
    assert {"Makefile", "setup.cfg", "kiosk.service", ".ci/run", "assets/catalogue/1.004873.yaml"} <= names


@cache
def parsed(path: Path) -> ast.Module:
    """Give the syntax of a module."""
    return ast.parse(FILES[path])


def test_no_module_is_too_long() -> None:
    lengths = {named(path): len(FILES[path].splitlines()) for path in tree(".py", ".qml")}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_module_says_its_job_in_one_line() -> None:
    silent = []
    for path in tree(".py"):
        if FILES[path] and not SAYS_ITS_JOB.match(FILES[path]):
            silent.append(named(path))
    assert silent == []


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {named(path): sorted(set(MACHINE.findall(text))) for path, text in FILES.items()}
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_the_rule_about_paths_finds_them() -> None:
    assert MACHINE.search("see /" + "work/main")
    assert MACHINE.search('"/' + 'home/alice/x"')
    assert not MACHINE.search("${tmp}/" + "root/etc, /opt/kiosk, a/" + "work")


def test_no_file_names_a_host_of_a_package_registry() -> None:
    found = {named(path): [host for host in HOSTS if host in text] for path, text in FILES.items()}
    assert {name: hosts for name, hosts in found.items() if hosts} == {}


def test_all_text_is_nfc() -> None:
    assert [named(path) for path, text in FILES.items() if not unicodedata.is_normalized("NFC", text)] == []


@pytest.mark.parametrize("room", LIBRARIES)
def test_libraries_do_not_print(room: str) -> None:
    calls = []
    for path in (ROOT / room).rglob("*.py"):
        # Few modules have the word at all.
        for node in ast.walk(parsed(path)) if "print(" in FILES[path] else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                calls.append(f"{named(path)}:{node.lineno}")
    assert calls == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in tree(".py") if path.is_relative_to(ROOT / "tests")}
    between = {
        parent for folder in folders for parent in folder.parents if parent.is_relative_to(ROOT / "tests")
    }
    assert [named(one) for one in sorted(folders | between) if not (one / "__init__.py").exists()] == []


def test_every_package_that_ships_types_says_so() -> None:
    assert [room for room in LIBRARIES if not (ROOT / room / "py.typed").exists()] == []


def test_everything_that_is_no_module_is_installed_too() -> None:
    read = configparser.ConfigParser()
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = read["options.package_data"]["*"].replace(" ", "").split(",")
    lost = []
    for room in LIBRARIES:
        taken = {path for pattern in patterns for path in (ROOT / room).glob(pattern)}
        others = {
            path for path in (ROOT / room).rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}
        }
        lost += [named(path) for path in sorted(others - taken)]
    assert lost == []
