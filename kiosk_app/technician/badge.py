"""`kioskctl badge`: makes a badge for a member of staff."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import segno
import typer
from pydantic import ValidationError

from configuration.identity_tables import StaffBadge
from offline_queue.contract.badge import new_badge

_DARK_MODULE_PX = 12


def badge(
    badge_id: Annotated[str, typer.Argument(help="Short id, e.g. CB07: letters, digits, - and _.")],
    name: Annotated[str, typer.Argument(help="Name of the member of staff.")],
    picture: Annotated[Path | None, typer.Option(help="Write the QR code as PNG here, to print it.")] = None,
) -> None:
    """Make a badge whose QR code confirms, at the kiosk, that a member of staff saw the citizen.

    Prints the code and what to add to `[staff] badges` of the configuration, which does not tell the secret.
    """
    text, secret_hash = new_badge(badge_id)
    try:
        made = StaffBadge(id=badge_id, name=name, secret_hash=secret_hash)
    except ValidationError as error:
        typer.echo(f"{badge_id!r}, {name!r}: {error.errors()[0]['msg']}", err=True)
        raise typer.Exit(2) from error
    code = segno.make(text, error="m")
    if picture is not None:
        code.save(str(picture), kind="png", scale=_DARK_MODULE_PX)
        typer.echo(f"{picture}: written; whoever has it can confirm as {name}")
    else:
        drawn = io.StringIO()
        code.terminal(out=drawn, compact=True)
        typer.echo(drawn.getvalue())
    typer.echo(f'{{ id = "{made.id}", name = {_quoted(made.name)}, secret_hash = "{made.secret_hash}" }}')


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
