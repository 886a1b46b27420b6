"""Every command that a page names can be typed: targets of make, kioskctl with its options, modules, keys."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from configuration.kiosk_file import Configuration
from kiosk_app.technician.__main__ import app
from tests.architecture.test_house import FILES, ROOT, named

PAGES = sorted(path for path in FILES if path.suffix == ".md" and path.name != "CHANGELOG.md")
"""What the changelog names was there when it was written."""
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
TARGET = re.compile(r"(?<![\w/.-])make ([a-z][\w-]*)((?: [A-Z_]+=\S*)*)")
KIOSKCTL = re.compile(r"(?<![\w/.-])kioskctl((?: [^\s|&;<>()#]+)*)")
MODULE = re.compile(r"(?<![\w/.-])python3? -m ([\w.]+)")
KEY = re.compile(r"`\[(\w+)\] (\w+)`")
"""A key of the configuration with its table: `[session] reprints`."""
OF_PROGRAMS = {"pip", "venv", "pytest", "http"}


def code(page: Path) -> list[str]:
    """Give what a page shows as code, a line or a span each."""
    text = FILES[page]
    lines = [line for block in FENCED.findall(text) for line in block.splitlines()]
    return [*lines, *INLINE.findall(FENCED.sub("", text))]


@cache
def makefile() -> str:
    """Give the Makefile."""
    return (ROOT / "Makefile").read_text(encoding="utf-8")


def strange_targets(lines: list[str]) -> list[str]:
    """Name targets and variables that the Makefile does not have."""
    found = []
    for target, variables in (pair for line in lines for pair in TARGET.findall(line)):
        if re.search(rf"^{re.escape(target)}:", makefile(), re.MULTILINE) is None:
            found.append(target)
        names = re.findall(r"([A-Z_]+)=", variables)
        found += [f"{target} {name}" for name in names if f"$({name})" not in makefile()]
    return found


def strange_words(words: list[str]) -> list[str]:
    """Name subcommands and options of one line of kioskctl that it does not know."""
    command: Any = get_command(app)
    found = []
    for word in words:
        if word.startswith("-"):
            options = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
            found += [word] if word.partition("=")[0] not in {*options, "--help"} else []
        elif hasattr(command, "get_command") and re.fullmatch(r"[a-z][a-z-]*", word):
            inner = command.get_command(None, word)
            if inner is None:
                return [*found, word]
            command = inner
    return found


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_target_of_make_exists(page: Path) -> None:
    assert strange_targets(code(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_of_kioskctl_exists(page: Path) -> None:
    lines = [words for line in code(page) for words in KIOSKCTL.findall(line)]
    assert [(words, strange) for words in lines if (strange := strange_words(words.split()))] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_module_that_is_run_exists(page: Path) -> None:
    modules = [name for line in code(page) for name in MODULE.findall(line)]
    lost = [
        name
        for name in modules
        if name.partition(".")[0] not in OF_PROGRAMS and importlib.util.find_spec(name) is None
    ]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_key_of_the_configuration_exists(page: Path) -> None:
    tables = Configuration.model_fields
    lost = [
        f"[{table}] {key}"
        for table, key in KEY.findall(FILES[page])
        if table not in tables or key not in tables[table].annotation.model_fields  # type: ignore[union-attr]
    ]
    assert lost == []


def test_the_rules_find_what_is_missing() -> None:
    assert strange_targets(["make demo CASE=simplest", "make tea", "make demo MILK=1"]) == [
        "tea",
        "demo MILK",
    ]
    assert strange_words(["queue", "list", "--json"]) == []
    assert strange_words(["queue", "burn"]) == ["burn"]
    assert strange_words(["doctor", "--feet"]) == ["--feet"]
    assert strange_words(["brew"]) == ["brew"]
    assert KIOSKCTL.findall("kioskctl queue list | less") == [" queue list"]
