"""The glossary's names exist in the code."""

from __future__ import annotations

import re

from tests.architecture.test_house import FILES, LIBRARIES, ROOT

PAGE = ROOT / "docs" / "GLOSSARY.md"
NAME = re.compile(r"`([A-Za-z_]+)`")
WORD = re.compile(r"\w+")
ROOMS = {part for path in FILES for part in path.relative_to(ROOT).with_suffix("").parts}


def words() -> set[str]:
    """Give every word of the code."""
    return {
        word
        for path, text in FILES.items()
        if path.suffix in {".py", ".qml", ".yaml"} and path.relative_to(ROOT).parts[0] in LIBRARIES
        for word in WORD.findall(text)
    }


def promised() -> list[str]:
    """Give the names in the last column of the tables that have a column "in the code"."""
    found: list[str] = []
    in_the_code = False
    for line in FILES[PAGE].splitlines():
        if not line.startswith("|"):
            in_the_code = False
            continue
        last = line.rstrip("|").rpartition("|")[2]
        in_the_code = in_the_code or last.strip() == "in the code"
        if in_the_code:
            found += NAME.findall(last)
    return found


def test_every_name_of_the_glossary_exists() -> None:
    names = promised()
    assert len(names) > 30
    there = ROOMS | words()
    assert [name for name in names if name not in there] == []
