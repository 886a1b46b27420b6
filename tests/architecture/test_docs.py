"""What the pages and comments refer to is there: files, headings, modules."""

from __future__ import annotations

import ast
import builtins
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from configuration.kiosk_file import Configuration
from tests.architecture.test_house import FILES, LIBRARIES, ROOT, named, parsed, tree

CITED = re.compile(r"(?<![\w./])(docs/[\w./-]+\.md)(?:#([\w-]+))?")
"""A page of ours in a comment, a docstring or a text: `docs/domain/portal.md#codes`."""
ALONE = re.compile(r"(?<![\w./\"-])\w[\w-]*\.md\b")
"""A page whose folder is not said: nobody can follow it."""
LINK = re.compile(r"\]\(([^)\s#]*)(?:#([\w-]+))?\)")
"""A link of a page, relative to it."""
PLACE = re.compile(r"`((?:{})/[\w./-]+)`".format("|".join([*LIBRARIES, "tests", "docs", "appliance"])))
"""A file or folder of the repository, named in a page."""
CODE = re.compile(r"(?<![\w/.>…])(?:[\w-]+/)*[\w-]+\.(?:py|qml)\b")
"""A module or QML file in a comment: `catalogue/layout.py`, or its name alone."""
RAISED = re.compile(r"`(\w+Error)`")
DECISION = re.compile(r"docs/decisions/(\d{3})")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
HERE = Path(__file__).resolve()
"""This file shows citations that lead nowhere."""
PAGES = sorted(path for path in FILES if path.suffix == ".md")


def anchor(heading: str) -> str:
    """The address that Markdown gives a heading: small letters, no punctuation, hyphens for spaces."""
    kept = (
        letter
        for letter in unicodedata.normalize("NFC", heading.lower())
        if letter in " -_" or unicodedata.category(letter)[0] in "LMN"
    )
    return "".join(kept).replace(" ", "-")


@cache
def anchors(path: Path) -> frozenset[str]:
    """Give the addresses of a page's headings."""
    return frozenset(anchor(heading) for heading in HEADING.findall(FILES[path]))


def missing(target: Path, heading: str) -> bool:
    """Whether that page, or that heading in it, is not there."""
    if not target.exists():
        return True
    return bool(heading) and heading not in anchors(target.resolve())


def test_every_page_and_heading_that_is_cited_exists() -> None:
    lost = [
        f"{named(path)}: {page}#{heading}"
        for path, text in FILES.items()
        for page, heading in CITED.findall(text)
        if path != HERE and missing(ROOT / page, heading)
    ]
    lost += [
        f"{named(path)}: {page} without its folder"
        for path, text in FILES.items()
        for page in ALONE.findall(text)
        if path != HERE and path.suffix != ".md" and not (ROOT / page).exists()
    ]
    assert lost == []


def comments(path: Path) -> str:
    """Give what a file says to its readers: comments and docstrings, one below the other."""
    text = FILES[path]
    if path.suffix == ".qml":
        return "\n".join(re.findall(r"(?<!:)//.*", text))
    said = [
        node.value.value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join([*said, *(one.string for one in tokens if one.type == tokenize.COMMENT)])


def unknown(pattern: re.Pattern[str], known: Iterable[str]) -> list[str]:
    """Name what comments and docstrings name and is not known."""
    names = frozenset(known)
    return [
        f"{named(path)}: {name}"
        for path in tree(".py", ".qml")
        # To tell comments from code takes long; few files hold such a name at all, in either.
        if not names.issuperset(pattern.findall(FILES[path]))
        for name in pattern.findall(comments(path))
        if name not in names
    ]


def test_every_file_that_a_comment_names_exists() -> None:
    files = {named(path) for path in tree(".py", ".qml")}
    endings = {
        file[at:] for file in files for at in [0, *(i + 1 for i, sign in enumerate(file) if sign == "/")]
    }
    lost = unknown(CODE, endings)
    decisions = {path.name[:3] for path in (ROOT / "docs" / "decisions").glob("*.md")}
    lost += [
        f"{named(path)}: decision {number}"
        for path, text in FILES.items()
        for number in DECISION.findall(text)
        if number not in decisions
    ]
    assert lost == []


def existing(names: Iterable[str]) -> set[str]:
    """Give those of the names that the code defines, imports or reaches into a module for.

    A file is read as code only when it holds a name that was not found yet: all of them would take seconds.
    """
    wanted, found = set(names), set[str]()
    for path in sorted(tree(".py"), key=lambda path: path.is_relative_to(ROOT / "tests")):
        if not any(name in FILES[path] for name in wanted - found):
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.ImportFrom):
                found |= {alias.asname or alias.name for alias in node.names}
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
    return wanted & found


def test_every_error_that_a_comment_names_exists() -> None:
    named_in_text = {name for path in tree(".py", ".qml") for name in RAISED.findall(FILES[path])}
    assert len(named_in_text) > 30
    known = {name for name in named_in_text if hasattr(builtins, name)}
    assert unknown(RAISED, known | existing(named_in_text - known)) == []


def test_an_error_exists_where_the_code_has_it_and_not_where_a_text_names_it() -> None:
    assert existing({"NobodyRaisesThisError", "ConfigurationError"}) == {"ConfigurationError"}


def test_an_unknown_name_in_a_comment_is_found() -> None:
    assert f"{named(HERE)}: AnyUnheardOfError" in unknown(
        re.compile("Any[A-Z]\\w+Error"), []
    )  # AnyUnheardOfError


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = [
        f"{target}#{heading}"
        for target, heading in LINK.findall(FILES[page])
        if ":" not in target and missing(page.parent / target if target else page, heading)
    ]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    assert [place for place in PLACE.findall(FILES[page]) if not (ROOT / place).exists()] == []


def test_the_readme_names_every_table_of_the_configuration() -> None:
    readme = FILES[ROOT / "README.md"]
    assert [name for name in Configuration.model_fields if f"`[{name}]`" not in readme] == []


def test_every_procedure_that_ships_is_described() -> None:
    page = FILES[ROOT / "docs" / "domain" / "procedures.md"]
    codes = [path.stem for path in (ROOT / "assets" / "catalogue").glob("[0-9].*.yaml")]
    assert len(codes) > 1
    assert [code for code in codes if f"| {code} |" not in page] == []


def test_the_rules_find_what_is_missing() -> None:
    page = ROOT / "docs/domain/portal.md"
    assert not missing(page, "the-dossier-object")
    assert missing(page, "the-dossiers-object")
    assert missing(ROOT / "docs/domain/nothing.md", "")
    assert anchor("Wording of Mẫu 01") == "wording-of-mẫu-01"
    assert CITED.findall('x (docs/domain/portal.md#codes), "docs/a.md".') == [
        ("docs/domain/portal.md", "codes"),
        ("docs/a.md", ""),
    ]
    assert PLACE.findall("`offline_queue/nothing.py`, `make`") == ["offline_queue/nothing.py"]
    assert CODE.findall("`offline_queue/nothing.py`, nothing.py, <Name>Screen.qml, a.b.py") == [
        "offline_queue/nothing.py",
        "nothing.py",
    ]
    assert LINK.findall("[a](b.md#c) [d](#e)") == [("b.md", "c"), ("", "e")]
