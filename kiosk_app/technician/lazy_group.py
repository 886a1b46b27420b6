"""A group of commands that imports a command's module only when the command is used.

Some commands need numpy, OpenCV and the forms; a technician who lists the queue need not wait for them.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command, get_group

from kiosk_app.technician.help_page import ENGINEERS, help_page, wrong_use
from kiosk_app.technician.terminal import say

_EXIT_USE = 2


def lazy_group(places: Mapping[str, str]) -> type[TyperGroup]:
    """Give a class for `typer.Typer(cls=…)`.

    `places`: name of a command → "module:attribute" of its Typer application or its function.
    """

    class LazyGroup(TyperGroup):
        """Shows the commands in the order of `places`."""

        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  Typer's signature
            return list(places)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            if cmd_name not in places:
                # Typer looks among the known commands for what may have been meant.
                for name in places:
                    self.get_command(ctx, name)
                return None
            if cmd_name not in self.commands:
                self.commands[cmd_name] = _command(cmd_name, places[cmd_name])
            return self.commands[cmd_name]

        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write(help_page(ctx.command_path, self))

        def main(self, *words: Any, standalone_mode: bool = True, **named: Any) -> Any:
            """Run the command line; what Typer would say in English is a line in Vietnamese."""
            try:
                code = super().main(*words, **{**named, "standalone_mode": False})
            except typer.Abort:
                say("", err=True)
                say("kioskctl: đã dừng", err=True)
                code = 1
            except TyperException as error:
                if not standalone_mode:
                    raise
                _tell(error)
                code = _EXIT_USE
            if standalone_mode:
                sys.exit(code if isinstance(code, int) else 0)
            return code

    return LazyGroup


def _tell(error: Any) -> None:
    if type(error).__name__ == "NoArgsIsHelpError":
        say(error.format_message().rstrip("\n"), err=True)
        return
    say(f"kioskctl: {wrong_use(error)}", err=True)


def _in_vietnamese(command: Any) -> None:
    """Let a command, and each of a group, show its help in Vietnamese."""

    def shown(this: Any, ctx: Any, formatter: Any) -> None:
        formatter.write(help_page(ctx.command_path, this))

    # Typer makes its commands itself: there is no class of ours to give each of them.
    command.format_help = partial(shown, command)
    for one in getattr(command, "commands", {}).values():
        _in_vietnamese(one)


@cache
def _command(name: str, place: str) -> Any:
    """Typer asks each parameter of every command for its kind, which takes longer than most commands."""
    module, _, attribute = place.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if isinstance(found, typer.Typer):
        command: Any = get_group(found)
    else:
        alone = typer.Typer(add_completion=False)
        alone.command()(found)
        command = get_command(alone)
    command.name = name
    if name not in ENGINEERS:
        _in_vietnamese(command)
    return command
