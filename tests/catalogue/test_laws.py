"""An article of a law is told to a citizen only where a source names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import assets

PAGE = Path(__file__).parents[2] / "docs" / "domain" / "law.md"
_NUMBER = re.compile(r"\d+/\d{4}/[A-ZĐ\d-]+")
_ARTICLE = re.compile(r"Điều (\d+)")
_NAMED = {"Luật Cư trú": "68/2020/QH14"}
"""Laws that official words name without their number."""


def _listed() -> dict[str, set[str]]:
    """Articles of the page's list by the number of their law."""
    part = PAGE.read_text("utf-8").split("## Articles", 1)[1].split("\n## ", 1)[0]
    found: dict[str, set[str]] = {}
    for line in part.splitlines():
        if line.startswith("- "):
            number = _NUMBER.search(line)
            assert number, line
            found[number[0]] = set(re.findall(r"\d+", line[number.end() :].split("(the portal", 1)[0]))
    return found


def _cited() -> Iterator[tuple[str, str, str]]:
    """Give every article in what ships: file, number of the law ("" when none stands beside it), article."""
    for folder in ("catalogue", "fees", "slips"):
        for path in sorted(assets.folder(folder).rglob("*.yaml")):
            for line in path.read_text("utf-8").splitlines():
                if line.lstrip().startswith("#"):
                    continue
                for one in _ARTICLE.finditer(line):
                    number = _NUMBER.search(line)
                    named = next((law for name, law in _NAMED.items() if name in line), "")
                    yield path.name, number[0] if number else named, one[1]


def test_every_article_that_ships_is_one_that_a_source_names() -> None:
    listed = _listed()
    cited = list(_cited())
    assert cited
    assert [one for one in cited if one[2] not in listed.get(one[1], set())] == []
