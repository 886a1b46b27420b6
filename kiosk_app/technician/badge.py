"""`kioskctl badge`: makes a badge for a member of staff."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import segno
import typer
from pydantic import ValidationError

from configuration.identity_tables import StaffBadge
from kiosk_app.technician.target import ReplaceOption, look_at_target, write_file
from kiosk_app.technician.terminal import say
from offline_queue.contract.badge import new_badge
from offline_queue.contract.pin import pin_hash
from offline_queue.contract.service_messages import Role

_DARK_MODULE_PX = 12


def badge(
    badge_id: Annotated[str, typer.Argument(help="Short id, e.g. CB07: letters, digits, - and _.")],
    name: Annotated[str, typer.Argument(help="Name of the member of staff or technician.")],
    picture: Annotated[Path | None, typer.Option(help="Write the QR code as PNG here, to print it.")] = None,
    role: Annotated[Role, typer.Option(help="What the PIN opens in service mode.")] = Role.STAFF,
    pin: Annotated[
        bool, typer.Option("--pin/--no-pin", help="Ask for a PIN: it opens service mode on the screen.")
    ] = False,
    replace: ReplaceOption = False,
) -> None:
    """Make a badge whose QR code confirms, at the kiosk, that a member of staff saw the citizen.

    It also opens service mode for what staff may do; a PIN opens it for the person's role. Prints the code
    and what to add to `[staff] badges` of the configuration, which tells neither the secret nor the PIN.
    """
    if picture is not None:
        look_at_target(picture, replace=replace)
    text, secret_hash = new_badge(badge_id)
    try:
        hashed = _asked_pin() if pin else ""
        made = StaffBadge(id=badge_id, name=name, secret_hash=secret_hash, pin_hash=hashed, role=role.value)
    except ValidationError as error:
        say(f"{badge_id!r}, {name!r}: {error.errors()[0]['msg']}", err=True)
        raise typer.Exit(2) from error
    except ValueError as error:
        say(f"PIN: {error}", err=True)
        raise typer.Exit(2) from error
    code = segno.make(text, error="m")
    if picture is not None:
        drawn_png = io.BytesIO()
        code.save(drawn_png, kind="png", scale=_DARK_MODULE_PX)
        write_file(picture, drawn_png.getvalue(), replace=replace)
        say(f"{picture}: đã ghi; ai cầm thẻ này xác nhận được thay {name}")
    else:
        drawn = io.StringIO()
        code.terminal(out=drawn, compact=True)
        sys.stdout.write(drawn.getvalue() + "\n")
    keys = [f'id = "{made.id}"', f"name = {_quoted(made.name)}", f'secret_hash = "{made.secret_hash}"']
    keys += [f'pin_hash = "{made.pin_hash}"'] if made.pin_hash else []
    keys += [f'role = "{made.role}"'] if role is not Role.STAFF else []
    say(f"{{ {', '.join(keys)} }}")


def _asked_pin() -> str:
    """Give the hash of a PIN that is typed twice. Raises `ValueError`."""
    return pin_hash(str(typer.prompt("PIN", hide_input=True, confirmation_prompt=True)))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
