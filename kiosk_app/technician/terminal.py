"""Words from outside on a technician's terminal: as text, never as markup or as a command to the terminal."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import typer
from rich.text import Text

_LONGEST = 2_000
_BETWEEN = re.compile(r"([\n\t])")
"""What a line of ours may hold besides words."""


_STEERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of signs that steer, turn or end a line, or that nobody can see; other blanks are blanks."""


def plain(words: str) -> str:
    """Give the words with everything written out that steers a terminal or turns the direction of a line.

    What is longer than a terminal can show usefully is cut, and says so.
    """
    if len(words) <= _LONGEST and words.isprintable():
        return words
    shown = "".join(
        one.encode("unicode_escape").decode() if unicodedata.category(one) in _STEERS else one
        for one in words[:_LONGEST]
    )
    return shown if len(words) <= _LONGEST else f"{shown}… ({len(words)} characters)"


def cell(words: str) -> Text:
    """Give the words for a table: square brackets are square brackets."""
    return Text("\n".join(map(plain, words.split("\n"))))


def say(words: str, *, err: bool = False) -> None:
    """Write lines to the terminal, whoever their words are from: every command says everything by this."""
    typer.echo("".join(one if one in "\n\t" else plain(one) for one in _BETWEEN.split(words)), err=err)


def say_json(value: Any, *, indent: int | None = 2) -> None:
    """Write one JSON document: nothing is cut, and what would steer a terminal stands as JSON writes it."""
    typer.echo(_json(value, indent))


def say_json_lines(values: Iterable[Any]) -> None:
    """Write one JSON list with each value on a line of its own."""
    lines = ",\n".join(map(_json, values))
    typer.echo(f"[\n{lines}\n]")


def _json(value: Any, indent: int | None = None) -> str:
    """Give a value as JSON that a terminal shows as it is; sets are lists in order."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=sorted)
    return text if text.replace("\n", "").isprintable() else "".join(map(_escaped, text))


def _escaped(letter: str) -> str:
    if letter == "\n" or unicodedata.category(letter)[0] != "C":
        return letter
    return json.dumps(letter)[1:-1]
