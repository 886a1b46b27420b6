"""Reads the YAML of a procedure within bounds, and finds the line of a fault.

A file from a stick or from a portal may be made to exhaust the machine: aliases of aliases that unfold to
billions of values, an alias that contains itself, brackets nested by the thousand. All of them end here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

import assets

MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_VALUES = 200_000
"""Values that the document has with every alias unfolded. The longest form that ships has some 6,000."""

_QUOTED = re.compile(r"\{\w+(?::\w+)?|'[^']+'")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class SourceError(ValueError):
    """Not YAML, or YAML without bounds. The text names the line where there is one."""


def read_source(path: Path) -> Any:
    """Read a YAML file. Raises `SourceError`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError(f"more than {MOST_BYTES} bytes; a procedure has some 40,000")
        _measure(path)
        _refuse_keys_twice(yaml.compose(path.read_text(encoding="utf-8"), Loader=assets.LOADER))
        return assets.read_yaml(path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}: " if mark else ""
        raise SourceError(f"{where}cannot be read as YAML: {error.problem or error.context}") from error
    except UnicodeDecodeError as error:
        raise SourceError("cannot be read as YAML: it is not UTF-8") from error
    except yaml.reader.ReaderError as error:
        raise SourceError(_control_character(path, error)) from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(_wrong_scalar(path) or f"cannot be read as YAML: {error}") from error


def _control_character(path: Path, error: yaml.reader.ReaderError) -> str:
    text = path.read_text(encoding="utf-8")
    at = next((place for place, letter in enumerate(text) if ord(letter) == error.character), 0)
    line = text.count("\n", 0, at) + 1
    return f"line {line}: cannot be read as YAML: a control character (U+{error.character:04X})"


def _wrong_scalar(path: Path) -> str:
    """Name a bare date that no calendar has, or a number without measure; "" where none is there."""
    try:
        tokens = list(yaml.scan(path.read_text(encoding="utf-8"), Loader=assets.LOADER))
    except (OSError, ValueError, yaml.YAMLError):
        return ""
    for token in tokens:
        if not isinstance(token, yaml.ScalarToken) or not token.plain:
            continue
        if token.value.isdigit() and len(token.value) > sys.get_int_max_str_digits():
            return f"line {token.start_mark.line + 1}: a number of {len(token.value)} digits"
        if _DAY.fullmatch(token.value):
            try:
                date.fromisoformat(token.value)
            except ValueError:
                return f"line {token.start_mark.line + 1}: {token.value} is no day of the calendar"
    return ""


def line_of(path: Path, place: Sequence[str | int], sentence: str) -> int:
    """Give the line (from 1) of the value there, else of a key that the sentence names; 0: unknown."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=assets.LOADER)
    if not place:
        words = {word.strip(":,'\"()") for word in sentence.split()}
        return _line_of_word(node, words) or _line_of_quote(path, node, sentence)
    line = node.start_mark.line + 1 if node is not None else 0
    for step in place:
        found = None
        if isinstance(node, yaml.MappingNode):
            # Report the line of the key: in block style the value of a collection begins a line later.
            found = next((value for key, value in node.value if key.value == step), None)
            lines = [key.start_mark.line + 1 for key, _ in node.value if key.value == step]
            line = lines[0] if lines else line
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
            line = found.start_mark.line + 1
        if found is None:
            break
        node = found
    return line


def _line_of_word(node: Any, words: set[str]) -> int:
    """Line of the key, part number or code that the sentence names."""
    todo, seen = [node], set()
    while todo:
        one = todo.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, yaml.MappingNode):
            for key, value in one.value:
                names = key.value in {"key", "part_no", "code", "at", "use"}
                if names and isinstance(value, yaml.ScalarNode) and value.value in words:
                    return value.start_mark.line + 1
                todo.append(value)
        elif isinstance(one, yaml.SequenceNode):
            todo += one.value
    return 0


def _line_of_quote(path: Path, node: Any, sentence: str) -> int:
    """Line of what the sentence quotes from the file, else of the key at the top that it begins with."""
    if sentence.startswith("top level"):
        return 0
    lines = path.read_text(encoding="utf-8").splitlines()
    for quoted in _QUOTED.findall(sentence):
        words = quoted.strip("'")
        for number, line in enumerate(lines, start=1):
            if words in line:
                return number
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if sentence.startswith(f"{key.value}:"):
                return int(key.start_mark.line) + 1
    return 0


def _measure(path: Path) -> None:
    """Count what the document unfolds to, without unfolding it."""
    sizes: dict[str, int] = {}
    # A stack of the collections that are open: anchor, and values counted so far.
    open_ones: list[list[Any]] = []
    total = 0
    for event in yaml.parse(path.read_text(encoding="utf-8"), Loader=assets.LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        counted = 0
        match event:
            case yaml.AliasEvent():
                if any(anchor == event.anchor for anchor, _ in open_ones):
                    raise SourceError(f"line {line}: *{event.anchor} stands inside &{event.anchor} itself")
                # An unknown alias is told by the parser with its line.
                counted = sizes.get(event.anchor or "", 1)
            case yaml.ScalarEvent():
                counted = 1
                if event.anchor:
                    sizes[event.anchor] = 1
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                open_ones.append([event.anchor, 1])
                if len(open_ones) > MOST_DEPTH:
                    raise SourceError(f"line {line}: nested deeper than {MOST_DEPTH} levels")
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                anchor, counted = open_ones.pop()
                if anchor:
                    sizes[anchor] = counted
        if open_ones:
            open_ones[-1][1] += counted
        total = counted if not open_ones else sum(size for _, size in open_ones)
        if total > MOST_VALUES:
            raise SourceError(f"line {line}: more than {MOST_VALUES} values with every alias unfolded")


def _refuse_keys_twice(root: Any) -> None:
    """YAML readers keep the last of two equal keys in silence: what stood first would be lost."""
    todo, seen = [root], set()
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            todo += node.value
        elif isinstance(node, yaml.MappingNode):
            first: dict[str, int] = {}
            for key, value in node.value:
                line = key.start_mark.line + 1
                if isinstance(key, yaml.ScalarNode):
                    if key.value in first:
                        raise SourceError(
                            f"line {line}: {key.value} stands twice, first in line {first[key.value]}"
                        )
                    first[key.value] = line
                todo.append(value)
