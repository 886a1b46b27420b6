"""The manual of kioskctl and its completion for bash, made from the commands as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from typer.main import get_command

from kiosk_app.technician import help_page
from kiosk_app.technician.__main__ import app

NAME = "kioskctl"
_PLACES = ("/etc/kiosk/kiosk.toml", "/etc/credstore.encrypted/kiosk.*", "/var/lib/kiosk-queue")


@dataclass(frozen=True, slots=True)
class Language:
    """How a page is written."""

    titles: tuple[str, ...]
    """Of its sections, in order."""
    options: str
    command: str
    exits: tuple[str, str, str]
    files: tuple[str, str, str]
    translated: bool = False


ENGLISH = Language(
    ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "FILES", "SEE ALSO"),
    "[OPTIONS]",
    "COMMAND",
    (
        "Done; for doctor: nothing failed.",
        "It could not be done; one line says why.",
        "Wrong use, or a wrong configuration; one line names file, key, value and what is allowed.",
    ),
    (
        "The configuration; its JSON Schema stands beside it.",
        "The secrets, sealed by systemd.",
        "The queue. Nothing in it is to be moved or deleted by hand.",
    ),
)
VIETNAMESE = Language(
    ("TÊN", "CÁCH DÙNG", "MÔ TẢ", "LỆNH", "TÙY CHỌN", "MÃ KẾT THÚC", "TỆP", "XEM THÊM"),
    "[TÙY CHỌN]",
    "LỆNH",
    (
        "Đã xong; với doctor: không có gì hỏng.",
        "Chưa làm được; một dòng nói vì sao.",
        "Dùng lệnh chưa đúng, hoặc cấu hình sai; một dòng nêu tệp, khóa, giá trị và điều được phép.",
    ),
    (
        "Cấu hình; JSON Schema nằm bên cạnh.",
        "Các khóa và mật khẩu, systemd niêm phong.",
        "Hàng đợi hồ sơ. Đừng dời hay xóa gì trong đó bằng tay.",
    ),
    translated=True,
)


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give every command with its path, the groups first."""
    found: Any = get_command(app) if command is None else command
    yield path, found
    if hasattr(found, "list_commands"):
        for name in found.list_commands(None):
            child = found.get_command(None, name)
            if child is not None and not child.hidden:
                yield from commands(child, (*path, name))


def manual_pages(version: str, epoch: int, language: Language = ENGLISH) -> dict[str, str]:
    """Give name of the page → its text (troff, man macros): one for kioskctl, one for each command.

    In Vietnamese the commands of the project's engineers have none: `man` then shows the English one.
    """
    when = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    tree = [
        (path, command)
        for path, command in commands()
        if not (language.translated and path and path[0] in help_page.ENGINEERS)
    ]
    pages = {}
    for path, command in tree:
        name = "-".join((NAME, *path))
        children = [(p, c) for p, c in tree if p[:-1] == path and p != path]
        pages[name] = "\n".join(_page(name, path, command, children, version, when, language)) + "\n"
    return pages


def _page(
    name: str,
    path: tuple[str, ...],
    command: Any,
    children: list[tuple[tuple[str, ...], Any]],
    version: str,
    when: str,
    language: Language,
) -> Iterator[str]:
    title, synopsis, description, subcommands, choices, exits, files, also = language.titles
    words = help_page.vietnamese if language.translated else help_page.one_line
    yield f'.TH "{name.upper()}" 1 "{when}" "dich-vu-cong-kiosk {version}" "Kiosk"'
    yield f".SH {title}"
    yield f"{_plain(name)} \\- {_plain(_short(command, language))}"
    yield f".SH {synopsis}"
    yield f".B {_plain(' '.join((NAME, *path)))}"
    yield _plain(" ".join(_usage(command, language)))
    yield f".SH {description}"
    yield _plain(words(command.help or "") or _short(command, language))
    if children:
        yield f".SH {subcommands}"
        for child_path, child in children:
            yield ".TP"
            yield f".BR {'-'.join((NAME, *child_path))} (1)"
            yield _plain(_short(child, language))
    options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    if arguments or options:
        yield f".SH {choices}"
        for one in (*arguments, *options):
            yield ".TP"
            yield f".B {_plain(help_page.named(one))}"
            yield _plain(words(getattr(one, "help", "") or ""))
    yield f".SH {exits}"
    for code, meaning in enumerate(language.exits):
        yield f".TP\n.B {code}\n{_plain(meaning)}"
    yield f".SH {files}"
    for place, meaning in zip(_PLACES, language.files, strict=True):
        yield f".TP\n.I {_plain(place)}\n{_plain(meaning)}"
    if path:
        yield f".SH {also}"
        yield f".BR {'-'.join((NAME, *path[:-1]))} (1)"


def _short(command: Any, language: Language) -> str:
    if language.translated:
        return help_page.short(command)
    return help_page.one_line(command.get_short_help_str(200)).rstrip(".")


def _usage(command: Any, language: Language) -> Iterator[str]:
    if hasattr(command, "list_commands"):
        yield language.command
        return
    yield language.options
    for one in command.params:
        if one.param_type_name == "argument":
            word = (one.metavar or one.name or "").upper()
            yield f"{word}…" if one.nargs == -1 else word


def _plain(text: str) -> str:
    """Keep troff from reading text as its own: backslashes, and a dot or apostrophe that begins a line."""
    written = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{written}" if re.match(r"[.']", written) else written


def bash_completion() -> str:
    """Give the completion: words that may follow, without starting Python at each key."""
    cases = []
    for path, command in commands():
        words = [name for p, c in commands() if p[:-1] == path and p != path for name in [p[-1]]]
        words += sorted(
            name
            for one in command.params
            if one.param_type_name == "option"
            for name in (*one.opts, *one.secondary_opts)
            if name.startswith("--")
        )
        cases.append(f'        "{" ".join(path)}") words="{" ".join(words)}" ;;')
    body = "\n".join(cases)
    return f"""\
# bash completion for {NAME}(1)
_{NAME}() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" path="" word words=""
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$word" in -*|*/*|*.*) ;; *) path="${{path:+$path }}$word" ;; esac
    done
    case "$path" in
{body}
        *) return ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _{NAME} {NAME}
"""
