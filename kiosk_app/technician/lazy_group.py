"""A group of commands that imports a command's module only when the command is used.

Some commands need numpy, OpenCV and the forms; a technician who lists the queue need not wait for them.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group


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

    return LazyGroup


def _command(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if isinstance(found, typer.Typer):
        command: Any = get_group(found)
    else:
        alone = typer.Typer(add_completion=False)
        alone.command()(found)
        command = get_command(alone)
    command.name = name
    return command
