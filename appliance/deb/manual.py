"""The manual of kioskctl and its completion for bash, made from the commands as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from typer.main import get_command

from kiosk_app.technician.__main__ import app

NAME = "kioskctl"
_EXIT = (
    ("0", "Done; for doctor: nothing failed."),
    ("1", "It could not be done; one line says why."),
    ("2", "Wrong use, or a wrong configuration; one line names file, key, value and what is allowed."),
)
_FILES = (
    ("/etc/kiosk/kiosk.toml", "The configuration; its JSON Schema stands beside it."),
    ("/etc/credstore.encrypted/kiosk.*", "The secrets, sealed by systemd."),
    ("/var/lib/kiosk-queue", "The queue. Nothing in it is to be moved or deleted by hand."),
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


def manual_pages(version: str, epoch: int) -> dict[str, str]:
    """Give name of the page → its text (troff, man macros): one for kioskctl, one for each command."""
    when = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    tree = list(commands())
    pages = {}
    for path, command in tree:
        name = "-".join((NAME, *path))
        children = [(p, c) for p, c in tree if p[:-1] == path and p != path]
        pages[name] = "\n".join(_page(name, path, command, children, version, when)) + "\n"
    return pages


def _page(
    name: str,
    path: tuple[str, ...],
    command: Any,
    children: list[tuple[tuple[str, ...], Any]],
    version: str,
    when: str,
) -> Iterator[str]:
    yield f'.TH "{name.upper()}" 1 "{when}" "dich-vu-cong-kiosk {version}" "Kiosk"'
    yield ".SH NAME"
    yield f"{_plain(name)} \\- {_plain(_short(command))}"
    yield ".SH SYNOPSIS"
    yield f".B {_plain(' '.join((NAME, *path)))}"
    yield _plain(" ".join(_usage(command)))
    yield ".SH DESCRIPTION"
    yield _plain(_words(command.help or _short(command)))
    if children:
        yield ".SH COMMANDS"
        for child_path, child in children:
            yield ".TP"
            yield f".BR {'-'.join((NAME, *child_path))} (1)"
            yield _plain(_short(child))
    options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    if arguments or options:
        yield ".SH OPTIONS"
        for one in (*arguments, *options):
            yield ".TP"
            yield f".B {_plain(_named(one))}"
            yield _plain(_words(getattr(one, "help", "") or ""))
    yield ".SH EXIT STATUS"
    for code, meaning in _EXIT:
        yield f".TP\n.B {code}\n{_plain(meaning)}"
    yield ".SH FILES"
    for place, meaning in _FILES:
        yield f".TP\n.I {_plain(place)}\n{_plain(meaning)}"
    if path:
        yield ".SH SEE ALSO"
        yield f".BR {'-'.join((NAME, *path[:-1]))} (1)"


def _short(command: Any) -> str:
    return _words(command.get_short_help_str(200)).rstrip(".")


def _usage(command: Any) -> Iterator[str]:
    if hasattr(command, "list_commands"):
        yield "COMMAND"
        return
    yield "[OPTIONS]"
    for one in command.params:
        if one.param_type_name == "argument":
            word = (one.metavar or one.name or "").upper()
            yield f"{word}…" if one.nargs == -1 else word


def _named(one: Any) -> str:
    if one.param_type_name == "argument":
        return str(one.metavar or one.name).upper()
    names = ", ".join((*one.opts, *one.secondary_opts))
    return names if one.is_flag else f"{names} {one.metavar or str(one.name).upper()}"


def _words(text: str) -> str:
    return " ".join(text.split())


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
