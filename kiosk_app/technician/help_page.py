"""What `--help` shows of a technician's command, and what is said when it is used wrongly: in Vietnamese.

Built from the commands as they are; the English beside them is translated by `help_words`. Commands of the
project's engineers keep their English, as their answers do (docs/decisions/048).
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from kiosk_app.technician.help_words import WORDS

ENGINEERS = frozenset({"catalogue", "helper", "read-qr", "scan-file"})
"""Groups and commands whose answers and help are English."""
_WIDEST, _INDENT, _COLUMN = 100, 2, 30
_HELP = "Hiện lời này rồi kết thúc."
_NUMBERS = {int: "số nguyên", float: "số"}
# Typer tells these in English sentences alone.
_NO_COMMAND = re.compile(r"No such command (['\"])(.*?)\1\.(.*)", re.DOTALL)
_TOO_MANY = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)$", re.DOTALL)
_QUOTED = re.compile(r"'([^']+)'")


def one_line(text: str) -> str:
    """Give a text of several lines as one."""
    return " ".join(text.split())


def vietnamese(text: str) -> str:
    """Give the Vietnamese of a help text; what has none stays."""
    words = one_line(text)
    return WORDS.get(words, words)


def short(command: Any) -> str:
    """Give the first sentence about a command."""
    return vietnamese(command.help or "").partition(". ")[0].rstrip(".")


def usage(command: Any) -> Iterator[str]:
    """Give the words that follow a command's name."""
    if hasattr(command, "list_commands"):
        yield "LỆNH"
        return
    yield "[TÙY CHỌN]"
    for one in command.params:
        if one.param_type_name == "argument":
            yield f"{one.metavar or one.name}…" if one.nargs == -1 else str(one.metavar or one.name).upper()


def named(one: Any) -> str:
    """Give an option or argument as it is typed."""
    if one.param_type_name == "argument":
        return str(one.metavar or one.name).upper()
    names = ", ".join((*one.opts, *one.secondary_opts))
    return names if one.is_flag else f"{names} {one.metavar or str(one.name).upper()}"


def about(one: Any) -> str:
    """Tell what an option or argument is for, what may be typed and what holds without it."""
    said = vietnamese(getattr(one, "help", "") or "")
    kind = one.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        said += f" Một trong: {', '.join(str(choice.value) for choice in kind)}."
    asked = one.type_descriptor.parameter_info
    if None not in (getattr(asked, "min", None), getattr(asked, "max", None)):
        said += f" Từ {asked.min:g} đến {asked.max:g}."
    if one.required:
        return f"{said} (bắt buộc)".strip()
    default = one.default.value if isinstance(one.default, Enum) else one.default
    if one.param_type_name == "option" and not one.is_flag and default not in (None, "", 0, ()):
        said += f" (không ghi: {default})"
    return said.strip()


def help_page(name: str, command: Any) -> str:
    """Give the page of one command. `name`: as it is typed."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    lines = [f"Cách dùng: {name} {' '.join(usage(command))}", ""]
    lines += textwrap.wrap(vietnamese(command.help or ""), width)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
    lines += _table("Tham số:", [(named(one), about(one)) for one in arguments], width)
    lines += _table("Tùy chọn:", [*((named(one), about(one)) for one in options), ("--help", _HELP)], width)
    if hasattr(command, "list_commands"):
        children = [(one, command.get_command(None, one)) for one in command.list_commands(None)]
        rows = [(one, short(child)) for one, child in children if child is not None and not child.hidden]
        lines += _table("Lệnh:", [row for row in rows if row[0] not in ENGINEERS], width)
        lines += _table("Cho người làm phần mềm:", [row for row in rows if row[0] in ENGINEERS], width)
    return "\n".join(lines) + "\n"


def _table(title: str, rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield title
    column = min(_COLUMN, max(len(name) for name, _ in rows) + 2)
    for name, words in rows:
        told = textwrap.wrap(words, max(20, width - _INDENT - column)) or [""]
        if len(name) + 2 > column:
            yield f"{'':{_INDENT}}{name}"
        else:
            yield f"{'':{_INDENT}}{name:{column}}{told.pop(0)}".rstrip()
        yield from (f"{'':{_INDENT + column}}{line}" for line in told)


def wrong_use(error: Any) -> str:
    """Say what is wrong with a line that was typed."""
    context = getattr(error, "ctx", None)
    name = context.command_path if context is not None else "kioskctl"
    parameter = getattr(error, "param", None)
    what = named(parameter) if parameter is not None else ""
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "MissingParameter":
            said = f"còn thiếu {what}"
        case "NoSuchOption":
            said = f"không có tùy chọn {option}{_near(getattr(error, 'possibilities', None) or ())}"
        case "BadOptionUsage":
            takes_none = "does not take" in error.format_message()
            said = f"tùy chọn {option} {'không nhận giá trị' if takes_none else 'còn thiếu giá trị'}"
        case "BadParameter":
            said = f"{what or 'giá trị'} chưa đúng{_wanted(parameter)}"
        case _:
            said = _misused(error.format_message())
    return f"{said}. Xem: {name} --help"


def _misused(english: str) -> str:
    """Give Typer's sentence about a whole line in Vietnamese."""
    if found := _NO_COMMAND.match(english):
        return f"không có lệnh {found[2]}{_near(_QUOTED.findall(found[3]))}"
    if found := _TOO_MANY.match(english):
        return f"thừa tham số: {found[1]}"
    return "còn thiếu lệnh" if english.startswith("Missing command") else "lệnh chưa đúng"


def _near(names: Iterable[str]) -> str:
    found = ", ".join(sorted(names))
    return f" (gần giống: {found})" if found else ""


def _wanted(parameter: Any) -> str:
    """Say what a parameter takes, as far as its kind tells."""
    if parameter is None:
        return ""
    kind = parameter.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f": một trong {', '.join(str(choice.value) for choice in kind)}"
    number = _NUMBERS.get(kind, "")
    asked = parameter.type_descriptor.parameter_info
    limits = (getattr(asked, "min", None), getattr(asked, "max", None))
    if not number or None in limits:
        return f": {number}" if number else ""
    return f": {number} từ {limits[0]:g} đến {limits[1]:g}"
